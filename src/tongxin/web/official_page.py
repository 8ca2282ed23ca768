"""Word papers on the page of GB/T 9704-2012: margins, grid, fonts, page numbers, and plain paragraphs.

The type area is 156 × 225 mm with 22 lines of 28 characters. At the true size 3 (16 pt) these need 158 mm, so
each is set a quarter of a point closer; a line is 28.95 pt high. A grid of characters would say the
same to Word, but LibreOffice and some versions of WPS then give every character two places.
"""

import io
import re
from dataclasses import dataclass
from datetime import datetime

from docx import Document
from docx.document import Document as Paper
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph
from docx.text.run import Run

TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FANG, KAI, HEI, XIAOBIAO = "仿宋_GB2312", "楷体_GB2312", "黑体", "方正小标宋简体"
SONG, LATIN = "宋体", "Times New Roman"
FALLBACKS = {
    FANG: "仿宋,FangSong,FandolFang,Noto Serif CJK SC",
    KAI: "楷体,KaiTi,FandolKai,LXGW WenKai",
    HEI: "SimHei,FandolHei,Noto Sans CJK SC",
    XIAOBIAO: "小标宋,FZXiaoBiaoSong-B05S,华文中宋,Noto Serif CJK SC",
    SONG: "SimSun,FandolSong,Noto Serif CJK SC",
}
"""Fonts that stand in where the named one is missing, first come first served; written into every paper."""
SIZES = {"1": 26.0, "2": 22.0, "3": 16.0, "4": 14.0, "small4": 12.0, "5": 10.5}
"""Points of the Chinese sizes of type."""
RED = RGBColor(0xC0, 0x00, 0x00)
LINE_PITCH, CLOSER = 579, -5
"""Height of a line, and how much closer than its size a character is set, in twentieths of a point."""
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Type:
    """How a text is set: font, size, weight, colour."""

    font: str = FANG
    size: str = "3"
    bold: bool = False
    red: bool = False


BODY = Type()
Align = WD_ALIGN_PARAGRAPH
"""Where a paragraph stands."""


def official_page(title: str, author: str, at: datetime | None = None) -> Paper:
    """Return an empty paper with the page of the standard.

    Args:
        title: its title, as the file's properties name it.
        author: who issues it.
        at: when it was made; left open if not known.
    """
    paper = Document()
    properties = paper.core_properties
    properties.title, properties.author, properties.comments = plain(title), plain(author), ""
    if at is not None:
        properties.created = properties.modified = at
    _geometry(paper)
    _fonts(paper)
    return paper


def _geometry(paper: Paper) -> None:
    section = paper.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.header_distance, section.footer_distance = Mm(15), Mm(20)
    properties = section._sectPr  # noqa: SLF001 — the grid has no name of its own in the library.
    for old in properties.findall(qn("w:docGrid")):
        properties.remove(old)
    grid = OxmlElement("w:docGrid")
    grid.set(qn("w:type"), "lines")
    grid.set(qn("w:linePitch"), str(LINE_PITCH))
    properties.append(grid)


def _fonts(paper: Paper) -> None:
    for name, type_ in (("Normal", BODY), ("Title", Type(XIAOBIAO, "2")), ("Heading 1", Type(HEI))):
        style = paper.styles[name]
        if isinstance(style, ParagraphStyle):
            _set_style(style, type_)
            _set_digits_close(style)
    _speak_chinese(paper.styles["Normal"].element.get_or_add_rPr())
    part = next(one for one in paper.part.package.iter_parts() if str(one.partname) == "/word/fontTable.xml")
    part._blob = _font_table().encode()  # noqa: SLF001 — the library leaves this part as it found it.


def _speak_chinese(properties: BaseOxmlElement) -> None:
    """Say that the text is Chinese, so that a character is not shown in its Japanese form."""
    for old in properties.findall(qn("w:lang")):
        properties.remove(old)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-US")
    language.set(qn("w:eastAsia"), "zh-CN")
    properties.append(language)


def _set_style(style: ParagraphStyle, type_: Type) -> None:
    style.font.size, style.font.bold = Pt(SIZES[type_.size]), type_.bold
    style.font.color.rgb = RGBColor(0, 0, 0)
    _name_fonts(style.element.get_or_add_rPr(), type_.font)
    form = style.paragraph_format
    form.space_before = form.space_after = Pt(0)
    form.line_spacing = Pt(LINE_PITCH / 20)
    # Lines that stand alone are usual in such papers; keeping two together would leave lines of a page empty.
    form.widow_control = False
    for border in style.element.findall(f".//{qn('w:pBdr')}"):
        border.getparent().remove(border)


def _set_digits_close(style: ParagraphStyle) -> None:
    """Put nothing between Chinese and digits: a line holds 28 characters, and a name stands amid its day."""
    properties = style.element.get_or_add_pPr()
    behind = ("w:bidi", "w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind", "w:jc", "w:outlineLvl")
    for name in ("w:autoSpaceDE", "w:autoSpaceDN"):
        properties.insert_element_before(parse_xml(f'<{name} {nsdecls("w")} w:val="0"/>'), *behind)


def _name_fonts(properties: BaseOxmlElement, font: str) -> None:
    """Name the fonts of Chinese and of Latin text; a theme's fonts would win over them."""
    fonts = properties.get_or_add_rFonts()
    for key in list(fonts.attrib):
        del fonts.attrib[key]
    fonts.set(qn("w:ascii"), LATIN)
    fonts.set(qn("w:hAnsi"), LATIN)
    fonts.set(qn("w:eastAsia"), font)


def _font_table() -> str:
    rows = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{others}"/><w:charset w:val="86"/></w:font>'
        for name, others in FALLBACKS.items()
    )
    return f'<?xml version="1.0" encoding="UTF-8"?><w:fonts {nsdecls("w")}>{rows}</w:fonts>'


