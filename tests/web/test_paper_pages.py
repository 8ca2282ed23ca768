"""The page of an issued paper: type area, lines and characters of GB/T 9704-2012, opened and drawn again."""

import io
import re

import docx
import pytest
from tests.web.drawn_pages import (
    AT,
    BOTTOM,
    LEFT,
    POINTS,
    RIGHT,
    TOP,
    boxes,
    lines,
    opened,
    paper,
    red_of,
    row_of,
    said,
    stretch,
    text,
)

from tongxin.engine.papers.composing import Kind
from tongxin.engine.papers.templates import Style
from tongxin.web.official_files import paper_as_word

REPORT = paper(
    text("一、工作", Kind.HEADING),
    *(text("甲" * 120) for _ in range(12)),
    style=Style.DOCUMENT,
    head="政协某县委员会办公室文件",
    number="某协办〔2026〕3号",
    addressee="各单位：",
    signature="政协某县委员会办公室",
    annexes=(("附表", (text("见附件正文。"),)),),
    copies=("某市政协办公室",),
)
SIGNED = re.compile("某办公室2026年1月5日(?!印发)")
"""A signature over its day; at the foot of the last page the same two stand before other words."""


def test_a_page_is_a4_and_nothing_leaves_the_type_area():
    for page in opened(REPORT):
        assert (round(page.get_width() / POINTS), round(page.get_height() / POINTS)) == (210, 297)
        drawn = page.render(scale=2).to_numpy()
        scale = drawn.shape[0] / 297
        ink = drawn.min(axis=2) < 128
        outside = ink.copy()
        rows = slice(int((TOP - 0.5) * scale), int((BOTTOM + 0.5) * scale))
        outside[rows, int((LEFT - 0.5) * scale) : int((RIGHT + 0.7) * scale)] = False
        # Only the page's number stands below the type area.
        outside[int((BOTTOM + 5) * scale) : int((BOTTOM + 16) * scale)] = False
        assert not outside.any()
        assert ink.any()


def test_a_full_page_has_22_lines_of_28_characters():
    second = opened(REPORT)[1]
    found = lines(second)
    assert len(found) == 22
    assert max(len(one) for one in found.values()) == 28
    firsts = [min(one)[0] for one in found.values() if len(one) == 28]
    assert firsts
    assert all(abs(left - LEFT) < 0.5 for left in firsts)


def test_a_paragraph_begins_two_characters_in():
    (page,) = opened(paper(text("乙" * 60)))
    rows = sorted(lines(page).items())[1:]
    assert [len(row) for _, row in rows] == [26, 28, 6]
    assert abs(min(rows[0][1])[0] - LEFT - 2 * 15.75 / POINTS) < 0.6


def test_odd_pages_are_numbered_at_the_right_and_even_ones_at_the_left():
    first, second = list(opened(REPORT))[:2]
    numbers = []
    for page in (first, second):
        below = [(left, character) for character, left, top, _ in boxes(page) if top >= BOTTOM]
        numbers.append(("".join(c for _, c in sorted(below)), min(below)[0]))
    assert [text for text, _ in numbers] == ["—1—", "—2—"]
    assert numbers[0][1] > 150
    assert numbers[1][1] < 40


def test_the_signature_never_stands_on_a_page_without_text():
    for lines_of_text in range(1, 30):
        printed = paper(
            *(text("丙" * 20) for _ in range(lines_of_text)),
            style=Style.DOCUMENT,
            head="某文件",
            signature="某办公室",
        )
        signed = [page for page in opened(printed) if SIGNED.search(said(page))]
        assert len(signed) == 1
        assert "丙" in said(signed[0])


def test_with_a_signature_no_more_than_one_line_of_the_text_moves_to_the_next_page():
    moved = 0
    for before in range(3, 12):
        printed = paper(
            *(text("丙" * 20) for _ in range(before)),
            text("五、比较", Kind.HEADING),
            text("丁" * 50),
            style=Style.DOCUMENT,
            head="某文件",
            signature="某办公室",
        )
        pages = list(opened(printed))
        page = next(one for one in pages if SIGNED.search(said(one)))
        heading = next(one for one in pages if "五、比较" in said(one))
        # The heading keeps at least a line of its text, and the signature gets one.
        assert "丁" in said(heading)
        assert said(page).count("丁") in {24, 50}
        moved += said(page).count("丁") == 24
    assert moved


@pytest.mark.parametrize("style", [Style.DOCUMENT, Style.LETTER])
@pytest.mark.parametrize("day", ["2026年1月5日", "2026年11月25日"])
def test_the_day_keeps_four_characters_free_and_who_signs_stands_amid_over_it(style, day):
    signature = "政协某县委员会办公室"
    (page, *_) = opened(paper(text("庚" * 40), style=style, head="某", signature=signature, day=day))
    first, upper, last = row_of(page, day)
    left, above, right = row_of(page, signature)
    assert abs(RIGHT - last - 4 * 16 / POINTS) < 0.5
    assert abs((left + right) / 2 - (first + last) / 2) < 0.5
    assert abs(upper - above - 28.95 / POINTS) < 0.3
    # Two lines stay free for the seal, which reaches to within a line of the text.
    lowest = max(top for character, _, top, _ in boxes(page) if character == "庚")
    assert abs(above - lowest - 3 * 28.95 / POINTS) < 0.3


