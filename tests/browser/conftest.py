"""A real server with the demonstration data, and a real browser."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright
from tests.browser.serving import FLAGS, serving
from tests.browser.visiting import Site, prepare, walk


@pytest.fixture(scope="session")
def site() -> Iterator[Site]:
    """The running site."""
    with serving() as root:
        yield Site(root)


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    """The system's Chromium without a window."""
    with sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=chromium, args=FLAGS)
        yield started
        started.close()


@pytest.fixture(scope="session")
def visits(site: Site, browser: Browser) -> dict[str, tuple[str, str]]:
    """Return page name → (who may open it, an address of it), found by following every link."""
    prepare(site, browser)
    return walk(site, browser)
