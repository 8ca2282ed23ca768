"""Letters of the office opened and drawn again: the letter format of GB/T 9704-2012."""

import io

import docx
import numpy as np
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from tests.web.drawn_pages import (
    AT,
    BOTTOM,
    LEFT,
    POINTS,
    RIGHT,
    SHARP,
    boxes,
    drawn,
    lines,
    opened,
    paper,
    red_of,
    row_of,
    said,
    stretch,
    text,
)

from tongxin.engine.papers.templates import Style
from tongxin.web.official_files import paper_as_word

LETTER = paper(
    *(text("甲" * 120) for _ in range(7)),
    style=Style.LETTER,
    head="政协某县委员会办公室",
    number="某协办函〔2026〕3号",
    addressee="某市政协办公室：",
    signature="政协某县委员会办公室",
    annexes=(("附表", (text("见附件正文。"),)),),
    copies=("某单位",),
)


def long_lines(page):
    """Return the red lines across a page: upper edge, lower edge, left, right, in millimetres."""
    red = red_of(page)
    across = np.flatnonzero(red.sum(axis=1) > 0.7 * red.shape[1])
    found = []
    for rows in np.split(across, np.flatnonzero(np.diff(across) > 1) + 1):
        left, right = stretch(red[rows[0]])
        found.append((rows[0] / SHARP / POINTS, (rows[-1] + 1) / SHARP / POINTS, left, right))
    return found


def test_the_mark_stands_30_mm_below_the_edge_of_the_page_and_the_double_lines_where_they_belong():
    (first, *others) = opened(LETTER)
    red = red_of(first)
    thick, thin, low_thin, low_thick = long_lines(first)
    above = red[: int((thick[0] - 1) * POINTS * SHARP)].any(axis=1)
    mark = stretch(above)
    assert abs(mark[0] - 30) < 0.3
    assert abs(thick[0] - mark[1] - 4) < 0.6
    assert thick[1] - thick[0] > thin[1] - thin[0]
    assert low_thick[1] - low_thick[0] > low_thin[1] - low_thin[0]
    assert abs(297 - low_thick[1] - 20) < 0.3
    for line in (thick, thin, low_thin, low_thick):
        assert abs(line[3] - line[2] - 170) < 0.3
        assert abs(line[2] + line[3] - 210) < 0.3
    assert not any(red_of(page).any() for page in others)


def test_the_number_stands_at_the_right_below_the_line_and_the_title_two_lines_lower():
    (first, *_) = opened(LETTER)
    _, upper, right = row_of(first, LETTER.number)
    assert abs(right - RIGHT) < 0.6
    assert abs(upper - long_lines(first)[1][1] - 14 / POINTS) < 0.6
    _, title, _ = row_of(first, LETTER.title)
    assert abs(title - upper - 3 * 28.95 / POINTS) < 1
    assert row_of(first, LETTER.addressee)[0] - LEFT < 0.6


def test_the_first_page_has_no_number_and_the_others_have():
    pages = list(opened(LETTER))
    below = [[c for c, _, top, _ in boxes(page) if top >= BOTTOM] for page in pages]
    assert ["".join(one) for one in below] == ["", *(f"—{place}—" for place in range(2, len(pages) + 1))]


def test_a_full_page_of_a_letter_has_22_lines_of_28_characters():
    second = opened(LETTER)[1]
    longest = paper(
        *(text("乙" * 280) for _ in range(5)), style=Style.LETTER, head="某", number="某〔2026〕3号"
    )
    full = lines(opened(longest)[1])
    assert len(full) == 22
    assert max(len(one) for one in full.values()) == 28
    assert all(left > LEFT - 0.5 and right < RIGHT + 0.7 for _, left, _, right in boxes(second))


def test_nothing_of_a_letter_but_its_head_and_lines_leaves_the_type_area():
    for page in opened(LETTER):
        # What is red has much of it everywhere, at its edges too.
        ink = drawn(page)[:, :, 0] < 128
        left, right = stretch(ink.any(axis=0))
        assert left > LEFT - 0.5
        assert right < RIGHT + 0.7
        below = int((BOTTOM + 0.5) * POINTS * SHARP)
        numbered = ink[below:].any(axis=1)
        upper, lower = stretch(ink[:below].any(axis=1))
        assert upper > 37 - 0.5
        assert lower < BOTTOM + 0.5
        assert not numbered.any() or stretch(numbered)[0] > 5


def test_copies_of_a_letter_stand_without_lines_at_the_foot_of_its_last_page():
    *_, last = opened(LETTER)
    assert said(last).startswith("附件附表见附件正文。抄送：某单位。")
    _, upper, _ = row_of(last, "抄送：某单位。")
    assert BOTTOM - 8 < upper < BOTTOM
    assert "印发" not in said(last)


def fields_of(printed):
    """Return what a paper has besides its text."""
    return {name: getattr(printed, name) for name in printed.__dataclass_fields__ if name != "body"}


@pytest.mark.parametrize("draft", [False, True])
def test_the_word_document_of_a_letter_has_the_same_parts(draft):
    made = docx.Document(
        io.BytesIO(paper_as_word(paper(*LETTER.body, **{**fields_of(LETTER), "draft": draft}), AT))
    )
    (section,) = made.sections
    assert section.different_first_page_header_footer
    head = [one for one in section.first_page_header.paragraphs if one.text or one._p.xpath(".//w:pBdr")]
    assert [one.text for one in head] == [*(["草稿（未签发）"] if draft else []), LETTER.head, ""]
    found = [one for one in made.paragraphs if one.text.strip()]
    assert [one.text for one in found[:3]] == [LETTER.number, LETTER.title, LETTER.addressee]
    assert found[0].alignment == WD_ALIGN_PARAGRAPH.RIGHT
    assert found[-1].text.strip() == "抄送：某单位。"
    assert not found[-1]._p.xpath(".//w:pBdr")
