"""A Word report from upload to the commented document, at the clerk's desk and on a phone."""

import io
import re
from collections.abc import Iterator

import docx
import pytest
from docx.oxml.ns import qn
from playwright.sync_api import Browser, Locator, Page, expect
from tests.browser.visiting import PHONE, Site, violations

pytestmark = pytest.mark.browser
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LINES = (
    "县政协党建与履职工作侧记",
    "县政协有委员178名，建成乡镇委员联络室12个，委员企业新增投入3.80亿元。",
    "2023年以来，谈心谈话566次，开展学习宣讲20余场次。",
    "全县有挂牌小院14个，现场作画40余幅。",
    *("本段没有数据，只为文稿有正常的篇幅，让列表和正文都比屏幕长。" * 6 for _ in range(12)),
    "末段再说一遍：乡镇委员联络室13个，提交立案提案143件。",
)


def report() -> dict[str, object]:
    """Return a Word report with right and wrong figures, one of them in bold."""
    paper = docx.Document()
    paper.add_heading(LINES[0], 1)
    for line in LINES[1:]:
        paragraph = paper.add_paragraph()
        for part in re.split(r"(3\.80亿元)", line):
            paragraph.add_run(part).bold = part == "3.80亿元"
    file = io.BytesIO()
    paper.save(file)
    return {"name": "侧记.docx", "mimeType": DOCX, "buffer": file.getvalue()}


@pytest.fixture
def desk(site: Site, browser: Browser) -> Iterator[Page]:
    """A page of the clerk's at a desk, with the report just checked."""
    with site.enter(browser, "clerk") as context:
        page = context.new_page()
        page.goto("/claims/new/")
        page.locator("input[type=file]").set_input_files(report())  # type: ignore[arg-type]  # a payload
        page.locator("main form.form button.primary").click()
        page.wait_for_url(re.compile(r"/claims/\d+/$"))
        yield page


def mark(page: Page, figure: str) -> Locator:
    return page.locator(".claim-mark", has_text=figure).first


def current(page: Page) -> Locator:
    return page.locator(".claim-finding.current")


def show(page: Page, figure: str) -> Locator:
    mark(page, figure).click()
    finding = current(page)
    expect(finding).to_contain_text(figure)
    return finding


def test_a_report_is_checked_decided_taught_and_taken_along(desk: Page) -> None:
    expect(desk.locator("h1")).to_have_text(LINES[0])
    for figure, words, shape in (
        ("178名", "与台账相符", "✓"),
        ("12个", "不符", "✗"),
        ("40余幅", "无法", "?"),
    ):
        expect(mark(desk, figure)).to_contain_text(words)
        expect(mark(desk, figure).locator(".claim-shape").first).to_have_text(shape)
    expect(mark(desk, "12个")).to_contain_text("前后不一")
    own_period(desk)
    records(desk)
    both_ways(desk)
    other_places(desk)
    decide(desk)
    teach(desk)
    take_along(desk)
    take_corrected(desk)


def own_period(page: Page) -> None:
    """The text speaks of 2023年以来: the page says so and one click checks it so."""
    notice = page.locator(".notice", has_text="文中写的是“2023年以来”")
    notice.locator("button").click()
    page.wait_for_load_state()
    expect(page.locator(".lead")).to_contain_text("反映2023年1月1日至")
    expect(page.locator(".notice", has_text="文中写的是")).to_have_count(0)


def records(page: Page) -> None:
    """One click on the value of a contradicted figure opens the records behind it."""
    finding = show(page, "3.80亿元")
    expect(finding).to_contain_text("两位数字颠倒了")
    finding.locator(".figure-link").click()
    page.wait_for_url(re.compile(r"/figures/invest\.new/\?from=2023-01-01"))
    expect(page.locator("#records table tbody tr")).to_have_count(5)
    page.go_back()
    page.wait_for_load_state()


def both_ways(page: Page) -> None:
    """Steps and filter move both the text and the list."""
    page.locator("[data-claim-only=contradicted]").click()
    verdicts = page.locator(".claim-finding:visible").evaluate_all("all => all.map(e => e.dataset.verdict)")
    assert set(verdicts) == {"contradicted"}
    count = page.locator("[data-claim-only=contradicted] .claim-count").inner_text()
    assert count == str(len(verdicts))
    page.locator("[data-claim-only=all]").click()
    show(page, "178名")
    page.locator("[data-claim-step=wrong]").click()
    expect(current(page)).to_contain_text("12个")
    expect(page.locator(".claim-mark[aria-current]")).to_contain_text("12个")
    expect(page.locator("[data-claim-where]")).to_contain_text("第2处")
    page.locator("[data-claim-step='-1']").click()
    expect(current(page)).to_contain_text("178名")
    page.locator("[data-claim-step='-1']").click()
    expect(current(page)).to_contain_text("143件")
    expect(mark(page, "143件")).to_be_in_viewport()
    expect(page.locator("[data-claim-list]")).to_be_in_viewport()
    page.mouse.move(500, 400)
    mark(page, "178名").scroll_into_view_if_needed()
    expect(page.locator(".claim-finding", has_text="178名").first).to_be_in_viewport()
    mark(page, "178名").focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.closest('details').id") == current(page).get_attribute("id")


def other_places(page: Page) -> None:
    """A figure that the draft states twice leads to the other place."""
    finding = show(page, "12个")
    finding.locator(".claim-other", has_text="13个").click()
    expect(current(page)).to_contain_text("13个")
    expect(mark(page, "13个")).to_be_in_viewport()