def test_a_draft_says_so_above_the_type_area_and_leaves_the_day_open():
    drafted = paper(
        *(text("辛" * 100) for _ in range(8)),
        style=Style.DOCUMENT,
        head="某文件",
        signature="某某办公室",
        day="　　年　月　日",
        draft=True,
    )
    pages = list(opened(drafted))
    assert all("草稿（未签发）" in said(page) for page in pages)
    assert all(top < TOP - 5 for page in pages for c, _, top, _ in boxes(page) if c == "草")
    signed = next(page for page in pages if "某某办公室年月日" in said(page))
    left, _, right = row_of(signed, "某某办公室")
    assert 110 < left < 150 < right
    assert not any("印发" in said(page) for page in pages)


def test_the_red_mark_stands_35_mm_below_the_upper_edge_and_the_rule_4_mm_below_the_number():
    (first, *_) = opened(REPORT)
    red = red_of(first)
    assert abs(stretch(red.any(axis=1))[0] - (TOP + 35)) < 0.3
    long = red.sum(axis=1) > 0.7 * red.shape[1]
    _, upper, _ = row_of(first, REPORT.number)
    assert abs(stretch(long)[0] - (upper + 16 / POINTS) - 4) < 1.2
    left, right = stretch(red[long.argmax()])
    assert abs(left - LEFT) < 0.2
    assert abs(right - RIGHT) < 0.2


def test_who_printed_a_document_stands_at_the_foot_of_an_even_page():
    for paragraphs in (1, 3, 12, 13, 14):
        printed = paper(
            *(text("壬" * 120) for _ in range(paragraphs)),
            style=Style.DOCUMENT,
            head="某文件",
            signature="某办公室",
            copies=("某单位",),
        )
        pages = list(opened(printed))
        assert len(pages) % 2 == 0
        assert said(pages[-1]).split("—")[0].endswith("抄送：某单位。某办公室2026年1月5日印发")
        tops = [top for character, _, top, _ in boxes(pages[-1]) if character == "印"]
        assert BOTTOM - 9 < tops[0] < BOTTOM


def test_a_heading_never_stands_at_the_foot_of_a_page():
    for before in range(12, 22):
        printed = paper(
            *(text("丁" * 20) for _ in range(before)), text("一、标题在此", Kind.HEADING), text("戊" * 20)
        )
        page = next(page for page in opened(printed) if "标题在此" in said(page))
        assert "戊" in said(page)


@pytest.mark.parametrize("style", [Style.SHEET, Style.LETTER])
def test_a_document_number_is_never_torn_apart(style):
    for before in range(16, 30):
        (page,) = opened(paper(text("己" * before + "某协办〔2026〕13号文件"), style=style, head="某"))
        rows = ["".join(c for *_, c in sorted(row)) for row in lines(page).values()]
        assert any("〔2026〕13号" in row for row in rows)


def test_what_is_in_a_text_is_never_read_as_markup():
    (page,) = opened(paper(text("#let x = 1 *星* $y$ @某 <标签> \\ // 注"), title="= 标题 _线_"))
    assert said(page).startswith("=标题_线_#letx=1*星*$y$@某<标签>\\//注")


def test_the_number_of_a_document_stands_over_the_red_line_and_copies_at_the_foot():
    pages = list(opened(REPORT))
    assert "某协办〔2026〕3号" in said(pages[0])
    assert "附件：附表" in "".join(said(page) for page in pages[:-1])
    assert any(said(page).startswith("附件附表") for page in pages)
    copies = [top for character, _, top, _ in boxes(pages[-1]) if character == "抄"]
    assert copies[0] > 230


def test_the_word_document_has_the_same_page():
    made = docx.Document(io.BytesIO(paper_as_word(REPORT, AT)))
    section = made.sections[0]
    assert [round(edge.mm) for edge in (section.page_width, section.page_height)] == [210, 297]
    edges = (section.left_margin, section.right_margin, section.top_margin, section.bottom_margin)
    assert [round(edge.mm) for edge in edges] == [28, 26, 37, 35]
    found = [one.text.strip() for one in made.paragraphs if one.text.strip()]
    assert found[:4] == ["政协某县委员会办公室文件", "某协办〔2026〕3号", "标题", "各单位："]
    assert found[-5:-1] == ["附件", "附表", "见附件正文。", "抄送：某市政协办公室。"]
    assert found[-1] == "政协某县委员会办公室\t2026年1月5日印发"
    numbered = [one for one in made.paragraphs if one.text == "政协某县委员会办公室"]
    before = made.paragraphs[[one.text for one in made.paragraphs].index(numbered[0].text) - 1]
    assert before.paragraph_format.keep_with_next


@pytest.mark.parametrize("style", list(Style))
def test_each_style_is_set_without_annexes_copies_or_signature(style):
    printed = paper(text("正文。"), style=style, head="某文件")
    assert len(opened(printed)) == 1
    assert docx.Document(io.BytesIO(paper_as_word(printed, AT))).paragraphs
