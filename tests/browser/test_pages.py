"""Every page, as its readers meet it: three languages, desk and phone, light and dark."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page
from tests.browser.visiting import LANGUAGES, NO_PAGE, PHONE, ROLES, WIDE, Site, home_of, pages, violations

pytestmark = pytest.mark.browser

PAGES = [*map(home_of, ROLES), *(page for page in pages() if page and page not in NO_PAGE)]


def test_addresses_without_a_page_still_exist() -> None:
    assert set(pages()) >= NO_PAGE


@pytest.fixture(scope="module")
def windows(site: Site, browser: Browser) -> Iterator[dict[tuple[str, str], BrowserContext]]:
    """Windows by role and language, opened when first asked for."""
    opened: dict[tuple[str, str], BrowserContext] = {}
    yield opened
    for context in opened.values():
        context.close()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PAGES, ids=lambda name: name.strip("/").replace("/", "."))
def test_page_can_be_read_by_everybody(
    site: Site,
    browser: Browser,
    visits: dict[str, tuple[str, str]],
    windows: dict[tuple[str, str], BrowserContext],
    name: str,
    language: str,
) -> None:
    """No accessibility fault, no sideways scroll, no error in the console, one heading, right language."""
    assert name in visits, f"no link leads to the page {name!r}"
    role, address = visits[name]
    if (role, language) not in windows:
        windows[role, language] = site.enter(browser, role, language)
    page = windows[role, language].new_page()
    errors: list[str] = []
    page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    try:
        page.set_viewport_size({"width": WIDE[0], "height": WIDE[1]})
        page.goto(address)
        assert page.locator("html").get_attribute("lang") == LANGUAGES[language]
        assert page.locator("h1").count() == 1
        _look(page, WIDE[0])
        page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
        _look(page, PHONE[0])
        if language == "zh-hans":
            page.emulate_media(color_scheme="dark")
            assert violations(page, only=["color-contrast"]) == []
        assert page.evaluate("() => window.policyBreaches") == []
        assert errors == []
    finally:
        page.close()


def _look(page: Page, width: int) -> None:
    assert violations(page) == []
    assert page.evaluate("() => document.documentElement.scrollWidth") <= width
