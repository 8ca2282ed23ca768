"""Ways through the site: the keyboard, the switches of the header, the phone's menu."""

import pytest
from playwright.sync_api import Browser, expect
from tests.browser.visiting import PHONE, SIGNED_OUT, Site, violations

pytestmark = pytest.mark.browser


def test_first_stop_of_the_keyboard_leads_to_the_content(site: Site, browser: Browser) -> None:
    with site.enter(browser, "clerk") as context:
        page = context.new_page()
        page.goto("/")
        page.keyboard.press("Tab")
        skip = page.locator("a.skip-link")
        expect(skip).to_be_focused()
        expect(skip).to_be_in_viewport()
        page.keyboard.press("Enter")
        expect(page.locator("main")).to_be_focused()


def test_each_stop_of_the_keyboard_is_seen(site: Site, browser: Browser) -> None:
    with site.enter(browser, "clerk") as context:
        page = context.new_page()
        page.goto("/")
        for _ in range(25):
            page.keyboard.press("Tab")
            shown = page.evaluate(
                "() => { const one = document.activeElement; const style = getComputedStyle(one);"
                " return one === document.body || style.outlineStyle !== 'none'; }"
            )
            assert shown, page.evaluate("() => document.activeElement.outerHTML")


@pytest.mark.parametrize(("language", "tag"), [("en", "en"), ("zh-hant", "zh-Hant"), ("zh-hans", "zh-Hans")])
def test_language_switch_keeps_the_page(site: Site, browser: Browser, language: str, tag: str) -> None:
    before = "en" if language == "zh-hans" else "zh-hans"
    with site.enter(browser, "clerk", before) as context:
        page = context.new_page()
        page.goto("/members/?page=2")
        address = page.url
        page.locator(f".top-tools button[name=language][value={language}]").click()
        expect(page.locator("html")).to_have_attribute("lang", tag)
        assert page.url == address


def test_text_size_is_kept_for_the_next_page(site: Site, browser: Browser) -> None:
    with site.enter(browser, "clerk") as context:
        page = context.new_page()
        page.goto("/")
        size = "() => parseFloat(getComputedStyle(document.body).fontSize)"
        assert page.evaluate(size) >= 16
        page.locator(".top-tools [data-text-size='150']").click()
        page.goto("/members/")
        assert page.evaluate(size) == 24
        assert page.evaluate("() => document.documentElement.scrollWidth") <= 1280


def test_body_text_on_a_phone_is_larger_than_on_a_desk(site: Site, browser: Browser) -> None:
    with site.enter(browser, SIGNED_OUT, size=PHONE) as context:
        page = context.new_page()
        page.goto("/sign-in/")
        assert page.evaluate("() => parseFloat(getComputedStyle(document.body).fontSize)") == 17


def test_dark_display_is_kept_and_readable(site: Site, browser: Browser) -> None:
    with site.enter(browser, "clerk") as context:
        page = context.new_page()
        page.goto("/")
        paper = "() => getComputedStyle(document.documentElement).backgroundColor"
        light = page.evaluate(paper)
        page.locator(".top-tools [data-theme-toggle]").click()
        page.goto("/figures/")
        assert page.evaluate(paper) != light
        assert violations(page, only=["color-contrast"]) == []


def test_phone_menu_opens_closes_and_is_accessible(site: Site, browser: Browser) -> None:
    with site.enter(browser, "clerk", size=PHONE) as context:
        page = context.new_page()
        page.goto("/")
        opener = page.locator("header details.panel > summary")
        opener.click()
        expect(page.locator(".panel-body nav")).to_be_visible()
        assert violations(page) == []
        page.keyboard.press("Escape")
        expect(page.locator(".panel-body nav")).to_be_hidden()
        expect(opener).to_be_focused()


def test_every_target_on_a_phone_is_large_enough(site: Site, browser: Browser) -> None:
    with site.enter(browser, "member", size=PHONE) as context:
        page = context.new_page()
        page.goto("/")
        small = page.eval_on_selector_all(
            ".bottom-bar a, .button, .tool",
            "all => all.filter((one) => one.checkVisibility()).map((one) => one.getBoundingClientRect())"
            ".filter((box) => box.height < 44 || box.width < 44).length",
        )
        assert small == 0


def test_pages_print_without_the_frame(site: Site, browser: Browser) -> None:
    with site.enter(browser, "clerk") as context:
        page = context.new_page()
        page.goto("/members/")
        page.emulate_media(media="print")
        for part in (".rail", ".top-tools", ".bottom-bar", ".filters"):
            for one in page.locator(part).all():
                expect(one).to_be_hidden()
        expect(page.locator("h1")).to_be_visible()
        expect(page.locator(".foot-asof")).to_be_visible()
