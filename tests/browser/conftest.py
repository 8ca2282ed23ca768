"""A real server with the demonstration data, and a real browser that is signed in."""

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError

import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright

from tests.browser.visiting import Site, walk

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--font-render-hinting=none",
]
START_SECONDS = 60


@pytest.fixture(scope="session")
def site() -> Iterator[Site]:
    """Serve the demonstration data from a data folder of its own, on a free port."""
    with tempfile.TemporaryDirectory(prefix="tongxin-browser-") as folder:
        port = _free_port()
        environment = {name: value for name, value in os.environ.items() if not name.startswith("TONGXIN_")}
        environment |= {
            "TONGXIN_DATA": folder,
            "TONGXIN_STATIC_FROM_SOURCE": "1",
            "TONGXIN_LOCK_AFTER": "1000",
        }
        command = [sys.executable, "-m", "tongxin.config.main"]
        subprocess.run([*command, "demo"], env=environment, check=True, capture_output=True)
        with (Path(folder) / "server.log").open("w+b") as log:
            arguments = [*command, "serve", "--port", str(port)]
            server = subprocess.Popen(arguments, env=environment, stdout=log, stderr=subprocess.STDOUT)
            try:
                _wait(port, server, Path(log.name))
                yield Site(f"http://127.0.0.1:{port}")
            finally:
                server.terminate()
                server.wait(timeout=20)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(port: int, server: "subprocess.Popen[bytes]", log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if server.poll() is not None:
            break
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5):
                return
        except (URLError, ConnectionError):
            time.sleep(0.2)
    pytest.fail(f"the server did not start:\n{log.read_text('utf-8', 'replace')}", pytrace=False)


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """Playwright's driver."""
    with sync_playwright() as driver:
        yield driver


@pytest.fixture(scope="session")
def browser(playwright: Playwright, chromium: str) -> Iterator[Browser]:
    """The system's Chromium without a window."""
    started = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
    yield started
    started.close()


@pytest.fixture(scope="session")
def visits(site: Site, browser: Browser) -> dict[str, tuple[str, str]]:
    """Return page name → (who may open it, an address of it), found by following every link."""
    return walk(site, browser)