def decide(page: Page) -> None:
    """Another indicator is tried out beside the figure, decided, and the verdict follows."""
    finding = show(page, "14个")
    expect(finding).to_contain_text("没有找到对应的指标")
    finding.locator("[data-claim-choose]").click()
    form = finding.locator("form[data-claim-choice]")
    form.locator("select").select_option("org.station_community")
    expect(form.locator("[data-claim-tried]")).to_contain_text("与台账相符")
    form.locator("button.primary").click()
    expect(page.locator(".notice.success")).to_contain_text("原为“无法核对”，现为“与台账相符”")
    expect(current(page)).to_contain_text("14个")
    expect(mark(page, "14个")).to_contain_text("与台账相符")


def teach(page: Page) -> None:
    """The wording is taught from the figure, leads back, and is withdrawn on its page."""
    current(page).locator("a", has_text="记住这个说法").click()
    page.locator("input[name=phrase]").fill("挂牌小院…#")
    page.locator("main form button.primary").click()
    page.wait_for_url(re.compile(r"/claims/\d+/#f\d+$"))
    expect(page.locator(".notice.success")).to_contain_text("已记住")
    checked = page.url
    page.goto("/claims/wordings/")
    page.locator("tr", has_text="挂牌小院").locator("button").click()
    expect(page.locator(".notice.success")).to_contain_text("已撤回")
    page.goto(checked)


def take_along(page: Page) -> None:
    """The document comes back with comments on the figures in question."""
    with page.expect_download() as loading:
        page.locator("main a.button.primary").click()
    paper = docx.Document(str(loading.value.path()))
    assert [paragraph.text for paragraph in paper.paragraphs] == list(LINES)
    assert [run.text for line in paper.paragraphs for run in line.runs if run.bold] == ["3.80亿元"]
    said = "\n".join(comment.text for comment in paper.comments)
    assert "台账为11个（11条记录）" in said
    assert "2023年1月1日至" in said
    starts = paper.element.body.findall(f".//{qn('w:commentRangeStart')}")
    assert len(starts) == len(list(paper.comments)) > 3


def take_corrected(page: Page) -> None:
    """The document comes back with what the records say as tracked changes, each with its comment."""
    with page.expect_download() as loading:
        page.get_by_role("link", name="修订稿（.docx）").click()
    assert loading.value.suggested_filename.endswith("（修订稿）.docx")
    paper = docx.Document(str(loading.value.path()))
    body = paper.element.body
    gone = ["".join(text.text for text in mark.iter(qn("w:delText"))) for mark in body.iter(qn("w:del"))]
    come = ["".join(text.text for text in mark.iter(qn("w:t"))) for mark in body.iter(qn("w:ins"))]
    assert ("12个", "11个") in zip(gone, come, strict=True)
    assert ("3.80亿元", "3.08亿元") in zip(gone, come, strict=True)
    assert {mark.get(qn("w:author")) for mark in body.iter(qn("w:ins"))} == {"同心核稿"}
    assert "已用修订标出" in "\n".join(comment.text for comment in paper.comments)


def test_on_a_phone_a_tapped_figure_shows_its_finding_where_it_stands(desk: Page) -> None:
    desk.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    desk.reload()
    assert desk.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
    finding = show(desk, "12个")
    expect(finding).to_be_in_viewport()
    expect(mark(desk, "12个")).to_be_in_viewport(ratio=1)
    assert desk.evaluate("document.activeElement.closest('details')?.id") == finding.get_attribute("id")
    assert not covered(desk, "12个")
    assert violations(desk) == []
    desk.locator("[data-claim-step='1']").click()
    expect(current(desk)).to_contain_text("3.80亿元")
    desk.locator("[data-claim-step=wrong]").click()
    expect(current(desk)).to_contain_text("13个")
    expect(mark(desk, "13个")).to_be_in_viewport(ratio=1)
    assert not covered(desk, "13个")
    assert desk.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
    desk.keyboard.press("Escape")
    expect(desk.locator(".as-sheet")).to_have_count(0)
    assert "13个" in desk.evaluate("document.activeElement.textContent")


def covered(page: Page, figure: str) -> bool:
    """Tell whether the sheet lies over a figure."""
    sheet, box = page.locator(".as-sheet").bounding_box(), mark(page, figure).bounding_box()
    assert sheet is not None
    assert box is not None
    return box["y"] + box["height"] > sheet["y"]


def test_without_a_script_the_marks_lead_to_the_list(site: Site, browser: Browser, desk: Page) -> None:
    with site.enter(browser, "clerk", java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(desk.url)
        mark(page, "12个").click()
        assert re.search(r"#f\d+$", page.url)
        expect(page.locator(".claim-finding:target")).to_contain_text("11个")
        expect(page.locator("[data-claim-steps]")).to_be_hidden()
        page.locator("[data-claim-only=uncheckable]").click()
        expect(page.locator(".claim-finding:visible")).to_have_count(
            page.locator(".claim-finding.claim-uncheckable").count()
        )


def test_a_form_is_sent_once_and_says_that_it_is_at_work(site: Site, browser: Browser) -> None:
    with site.enter(browser, "clerk") as context:
        page = context.new_page()
        page.goto("/claims/new/")
        page.locator("textarea[name=text]").fill("全县委员178名。")
        page.locator("main form.form").evaluate(
            "form => form.addEventListener('submit', e => e.preventDefault())"
        )
        button = page.locator("main form.form button.primary")
        button.click()
        expect(button).to_have_attribute("aria-disabled", "true")
        expect(page.locator("[data-busy]")).to_contain_text("正在")
        expect(page.locator("[data-busy] progress")).to_be_visible()
