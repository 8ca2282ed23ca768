"""Parts of official papers: red heads and lines, titles, what stands at the foot, tables, contents."""

from collections.abc import Iterable, Sequence
from zlib import crc32

from docx.document import Document as Paper
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_BREAK, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from tongxin.web.official_page import FANG, HEI, KAI, XIAOBIAO, Align, Type, field, line, words

TITLE = Type(XIAOBIAO, "2")
HEAD = Type(XIAOBIAO, "1", red=True)
SMALL = Type(FANG, "4")
CELL, CELL_HEAD = Type(FANG, "small4"), Type(HEI, "small4")
LIST_CELL, LIST_HEAD = Type(FANG, "5"), Type(HEI, "5")
COPIES_TO, ANNEX, COLON, STOP, COMMA = "抄送", "附件", "：", "。", "，"
STAMPED = "印发"
_WIDER_LEFT, _WIDER_RIGHT = Mm(8), Mm(6)
"""The lines of the letter format, 170 mm long, stand amid the page; the type area does not."""
_THICK = 8
"""0.35 mm in eighths of a point, to the next whole one."""
_ONE_FREE = "　"
_FOOT_LINE = 22
"""Height of a line at the foot of the last page, in points."""


def letter_head(paper: Paper, mark: str) -> None:
    """Set the first page in the letter format: mark 30 mm from the edge, double red lines above and below."""
    section = paper.sections[0]
    section.different_first_page_header_footer = True
    section.header_distance = Mm(30)
    head = section.first_page_header.paragraphs[0]
    head.alignment = Align.CENTER
    words(head, mark, HEAD)
    head.paragraph_format.line_spacing = Pt(30)
    _red_line(section.first_page_header.add_paragraph(), "thickThinSmallGap")
    _red_line(section.first_page_footer.paragraphs[0], "thinThickSmallGap")


def _red_line(paragraph: Paragraph, kind: str) -> None:
    form = paragraph.paragraph_format
    form.left_indent, form.right_indent = -_WIDER_LEFT, -_WIDER_RIGHT
    form.line_spacing = Mm(3)
    _border(paragraph, bottom=(kind, 24, "C00000"))


def red_rule(paragraph: Paragraph) -> None:
    """Draw the red line 4 mm below the last paragraph of a head, as wide as the type area."""
    # Of the 4 mm some stand below the words of the line already.
    _border(paragraph, space=6, bottom=("single", 12, "C00000"))


def _border(paragraph: Paragraph, *, space: int = 1, **sides: tuple[str, int, str]) -> None:
    """Draw lines around a paragraph, some points from it: side → (kind, eighths of a point, colour)."""
    parts = "".join(
        f'<w:{side} w:val="{kind}" w:sz="{size}" w:space="{space}" w:color="{colour}"/>'
        for side, (kind, size, colour) in sides.items()
    )
    properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001 — borders have no name of their own in the library.
    properties.insert_element_before(
        parse_xml(f"<w:pBdr {nsdecls('w')}>{parts}</w:pBdr>"),
        *("w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr"),
    )


def title(paper: Paper, text: str, *, before: int = 1, after: int = 1) -> Paragraph:
    """Append the title: small-standard Song of size 2, centred, with free lines above and below."""
    for _ in range(before):
        line(paper)
    paragraph = line(paper, text, TITLE, align=Align.CENTER)
    paragraph.paragraph_format.line_spacing = Pt(32)
    paragraph.paragraph_format.keep_with_next = True
    for _ in range(after):
        line(paper)
    return paragraph


def signature(paper: Paper, who: str, day: str) -> None:
    """Append who sends it and the day: the day keeps four characters free at the right, who stands over it.

    Nothing is put where the seal goes; two free lines let it reach to within a line of the text.
    """
    for _ in range(2):
        line(paper).paragraph_format.keep_with_next = True
    first = line(paper, who, align=Align.RIGHT, right=_over(who, day))
    first.paragraph_format.keep_with_next = True
    line(paper, day, align=Align.RIGHT, right=4)


def _over(who: str, day: str) -> float:
    """Return the characters that keep a name centred over the day; a digit is half a character."""
    wide = sum(0.5 if character.isdigit() else 1 for character in day)
    return max(0.0, 4 + (wide - len(who)) / 2)


def imprint(paper: Paper, copies: Sequence[str], *, lined: bool = True, stamp: Sequence[str] = ()) -> None:
    """Append what stands at the foot of the last page: to whom copies go, who printed it and when.

    Args:
        paper: the paper.
        copies: who gets a copy.
        lined: whether it stands between lines; not in the letter format.
        stamp: who printed it, and the day; nothing for papers that do not say so.
    """
    said = [f"{COPIES_TO}{COLON}{COMMA.join(copies)}{STOP}"] if copies else []
    said += ["\t".join(stamp)] if stamp else []
    rows = []
    for place, text in enumerate(said):
        if place and lined:
            rows.append(_thin_line(paper))
        rows.append(line(paper, f"{_ONE_FREE}{text}", SMALL))
        form = rows[-1].paragraph_format
        form.line_spacing = Pt(_FOOT_LINE)
        form.tab_stops.add_tab_stop(Mm(156) - Pt(14), WD_TAB_ALIGNMENT.RIGHT)
    for row in rows:
        # Alike in frame, borders and indents, for only then do programs draw them as one.
        form = row.paragraph_format
        form.left_indent, form.first_line_indent = Pt(14 * 4), -Pt(14 * 4)
        if lined:
            thick = ("single", _THICK, "000000")
            _border(row, top=thick, bottom=thick)
        _to_the_foot(row)
    if rows:
        # A frame belongs to the paragraph behind it; without one it would go to the annex's page.
        line(paper, type_=CELL).paragraph_format.line_spacing = Pt(1)


