"""An annual report from its first word to the files that leave the house, as the clerk makes it."""

import io
import re
import tempfile
from collections.abc import Iterator

import docx
import pypdfium2
import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser.serving import fill, serving_from
from tests.browser.visiting import PHONE, WIDE, sign_in

pytestmark = pytest.mark.browser
WRONG, COUNTED = "县政协现有委员179名。", "县政协现有委员"


@pytest.fixture(scope="module")
def root() -> Iterator[str]:
    with tempfile.TemporaryDirectory(prefix="tongxin-paper-") as folder:
        fill(folder)
        with serving_from(folder) as address:
            yield address


def signed_in(browser: Browser, root: str, size: tuple[int, int], language: str = "zh-hans") -> Page:
    width, height = size
    context = browser.new_context(base_url=root, viewport={"width": width, "height": height}, locale="zh-CN")
    context.add_cookies([{"name": "tongxin_language", "value": language, "url": root}])
    page = context.new_page()
    sign_in(page, "clerk")
    return page


def begin(page: Page, kind: str, period: str) -> str:
    page.goto("/papers/")
    page.locator(f"a[href='/papers/new/{kind}/']").first.click()
    page.locator("select[name=period]").select_option(period)
    page.locator("main form.form button.primary").click()
    page.wait_for_url(re.compile(r"/papers/\d+/$"))
    return page.url


def taken(page: Page, ending: str) -> bytes:
    """Press the button of a file and return what the browser saves."""
    with page.expect_download() as waiting:
        page.locator(f"main a[href$='paper.{ending}']").click()
    assert waiting.value.suggested_filename.endswith(f".{ending}")
    with open(waiting.value.path(), "rb") as file:  # noqa: PTH123 — the driver gives a path.
        return file.read()


def words_of(pdf: bytes) -> str:
    pages = pypdfium2.PdfDocument(pdf)
    return re.sub(r"\s+", "", "".join(page.get_textpage().get_text_range() for page in pages))


def test_the_clerk_makes_the_annual_report_of_a_year(browser: Browser, root: str) -> None:
    page = signed_in(browser, root, WIDE)
    page.goto("/papers/?kind=annual_report")
    expect(page.locator(".empty a")).to_have_attribute("href", "/papers/new/annual_report/")
    address = begin(page, "annual_report", "2024")
    see_records(page)
    write_wrong_figure(page, address)
    cannot_issue(page, address)
    put_counted_figure(page, address)
    page.get_by_role("button", name="印发").click()
    expect(page.locator(".paper-number")).to_have_text(re.compile(r"^隆协办〔\d{4}〕1号$"))
    number = page.locator(".paper-number").inner_text()

    paper = docx.Document(io.BytesIO(taken(page, "docx")))
    text = "\n".join(line.text for line in paper.paragraphs)
    assert number in text
    assert f"{COUNTED}178名。" in text
    assert "草稿" not in text
    said = words_of(taken(page, "pdf"))
    assert number in said
    assert f"{COUNTED}178名。" in said
    assert "抄送：南宁市政协办公室" in said

    page.goto("/papers/")
    expect(page.locator("main table")).to_contain_text(number)


def see_records(page: Page) -> None:
    """A figure of the paper opens the records behind it, as many as it says."""
    figure = page.locator("a.paper-figure", has_text="11个").first
    figure.click()
    expect(page.locator(".figure-large")).to_have_text("11个")
    expect(page.locator("#records table tbody tr")).to_have_count(11)
    page.go_back()


def write_wrong_figure(page: Page, address: str) -> None:
    """What is typed is kept at once; saved, the paper shows that the records say otherwise."""
    page.goto(f"{address}write/")
    text = page.locator("textarea[name=text]")
    written = text.input_value()
    with page.expect_response(lambda answer: "/drafts/save/" in answer.url) as kept:
        text.fill(f"{WRONG}\n{written}")
    assert kept.value.ok
    page.locator("main form.paper-form button.primary").click()
    typed = page.locator(".paper-typed")
    expect(typed).to_contain_text("179名")
    expect(typed).to_contain_text("与台账不符")
    expect(typed.locator("a")).to_have_text("178名")


def cannot_issue(page: Page, address: str) -> None:
    page.get_by_role("button", name="印发").click()
    expect(page.locator(".error-summary")).to_contain_text("179名")
    page.goto(address)
    expect(page.locator(".paper-number")).to_have_text("（印发时编号）")


def put_counted_figure(page: Page, address: str) -> None:
    """The figure goes out, its name is pressed in the list, and the counted one stands there."""
    page.goto(f"{address}write/")
    text = page.locator("textarea[name=text]")
    text.fill(text.input_value().replace(WRONG, f"{COUNTED}。"))
    text.evaluate(f"box => box.setSelectionRange({len(COUNTED)}, {len(COUNTED)})")
    page.locator("aside summary", has_text="委员").first.click()
    page.locator("aside button.insert", has_text="{member.total}").click()
    assert text.input_value().startswith(f"{COUNTED}{{member.total}}。\n")
    page.locator("main form.paper-form button.primary").click()
    expect(page.locator("main")).to_contain_text("没有手工输入的数字")
    expect(page.locator(".paper-sheet")).to_contain_text(f"{COUNTED}178名。")


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_no_page_of_a_paper_is_wider_than_the_screen(
    browser: Browser, root: str, size: tuple[int, int], language: str
) -> None:
    page = signed_in(browser, root, size, language)
    address = begin(page, "statistics_return", "2024H1")
    seen = [f"{address}write/", "/papers/", "/papers/new/member_archive/", f"{address}figures/0/", address]
    for one in seen:
        page.goto(one)
        page.evaluate("document.querySelectorAll('main details').forEach(one => one.open = true)")
        assert page.evaluate("document.documentElement.scrollWidth") <= size[0], one
    page.locator("main form.form button.primary").click()
    expect(page.locator(".paper-number")).to_have_text(re.compile(r"^隆协办函〔\d{4}〕\d+号$"))
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    assert "南宁市政协办公室：" in words_of(taken(page, "pdf"))
