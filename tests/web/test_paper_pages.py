"""The page of an issued paper: type area, lines and characters of GB/T 9704-2012, opened and drawn again."""

import io
import re
from datetime import UTC, datetime

import docx
import pypdfium2
import pytest

from tongxin.engine.papers.composing import Kind
from tongxin.engine.papers.templates import Style
from tongxin.web.official_files import paper_as_pdf, paper_as_word
from tongxin.web.official_print import Paragraph, Printed, Span

AT = datetime(2026, 1, 5, 9, tzinfo=UTC)
POINTS = 72 / 25.4
LEFT, RIGHT, TOP, BOTTOM = 28, 210 - 26, 37, 297 - 35
"""Edges of the type area in millimetres from the upper left corner."""


def text(words, kind=Kind.PARAGRAPH, address=""):
    return Paragraph(kind, (Span(words, address),))


def paper(*body, **more):
    told = {
        "style": Style.SHEET,
        "head": "",
        "number": "",
        "title": "标题",
        "addressee": "",
        "body": body,
        "annexes": (),
        "signature": "",
        "day": "2026年1月5日",
        "copies": (),
        "draft": False,
    }
    return Printed(**{**told, **more})


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


def opened(printed):
    return pypdfium2.PdfDocument(paper_as_pdf(printed, AT))


def boxes(page):
    """Return the characters of a page with their boxes, in millimetres from the upper left corner."""
    words = page.get_textpage()
    height = page.get_height()
    found = []
    for place in range(words.count_chars()):
        character = words.get_text_range(place, 1)
        if character.strip():
            left, _bottom, right, top = words.get_charbox(place, loose=True)
            found.append((character, left / POINTS, (height - top) / POINTS, right / POINTS))
    return found


def lines(page):
    """Return the lines of a page without its number: middle of the line in millimetres → characters."""
    found = {}
    for character, left, top, right in boxes(page):
        if top < BOTTOM:
            found.setdefault(round(top), []).append((left, right, character))
    return found


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
        signed = [page for page in opened(printed) if "某办公室" in _said(page)]
        assert len(signed) == 1
        assert "丙" in _said(signed[0])


def _said(page):
    return re.sub(r"\s+", "", page.get_textpage().get_text_range())


def test_a_heading_never_stands_at_the_foot_of_a_page():
    for before in range(12, 22):
        printed = paper(
            *(text("丁" * 20) for _ in range(before)), text("一、标题在此", Kind.HEADING), text("戊" * 20)
        )
        page = next(page for page in opened(printed) if "标题在此" in _said(page))
        assert "戊" in _said(page)


def test_a_document_number_is_never_torn_apart():
    for before in range(16, 30):
        (page,) = opened(paper(text("己" * before + "某协办〔2026〕13号文件")))
        rows = ["".join(c for *_, c in sorted(row)) for row in lines(page).values()]
        assert any("〔2026〕13号" in row for row in rows)


def test_what_is_in_a_text_is_never_read_as_markup():
    (page,) = opened(paper(text("#let x = 1 *星* $y$ @某 <标签> \\ // 注"), title="= 标题 _线_"))
    assert _said(page).startswith("=标题_线_#letx=1*星*$y$@某<标签>\\//注")


def test_the_number_of_a_document_stands_over_the_red_line_and_copies_at_the_foot():
    pages = list(opened(REPORT))
    assert "某协办〔2026〕3号" in _said(pages[0])
    assert "附件：附表" in "".join(_said(page) for page in pages[:-1])
    assert _said(pages[-1]).startswith("附件附表")
    copies = [top for character, _, top, _ in boxes(pages[-1]) if character == "抄"]
    assert copies[0] > 230


def test_the_word_document_has_the_same_page():
    made = docx.Document(io.BytesIO(paper_as_word(REPORT, AT)))
    section = made.sections[0]
    assert [round(edge.mm) for edge in (section.page_width, section.page_height)] == [210, 297]
    edges = (section.left_margin, section.right_margin, section.top_margin, section.bottom_margin)
    assert [round(edge.mm) for edge in edges] == [28, 26, 37, 35]
    said = [one.text for one in made.paragraphs if one.text]
    assert said[:4] == ["政协某县委员会办公室文件", "某协办〔2026〕3号", "标题", "各单位："]
    assert said[-4:] == ["附件", "附表", "见附件正文。", "抄送：某市政协办公室。"]
    numbered = [one for one in made.paragraphs if one.text == "政协某县委员会办公室"]
    before = made.paragraphs[[one.text for one in made.paragraphs].index(numbered[0].text) - 1]
    assert before.paragraph_format.keep_with_next


@pytest.mark.parametrize("style", list(Style))
def test_each_style_is_set_without_annexes_copies_or_signature(style):
    printed = paper(text("正文。"), style=style, head="某文件")
    assert len(opened(printed)) == 1
    assert docx.Document(io.BytesIO(paper_as_word(printed, AT))).paragraphs