def _thin_line(paper: Paper) -> Paragraph:
    """Append a line as wide as the type area; not every program draws borders amid a frame."""
    paragraph = line(paper)
    form = paragraph.paragraph_format
    form.line_spacing = Pt(3)
    # The first stop is where lines behind the first one begin.
    form.tab_stops.add_tab_stop(Mm(156), WD_TAB_ALIGNMENT.RIGHT)
    run = words(paragraph, "\t\t", CELL)
    run.font.size, run.font.underline = Pt(2), True
    return paragraph


def _to_the_foot(paragraph: Paragraph) -> None:
    """Hold a paragraph at the foot of the type area."""
    frame = parse_xml(
        f'<w:framePr {nsdecls("w")} w:w="8844" w:wrap="notBeside" w:vAnchor="margin" w:hAnchor="margin" '
        'w:xAlign="left" w:yAlign="bottom"/>'
    )
    properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001 — frames have no name of their own in the library.
    properties.insert_element_before(
        frame, *("w:widowControl", "w:pBdr", "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr")
    )


def new_page(paper: Paper) -> None:
    """Begin a new page."""
    paper.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


def linked(paragraph: Paragraph, text: str, address: str, type_: Type) -> None:
    """Append words that lead to an address and look like the others; without one they are only words."""
    run = words(paragraph, text, type_)
    if not address:
        return
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    link.append(run._r)  # noqa: SLF001 — the library reads links and writes none.
    paragraph._p.append(link)  # noqa: SLF001 — the same


def annex_head(paper: Paper, name: str, number: str = "") -> None:
    """Begin an annex: a new page, the word flush left in 黑体, the title centred on the third line."""
    head = line(paper, f"{ANNEX}{number}", Type(HEI))
    head.paragraph_format.page_break_before = True
    title(paper, name)


def table(
    paper: Paper, headings: Sequence[str], rows: Iterable[Sequence[str]], widths: Sequence[int]
) -> None:
    """Append a table whose headings stand on every page and whose rows are not torn apart.

    Args:
        paper: the paper.
        headings: headings; none for a table of facts, whose first column is set as headings.
        rows: cells.
        widths: width of each column in millimetres.
    """
    grid = paper.add_table(rows=0, cols=len(widths))
    grid.style = "Table Grid"
    grid.autofit, grid.alignment = False, WD_TABLE_ALIGNMENT.CENTER
    for place, width in enumerate(widths):
        grid.columns[place].width = Mm(width)
    for number, row in enumerate([headings, *rows] if headings else rows):
        added = grid.add_row()
        head = bool(headings) and number == 0
        for place, (cell, text) in enumerate(zip(added.cells, row, strict=True)):
            cell.width = Mm(widths[place])
            if headings:
                _set(cell, text, LIST_HEAD if head else LIST_CELL)
            else:
                _set(cell, text, CELL if place else CELL_HEAD)
        marks = ["w:cantSplit", "w:tblHeader"] if head else ["w:cantSplit"]
        for mark in marks if headings else ():
            added._tr.get_or_add_trPr().append(OxmlElement(mark))  # noqa: SLF001 — rows know no such marks.


def _set(cell: _Cell, text: str, type_: Type) -> None:
    first, *others = text.split("\n")
    for number, part in enumerate((first, *others)):
        paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        form = paragraph.paragraph_format
        form.line_spacing, form.space_before, form.space_after = 1, Pt(2), Pt(2)
        # On the grid of the page every line of a cell would be as high as two.
        off = parse_xml(f'<w:snapToGrid {nsdecls("w")} w:val="0"/>')
        paragraph._p.get_or_add_pPr().insert_element_before(off, "w:spacing", "w:ind", "w:jc", "w:rPr")  # noqa: SLF001 — as in _border
        words(paragraph, part, type_)


def heading(paper: Paper, text: str, level: int, name: str = "") -> None:
    """Append a heading that the table of contents can point to.

    Args:
        paper: the paper.
        text: its words.
        level: 1 in 黑体, 2 in 楷体.
        name: name by which contents point to it.
    """
    paragraph = line(paper, text, Type(HEI if level == 1 else KAI))
    paragraph.paragraph_format.keep_with_next = True
    outline = OxmlElement("w:outlineLvl")
    outline.set(qn("w:val"), str(level - 1))
    paragraph._p.get_or_add_pPr().append(outline)  # noqa: SLF001 — as in _border
    if name:
        # Word tells bookmarks apart by a number; counting those before would go through the paper each time.
        number = crc32(name.encode()) >> 1
        marks = nsdecls("w")
        start = parse_xml(f'<w:bookmarkStart {marks} w:id="{number}" w:name="{name}"/>')
        paragraph._p.insert(1, start)  # noqa: SLF001 — as in _border
        paragraph._p.append(parse_xml(f'<w:bookmarkEnd {marks} w:id="{number}"/>'))  # noqa: SLF001 — as in _border


def contents_line(paper: Paper, text: str, name: str, *, indent: int = 0) -> None:
    """Append a line of the contents: the words, dots, the page of the heading with a name."""
    paragraph = line(paper)
    paragraph.paragraph_format.left_indent = Pt(16 * indent)
    paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(156), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
    words(paragraph, f"{text}\t")
    field(paragraph, f"PAGEREF {name} \\h", Type(FANG), shown="")


def reckon_pages_when_opened(paper: Paper) -> None:
    """Have Word reckon the page numbers of the contents when the paper is opened."""
    update = OxmlElement("w:updateFields")
    update.set(qn("w:val"), "true")
    paper.settings.element.append(update)
