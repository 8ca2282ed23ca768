"""What a member types outlives a lost connection and a server that is started again."""

import re
import tempfile
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from tests.browser.serving import fill, serving_from
from tests.browser.visiting import PHONE, sign_in

pytestmark = pytest.mark.browser
WRITE = "/proceedings/proposal/new/"
FIRST, SECOND = "关于给村口桥加装护栏的建议", "桥面离水三米，两侧没有护栏，去年有两人落水。"
KEPT = re.compile("草稿已于.+保存")
FAILED = re.compile("草稿未保存")


@pytest.fixture
def folder() -> Iterator[str]:
    """A data folder with the demonstration in it, which one server after the other serves."""
    with tempfile.TemporaryDirectory(prefix="tongxin-drafts-") as name:
        fill(name)
        yield name


def writing(context: BrowserContext) -> Page:
    """Return the page on which the member writes a proposal."""
    page = context.new_page()
    sign_in(page, "member")
    page.goto(WRITE)
    return page


def on_a_phone(browser: Browser, root: str) -> BrowserContext:
    width, height = PHONE
    return browser.new_context(base_url=root, viewport={"width": width, "height": height}, locale="zh-CN")


def test_nothing_typed_is_lost_with_the_connection_or_with_the_server(browser: Browser, folder: str) -> None:
    with serving_from(folder) as root, on_a_phone(browser, root) as context:
        page = writing(context)
        note = page.locator("[data-saved]")
        page.locator("input[name=title]").fill(FIRST)
        expect(note).to_have_text(KEPT, timeout=15_000)
        context.set_offline(True)
        page.locator("textarea[name='part.analysis']").fill(SECOND)
        expect(note).to_have_text(FAILED, timeout=15_000)
        assert page.locator("textarea[name='part.analysis']").input_value() == SECOND
        context.set_offline(False)
        expect(note).to_have_text(KEPT, timeout=30_000)
    with serving_from(folder) as root, on_a_phone(browser, root) as context:
        page = writing(context)
        assert page.locator("input[name=title]").input_value() == FIRST
        assert page.locator("textarea[name='part.analysis']").input_value() == SECOND
