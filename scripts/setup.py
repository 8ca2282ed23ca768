"""Make or refresh the virtual environment ``.venv`` of this checkout.

Everything comes from the hash locks in ``requirements/``. A stamp of all inputs makes a
second run a matter of milliseconds. Only the standard library is used here, since this
script runs before anything is installed.

Usage: python3 scripts/setup.py [run|test|bench|dev|docs]
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = str(BIN / ("python.exe" if os.name == "nt" else "python"))

# level: (locks to install, levels whose packages it contains)
LEVELS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "run": (("run", "build"), ()),
    "test": (("test",), ("run",)),
    "bench": (("bench",), ("run", "test")),
    "dev": (("dev",), ("run", "test")),
    "docs": (("docs", "build"), ("run",)),
}
STARTED = time.monotonic()


def say(text: str) -> None:
    """Print one progress line with the seconds so far."""
    print(f"[{time.monotonic() - STARTED:5.1f} s] {text}", flush=True)


def inputs(level: str) -> Iterator[Path]:
    """Yield the files that decide what the environment must contain."""
    yield from (ROOT / "requirements" / f"{lock}.txt" for lock in LEVELS[level][0])
    yield ROOT / "pyproject.toml"
    yield ROOT / "hatch_build.py"
    yield ROOT / "frontend" / "package-lock.json"
    yield from sorted((ROOT / "src" / "tongxin" / "web" / "locale").glob("*/LC_MESSAGES/django.po"))


def fingerprint(level: str) -> str:
    """Return a hash over the level's inputs and the place of the environment."""
    digest = hashlib.sha256(str(VENV).encode())
    for path in inputs(level):
        digest.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def stamp(level: str) -> Path:
    """Return the file that remembers the fingerprint of a finished level."""
    return VENV / f"installed-{level}"


def generated_files_exist() -> bool:
    """Say whether the files that the build hook makes are still there."""
    web = ROOT / "src" / "tongxin" / "web"
    wanted = [web / "static" / "tongxin" / "vendor" / "htmx.min.js"]
    wanted += [path.with_suffix(".mo") for path in web.glob("locale/*/LC_MESSAGES/django.po")]
    if (ROOT / "tests").is_dir():
        wanted.append(ROOT / "tests" / "browser" / "vendor" / "axe.min.js")
    return all(path.exists() for path in wanted)


def is_current(level: str) -> bool:
    """Say whether this level, or one that contains it, is installed from today's inputs."""
    holders = [name for name, (_, contained) in LEVELS.items() if name == level or level in contained]
    return Path(PYTHON).exists() and any(
        stamp(name).exists() and stamp(name).read_text("utf-8") == fingerprint(name) for name in holders
    )


def make_venv() -> None:
    """Create the virtual environment unless it is there."""
    if Path(PYTHON).exists():
        return
    if importlib.util.find_spec("ensurepip") is None:
        raise SystemExit("Python cannot make virtual environments here. Install: apt install python3-venv")
    say(f"making .venv with Python {sys.version.split()[0]}")
    subprocess.run([sys.executable, "-m", "venv", VENV], check=True)


def pip_install(*arguments: str) -> bool:
    """Install with pip; say whether it worked."""
    command = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *arguments]
    return subprocess.run(command, cwd=ROOT, check=False).returncode == 0


def uv_environment() -> dict[str, str]:
    """Return an environment in which uv uses the index that pip is configured for."""
    environment = {**os.environ, "VIRTUAL_ENV": str(VENV)}
    if environment.get("UV_DEFAULT_INDEX") or environment.get("UV_INDEX_URL"):
        return environment
    query = [PYTHON, "-m", "pip", "config", "get", "global.index-url"]
    found = subprocess.run(query, capture_output=True, text=True, check=False).stdout.strip()
    index = os.environ.get("PIP_INDEX_URL") or found
    if index:
        environment["UV_DEFAULT_INDEX"] = index
    return environment


def uv_install(*arguments: str) -> bool:
    """Install with uv; say whether it worked."""
    command = [PYTHON, "-m", "uv", "pip", "install", "--quiet", *arguments]
    return subprocess.run(command, cwd=ROOT, env=uv_environment(), check=False).returncode == 0


def install_locks(locks: tuple[str, ...]) -> None:
    """Install locked packages, by uv when it can be had and by pip otherwise."""
    hashed = ["--require-hashes", "--only-binary", ":all:"]
    files = [part for lock in locks for part in ("-r", f"requirements/{lock}.txt")]
    say("installing uv, which is several times quicker than pip")
    if pip_install(*hashed, "-r", "requirements/uv.txt"):
        say(f"installing the locked packages ({', '.join(locks)})")
        if uv_install(*hashed, *files):
            return
    say("uv could not do it; installing with pip, which takes a minute or two")
    if not pip_install(*hashed, *files):
        raise SystemExit("The packages could not be installed. Is a Python package index within reach?")


def install_project() -> None:
    """Install this checkout in place; the build hook makes the generated files."""
    say("installing Tongxin in place (browser files, message catalogues)")
    if not pip_install("--no-build-isolation", "--no-deps", "--editable", "."):
        raise SystemExit("Tongxin itself could not be installed; the lines above say why.")


def main() -> None:
    """Bring the environment up to the level asked for."""
    if sys.version_info < (3, 11):  # noqa: UP036 - the very thing to tell whoever runs an older one
        raise SystemExit(f"Tongxin needs Python 3.11 or newer; this is {sys.version.split()[0]}.")
    level = sys.argv[1] if len(sys.argv) > 1 else "run"
    if level not in LEVELS:
        raise SystemExit(f"Unknown level {level!r}; choose one of: {', '.join(LEVELS)}")
    if is_current(level) and generated_files_exist():
        return
    make_venv()
    if not is_current(level):
        install_locks(LEVELS[level][0])
    install_project()
    stamp(level).write_text(fingerprint(level), "utf-8")
    say(f"ready: {level}")


if __name__ == "__main__":
    main()
