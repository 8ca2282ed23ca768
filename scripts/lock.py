"""Write the hash locks in ``requirements/`` from ``pyproject.toml``.

The largest lock is solved first and constrains the others, so that every environment is a
subset of it. A lock names no index: whoever installs may use the mirror they trust.

Usage: python scripts/lock.py [--upgrade]
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WIDEST = "requirements/dev.txt"
LOCKS: dict[str, tuple[str, ...]] = {
    "dev": ("pyproject.toml", "--extra=pg", "--group=build", "--group=test", "--group=bench", "--group=dev"),
    "test": ("pyproject.toml", "--extra=pg", "--group=build", "--group=test"),
    "bench": (
        "pyproject.toml",
        "--extra=pg",
        "--group=build",
        "--group=test",
        "--group=bench",
        "--group=peers",
    ),
    "run": ("pyproject.toml",),
    "pg": ("pyproject.toml", "--extra=pg"),
    "build": ("--group=build",),
    "docs": ("pyproject.toml", "--group=docs"),
    "uv": ("requirements/uv.in",),
}
RESOLUTION = ("--universal", "--python-version=3.11", "--generate-hashes", "--only-binary=:all:")


def compile_lock(name: str, sources: tuple[str, ...], *, upgrade: bool) -> None:
    """Solve one lock with uv and write it."""
    target = f"requirements/{name}.txt"
    command = [sys.executable, "-m", "uv", "pip", "compile", *sources, *RESOLUTION, "--quiet"]
    command += [f"--output-file={target}", "--custom-compile-command=make lock"]
    if target != WIDEST:
        command.append(f"--constraint={WIDEST}")
    if upgrade:
        command.append("--upgrade")
    subprocess.run(command, cwd=ROOT, check=True, env={**os.environ, "NO_COLOR": "1"})
    text = (ROOT / target).read_text("utf-8")
    if "://" in text:
        message = f"{target} contains an address; locks must name no index"
        raise SystemExit(message)
    print(f"{target}: {text.count(chr(10) + '    # via')} packages", flush=True)


def main() -> None:
    """Write every lock, the widest first."""
    upgrade = "--upgrade" in sys.argv[1:]
    for name, sources in LOCKS.items():
        compile_lock(name, sources, upgrade=upgrade)


if __name__ == "__main__":
    main()
