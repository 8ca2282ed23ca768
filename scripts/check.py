"""Run every check that needs no browser and no server, and name those that failed.

All of them run even after a failure, so that one look shows everything there is to mend.

Usage: python scripts/check.py [--fix]
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
TEMPLATES = "src/tongxin/web/templates"
PYTHON = [sys.executable]
SETTINGS = ["--settings", "tongxin.config.settings"]

CHECKS: dict[str, list[str]] = {
    "ruff check": [*PYTHON, "-m", "ruff", "check"],
    "ruff format": [*PYTHON, "-m", "ruff", "format", "--check"],
    "layers": [str(BIN / "lint-imports")],
    "djlint lint": [*PYTHON, "-m", "djlint", TEMPLATES, "--lint", "--quiet"],
    "djlint format": [*PYTHON, "-m", "djlint", TEMPLATES, "--check", "--quiet"],
    "migrations": [*PYTHON, "-m", "django", "makemigrations", "--check", "--dry-run", *SETTINGS],
    "messages": [*PYTHON, "scripts/messages.py", "--check"],
    "types": [*PYTHON, "-m", "mypy"],
    "house rules": [*PYTHON, "-m", "pytest", "tests/house", "-q", "-n", "0"],
}
FIXES: dict[str, list[str]] = {
    "ruff check": [*PYTHON, "-m", "ruff", "check", "--fix"],
    "ruff format": [*PYTHON, "-m", "ruff", "format"],
    "djlint format": [*PYTHON, "-m", "djlint", TEMPLATES, "--reformat", "--quiet"],
}


def run(name: str, command: list[str], environment: dict[str, str]) -> bool:
    """Run one check, print its result and, on failure, what it said."""
    started = time.monotonic()
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    verdict = "FAIL" if done.returncode else "ok  "
    print(f"{verdict} {name} ({time.monotonic() - started:.1f} s)", flush=True)
    if done.returncode:
        print(done.stdout + done.stderr, flush=True)
    return done.returncode == 0


def main() -> int:
    """Run the checks, or with ``--fix`` the tools that mend; return the exit code."""
    jobs = FIXES if "--fix" in sys.argv[1:] else CHECKS
    with tempfile.TemporaryDirectory(prefix="tongxin-check-") as data:
        environment = {**os.environ, "TONGXIN_DATA": data}
        for name in ("TONGXIN_DATABASE_URL", "DJANGO_SETTINGS_MODULE"):
            environment.pop(name, None)
        failed = [name for name, command in jobs.items() if not run(name, command, environment)]
    print(f"failed: {', '.join(failed)}" if failed else "all checks passed", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
