"""The real server with the demonstration data, in a data folder of its own."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

COMMAND = [sys.executable, "-m", "tongxin.config.main"]
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--font-render-hinting=none",
]
"""How Chromium starts: without a sandbox, as root in a container has none, and without calling home."""

START_SECONDS = 60


def find_chromium() -> str | None:
    """Return the path of the system's Chromium."""
    found = (shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome"))
    return next(filter(None, found), None)


@contextmanager
def serving() -> Iterator[str]:
    """Serve the demonstration data on a free port and give the address of the site.

    Raises:
        RuntimeError: the server did not start; the message is its log.
    """
    with tempfile.TemporaryDirectory(prefix="tongxin-browser-") as folder:
        fill(folder)
        with serving_from(folder) as address:
            yield address


def fill(folder: str) -> None:
    """Fill a data folder with the demonstration."""
    subprocess.run([*COMMAND, "demo"], env=_environment(folder, 0), check=True, stdout=subprocess.DEVNULL)


@contextmanager
def serving_from(folder: str, days_later: int = 0) -> Iterator[str]:
    """Serve a data folder on a free port and give the address of the site.

    Args:
        folder: where its data lies; another server may have served it before.
        days_later: how far the server's clock is ahead, to see what the next year brings.

    Raises:
        RuntimeError: the server did not start; the message is its log.
    """
    port = _free_port()
    with (Path(folder) / "server.log").open("w+b") as log:
        server = subprocess.Popen(
            [*COMMAND, "serve", "--port", str(port)],
            env=_environment(folder, days_later),
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        try:
            _wait(port, server, Path(log.name))
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait(timeout=20)


def _environment(folder: str, days_later: int) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TONGXIN_")}
    found = {
        **kept,
        "TONGXIN_DATA": folder,
        "TONGXIN_STATIC_FROM_SOURCE": "1",
        "TONGXIN_LOCK_AFTER": "1000",
    }
    if days_later:
        # Python imports sitecustomize.py from there before anything else, and with it another clock.
        ahead = Path(__file__).parent / "ahead"
        found |= {"DAYS_LATER": str(days_later), "PYTHONPATH": f"{ahead}:{kept.get('PYTHONPATH', '')}"}
    return found


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(port: int, server: "subprocess.Popen[bytes]", log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5):
                return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError(f"the server did not start:\n{log.read_text('utf-8', 'replace')}")