def plain(text: str) -> str:
    """Return a text without characters that no file of Word may hold."""
    return _UNPRINTABLE.sub("", text)


def words(paragraph: Paragraph, text: str, type_: Type = BODY) -> Run:
    """Append words to a paragraph, set as asked."""
    run = paragraph.add_run(plain(text))
    run.font.size, run.font.bold = Pt(SIZES[type_.size]), type_.bold or None
    properties = run._r.get_or_add_rPr()  # noqa: SLF001 — fonts of Chinese have no name in the library.
    _name_fonts(properties, type_.font)
    if type_.size == BODY.size:
        closer = parse_xml(f'<w:spacing {nsdecls("w")} w:val="{CLOSER}"/>')
        properties.insert_element_before(closer, "w:w", "w:kern", "w:position", "w:sz", "w:szCs", "w:lang")
    if type_.red:
        run.font.color.rgb = RED
    return run


def line(
    paper: Paper, text: str = "", type_: Type = BODY, *, align: Align = Align.LEFT, right: float = 0
) -> Paragraph:
    """Append a paragraph without an indent.

    Args:
        paper: the paper.
        text: its words.
        type_: how they are set.
        align: where they stand.
        right: characters that it keeps free at the right.
    """
    paragraph = paper.add_paragraph()
    paragraph.alignment = align
    if right:
        paragraph.paragraph_format.right_indent = Pt(SIZES[type_.size] * right)
    if text:
        words(paragraph, text, type_)
    return paragraph


_LEVELS = (
    (re.compile(r"[一二三四五六七八九十]+、[^。；]*$"), HEI),
    (re.compile(r"（[一二三四五六七八九十]+）[^。；]*$"), KAI),
)
"""Headings inside a text: 一、 in 黑体, （一） in 楷体; a whole sentence behind the number is no heading."""


def hold_together(paper: Paper, last: int) -> None:
    """Keep the last paragraphs on the page of what follows: a signature never stands without text."""
    for paragraph in paper.paragraphs[-last:]:
        paragraph.paragraph_format.keep_with_next = True


def heading_font(text: str) -> str:
    """Return the font of a paragraph: of its level if it is a heading, else that of the text."""
    return next((font for pattern, font in _LEVELS if pattern.match(text)), FANG)


def body_text(paper: Paper, text: str) -> Paragraph:
    """Append a paragraph of the text: first line two characters in, headings in their fonts."""
    font = heading_font(text)
    paragraph = line(paper, text, Type(font), align=Align.JUSTIFY)
    _indent_two(paragraph)
    if font != FANG:
        paragraph.paragraph_format.keep_with_next = True
    return paragraph


def _indent_two(paragraph: Paragraph) -> None:
    indent = paragraph._p.get_or_add_pPr().get_or_add_ind()  # noqa: SLF001 — Word counts in characters here.
    indent.set(qn("w:firstLineChars"), "200")
    indent.set(qn("w:firstLine"), "640")


def field(paragraph: Paragraph, code: str, type_: Type, shown: str = "1") -> None:
    """Append a field, such as ``PAGE``, with what stands there until Word reckons it anew."""
    _mark(paragraph, f'<w:fldChar {nsdecls("w")} w:fldCharType="begin"/>', type_)
    _mark(paragraph, f'<w:instrText {nsdecls("w")} xml:space="preserve"> {code} </w:instrText>', type_)
    _mark(paragraph, f'<w:fldChar {nsdecls("w")} w:fldCharType="separate"/>', type_)
    words(paragraph, shown, type_)
    _mark(paragraph, f'<w:fldChar {nsdecls("w")} w:fldCharType="end"/>', type_)


def _mark(paragraph: Paragraph, xml: str, type_: Type) -> None:
    words(paragraph, "", type_)._r.append(parse_xml(xml))  # noqa: SLF001 — the library knows no fields.


def page_numbers(paper: Paper) -> None:
    """Number the pages outside: odd ones at the right, even ones at the left, one character in."""
    paper.settings.odd_and_even_pages_header_footer = True
    section = paper.sections[0]
    for footer, align in ((section.footer, Align.RIGHT), (section.even_page_footer, Align.LEFT)):
        paragraph = footer.paragraphs[0]
        paragraph.alignment = align
        form = paragraph.paragraph_format
        inside = Pt(SIZES["4"])
        form.right_indent, form.left_indent = (inside, None) if align is Align.RIGHT else (None, inside)
        form.space_after = Mm(3)
        type_ = Type(SONG, "4")
        words(paragraph, "— ", type_)
        field(paragraph, "PAGE", type_)
        words(paragraph, " —", type_)


def above_every_page(paper: Paper, text: str) -> None:
    """Say something at the right in the head of every page, outside the type area."""
    section = paper.sections[0]
    headers = [section.header, section.even_page_header]
    if section.different_first_page_header_footer:
        # The first page of a letter has its mark there; it is said on the line above.
        first = section.first_page_header
        _said_above(first.paragraphs[0].insert_paragraph_before(), text)
        section.header_distance = Mm(30) - Pt(LINE_PITCH / 20)
    for header in headers:
        _said_above(header.paragraphs[0], text)


def _said_above(paragraph: Paragraph, text: str) -> None:
    paragraph.alignment = Align.RIGHT
    paragraph.paragraph_format.line_spacing = Pt(LINE_PITCH / 20)
    words(paragraph, text, Type(KAI, "4"))


def saved(paper: Paper) -> bytes:
    """Return a paper as the file that Word opens."""
    into = io.BytesIO()
    paper.save(into)
    return into.getvalue()
