"""Papers drawn again: what stands where on their pages, in millimetres from the upper left corner."""

import re
from datetime import UTC, datetime

import pypdfium2

from tongxin.engine.papers.composing import Kind
from tongxin.engine.papers.templates import Style
from tongxin.web.official_files import paper_as_pdf
from tongxin.web.official_print import Paragraph, Printed, Span

AT = datetime(2026, 1, 5, 9, tzinfo=UTC)
POINTS = 72 / 25.4
LEFT, RIGHT, TOP, BOTTOM = 28, 210 - 26, 37, 297 - 35
"""Edges of the type area."""
SHARP = 4
"""Pixels of a drawn page per point."""


def text(words, kind=Kind.PARAGRAPH, address=""):
    """Return a paragraph of these words."""
    return Paragraph(kind, (Span(words, address),))


def paper(*body, **more):
    """Return a paper that is only a title and a text, if nothing else is said."""
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


def opened(printed):
    """Return the PDF of a paper."""
    return pypdfium2.PdfDocument(paper_as_pdf(printed, AT))


def boxes(page):
    """Return the characters of a page with left, upper and right edge of their boxes."""
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
    """Return the lines of a page without its number: middle of the line → characters."""
    found = {}
    for character, left, top, right in boxes(page):
        if top < BOTTOM:
            found.setdefault(round(top), []).append((left, right, character))
    return found


def said(page):
    """Return the words of a page without spaces."""
    return re.sub(r"\s+", "", page.get_textpage().get_text_range())


def row_of(page, words):
    """Return left, upper and right edge of the line that is these words alone."""
    rows = {}
    for character, left, top, right in boxes(page):
        rows.setdefault(round(top), []).append((left, top, right, character))
    for row in map(sorted, rows.values()):
        if "".join(one[3] for one in row) == words:
            return row[0][0], row[0][1], row[-1][2]
    raise AssertionError(words)


def drawn(page):
    """Return a page as red, green and blue of its pixels."""
    return page.render(scale=SHARP).to_numpy()[:, :, 2::-1].astype(int)


def stretch(marked):
    """Return where the first and the last of marked pixels in a row are, in millimetres."""
    places = marked.nonzero()[0]
    return places.min() / SHARP / POINTS, (places.max() + 1) / SHARP / POINTS


def red_of(page):
    """Return which pixels of a page are red."""
    pixels = drawn(page)
    return (pixels[:, :, 0] > 150) & (pixels[:, :, 1] < 110) & (pixels[:, :, 2] < 110)
