"""Papers of the office as Word documents and as PDF, on the page of GB/T 9704-2012."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from importlib.resources import files

import typst
from docx.document import Document as Paper
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.shared import Mm, Pt

from tongxin.engine.papers.composing import Kind
from tongxin.engine.papers.templates import Style
from tongxin.web import official_page as page
from tongxin.web import official_parts as parts
from tongxin.web.official_print import Paragraph, Printed, Shape

DRAFT = "草稿（未签发）"
_FONTS: dict[Kind | Shape, str] = {Kind.HEADING: page.HEI, Kind.SUBHEADING: page.KAI}
_WIDTHS = (110, 46)
_SOURCE = files("tongxin.web") / "typesetting" / "official.typ"


def paper_as_word(printed: Printed, at: datetime) -> bytes:
    """Return a paper as a Word document; its figures are links to their records, set as the text is.

    Args:
        printed: what it prints.
        at: when the file is made.
    """
    paper = page.official_page(printed.title, printed.signature, at)
    _head(paper, printed)
    page.page_numbers(paper)
    if printed.draft:
        page.above_every_page(paper, DRAFT)
    if printed.addressee:
        page.line(paper, printed.addressee)
    _body(paper, printed.body)
    _enclosed(paper, printed)
    if printed.style is not Style.BULLETIN and printed.signature:
        page.hold_together(paper, 2 + len(printed.annexes) if printed.annexes else 1)
        parts.signature(paper, printed.signature, printed.day)
    for place, (title, body) in enumerate(printed.annexes, 1):
        parts.annex_head(paper, title, "" if len(printed.annexes) == 1 else str(place))
        _body(paper, body)
    _foot(paper, printed)
    return page.saved(paper)


def _head(paper: Paper, printed: Printed) -> None:
    """Append what stands above the text, and the title."""
    if printed.style is Style.DOCUMENT:
        _document_head(paper, printed)
    elif printed.style is Style.BULLETIN:
        _bulletin_head(paper, printed)
    elif printed.style is Style.LETTER:
        parts.letter_head(paper, printed.head)
        page.line(paper, printed.number, align=page.Align.RIGHT)
    numbered = printed.style is Style.SHEET and bool(printed.number)
    lines = 2 if printed.style in {Style.DOCUMENT, Style.LETTER} else 1
    parts.title(paper, printed.title, before=lines, after=0 if numbered else 1)
    if numbered:
        page.line(paper, printed.number, align=page.Align.CENTER)
        page.line(paper)


def _document_head(paper: Paper, printed: Printed) -> None:
    """Append the red mark 35 mm below the upper edge of the type area, the number, and the red line."""
    first = page.line(paper, printed.head, parts.HEAD, align=page.Align.CENTER)
    first.paragraph_format.line_spacing = Pt(36)
    first.paragraph_format.space_before = Mm(35) - Pt((36 - 26) / 2)
    for _ in range(2):
        page.line(paper)
    parts.red_rule(page.line(paper, printed.number, align=page.Align.CENTER))


def _bulletin_head(paper: Paper, printed: Printed) -> None:
    first = page.line(paper, printed.head, parts.HEAD, align=page.Align.CENTER)
    first.paragraph_format.line_spacing = Pt(36)
    page.line(paper, printed.number, align=page.Align.CENTER)
    line = page.line(paper, f"{printed.signature}\t{printed.day}")
    line.paragraph_format.tab_stops.add_tab_stop(Mm(156), WD_TAB_ALIGNMENT.RIGHT)
    parts.red_rule(line)


def _foot(paper: Paper, printed: Printed) -> None:
    """Append the foot of the last page: a document says who printed it and when, a letter has no lines."""
    stamp: tuple[str, ...] = ()
    if printed.style is Style.DOCUMENT and printed.signature:
        stamp = (printed.signature, printed.day if printed.draft else f"{printed.day}{parts.STAMPED}")
    parts.imprint(paper, printed.copies, lined=printed.style is not Style.LETTER, stamp=stamp)


def _body(paper: Paper, body: Sequence[Paragraph]) -> None:
    for block in body:
        if block.kind is Kind.TABLE:
            _table(paper, block)
            continue
        type_ = page.Type(_FONTS.get(block.kind, page.FANG))
        paragraph = page.body_text(paper, "")
        paragraph.paragraph_format.keep_with_next = True if block.kind in _FONTS else None
        for span in block.spans:
            parts.linked(paragraph, span.text, span.address, type_)


def _table(paper: Paper, block: Paragraph) -> None:
    headings = [span.text for span in block.spans]
    parts.table(paper, headings, [(name.text, "") for name, _ in block.rows], _WIDTHS)
    for row, (_, figure) in zip(paper.tables[-1].rows[1:], block.rows, strict=True):
        paragraph = row.cells[1].paragraphs[0]
        paragraph.alignment = page.Align.RIGHT
        parts.linked(paragraph, figure.text, figure.address, parts.LIST_CELL)


def _enclosed(paper: Paper, printed: Printed) -> None:
    """Name the annexes under the text: one without a number, several numbered below one another."""
    titles = [title for title, _ in printed.annexes]
    if not titles:
        return
    page.line(paper)
    many = len(titles) > 1
    for place, title in enumerate(titles, 1):
        before = f"{parts.ANNEX}{parts.COLON}" if place == 1 else "　　　"
        page.body_text(paper, f"{before}{f'{place}.' if many else ''}{title}")


def paper_as_pdf(printed: Printed, at: datetime) -> bytes:
    """Return a paper as a PDF file, set by Typst; its figures are links to their records.

    Args:
        printed: what it prints.
        at: when the file is made.
    """
    data = {
        **asdict(printed),
        "annexes": [
            {"title": title, "body": [asdict(one) for one in body]} for title, body in printed.annexes
        ],
        "author": printed.signature,
        "name": printed.name or printed.title,
        "draft_word": DRAFT,
        "made": {"year": at.year, "month": at.month, "day": at.day},
    }
    source = _SOURCE.read_bytes()
    made = typst.compile(source, format="pdf", sys_inputs={"data": json.dumps(data, ensure_ascii=False)})
    if not isinstance(made, bytes):
        raise TypeError(type(made))
    return made
