"""A report from a draft in Word to the issued paper, as the office does it: check, write, issue, open."""

import ctypes
import io
import re
import tempfile

import docx
import pypdfium2
import pytest
from playwright.sync_api import Browser, Page, expect
from pypdfium2 import raw
from tests.browser.serving import fill, serving_from
from tests.browser.visiting import PHONE, WIDE, sign_in

pytestmark = pytest.mark.browser
TRUE, WRONG = "县政协现有委员178名，其中党员委员72名。", "建立乡镇委员联络室12个。"


@pytest.fixture(scope="module")
def root():
    with tempfile.TemporaryDirectory(prefix="tongxin-report-") as folder:
        fill(folder)
        with serving_from(folder) as address:
            yield address


def signed_in(browser: Browser, root: str, role: str, size: tuple[int, int]) -> Page:
    width, height = size
    context = browser.new_context(base_url=root, viewport={"width": width, "height": height}, locale="zh-CN")
    page = context.new_page()
    sign_in(page, role)
    return page


def word_report() -> bytes:
    paper = docx.Document()
    paper.add_heading("2024年工作情况", 0)
    for line in (TRUE, WRONG):
        paper.add_paragraph(line)
    held = io.BytesIO()
    paper.save(held)
    return held.getvalue()


def links_of(pdf: bytes) -> list[str]:
    """Return where the links of a PDF file lead, in order."""
    found = []
    for page in pypdfium2.PdfDocument(pdf):
        place, link = ctypes.c_int(0), raw.FPDF_LINK()
        while raw.FPDFLink_Enumerate(page, place, link):
            action = raw.FPDFLink_GetAction(link)
            size = raw.FPDFAction_GetURIPath(page.pdf, action, None, 0)
            held = ctypes.create_string_buffer(size)
            raw.FPDFAction_GetURIPath(page.pdf, action, held, size)
            found.append(held.value.decode())
    return found


def test_the_office_checks_a_word_report_and_issues_the_annual_report(browser: Browser, root: str) -> None:
    page = signed_in(browser, root, "clerk", WIDE)
    page.goto("/figures/")
    page.locator("main a[href='/claims/']").click()
    page.locator("main a.button.primary").click()
    page.locator("input[type=file]").set_input_files(
        {"name": "报告.docx", "mimeType": "application/octet-stream", "buffer": word_report()}
    )
    page.locator("main form.form button.primary").click()
    contradicted = page.locator("a.claim-mark.claim-contradicted")
    expect(contradicted).to_have_count(1)
    expect(contradicted).to_contain_text("12个")
    expect(page.locator("a.claim-mark.claim-confirmed")).to_have_count(2)

    page.goto("/figures/")
    page.locator("main a[href='/papers/']").click()
    page.locator("a[href='/papers/new/annual_report/']").click()
    page.locator("select[name=period]").select_option("2024")
    page.locator("main form.form button.primary").click()
    address = page.url

    # A figure typed from the draft stops the paper; with the counted one in braces it goes out.
    page.locator(f"a[href='{address.removeprefix(root)}write/']").click()
    written = page.locator("textarea[name=text]").input_value()
    page.locator("textarea[name=text]").fill(f"{WRONG}\n{written}")
    page.locator("main form.paper-form button.primary").click()
    expect(page.locator(".paper-typed")).to_contain_text("12个")
    expect(page.get_by_role("button", name="印发")).to_be_visible()
    page.get_by_role("button", name="印发").click()
    expect(page.locator(".error-summary")).to_contain_text("12个")
    page.goto(f"{address}write/")
    page.locator("textarea[name=text]").fill(written)
    page.locator("main form.paper-form button.primary").click()
    page.get_by_role("button", name="印发").click()
    expect(page.locator(".paper-number")).to_have_text(re.compile(r"〔\d{4}〕1号"))

    figures = page.locator("a.paper-figure")
    shown = figures.all_inner_texts()
    paper = docx.Document(io.BytesIO(page.request.get(f"{address}paper.docx").body()))
    cells = [line for row in paper.tables[0].rows for cell in row.cells for line in cell.paragraphs]
    in_word = [link for line in (*paper.paragraphs, *cells) for link in line.hyperlinks]
    assert [link.text for link in in_word] == shown
    in_pdf = links_of(page.request.get(f"{address}paper.pdf").body())
    assert list(dict.fromkeys(in_pdf)) == [link.address for link in in_word]
    page.goto(in_pdf[0])
    expect(page.locator(".figure-large")).to_have_text(shown[0])
    expect(page.locator("#records table tbody tr")).to_have_count(50)


def test_a_leader_reads_the_report_and_its_figures_on_a_phone(browser: Browser, root: str) -> None:
    clerk = signed_in(browser, root, "clerk", WIDE)
    clerk.goto("/papers/new/liaison_bulletin/")
    clerk.locator("main form.form button.primary").click()
    phone = signed_in(browser, root, "party_group_leader", PHONE)
    phone.goto(clerk.url)
    assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
    phone.locator("a.paper-figure").first.click()
    expect(phone.locator(".figure-large")).to_be_visible()
    assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
    expect(phone.get_by_role("button", name="印发")).to_have_count(0)
