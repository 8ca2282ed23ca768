"""Sheets in and out: reading .xlsx and .csv (UTF-8 and GBK), writing .xlsx and .csv."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime

import xlsxwriter
from python_calamine import CalamineError, CalamineWorkbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from tongxin.engine.kernel.issues import Issue

LARGEST = 10 * 1024 * 1024
MOST_LINES = 20_001
_ENCODINGS = ("utf-8-sig", "gb18030")


class Unreadable(Exception):  # noqa: N818 — reads as the outcome it is.
    """A file is no sheet that we can read.

    Attributes:
        issue: why, and what to do.
    """

    def __init__(self, issue: Issue) -> None:
        """Keep the issue."""
        super().__init__(issue.code)
        self.issue = issue


def read(name: str, content: bytes) -> list[list[str]]:
    """Return the cells of the first sheet as text, line by line.

    Args:
        name: the file's name; its ending decides how it is read.
        content: its bytes.

    Raises:
        Unreadable: too large, of another kind, damaged, or in an unknown encoding.
    """
    if len(content) > LARGEST:
        raise Unreadable(Issue(code="sheet.too_large", params={"megabytes": LARGEST // 1024 // 1024}))
    ending = name.lower().rpartition(".")[2]
    if ending == "xlsx" or content[:4] == b"PK\x03\x04":
        lines = _workbook(content)
    elif ending in {"csv", "txt"}:
        lines = _text(content)
    else:
        raise Unreadable(Issue(code="sheet.other_kind", params={"name": name}))
    if len(lines) > MOST_LINES:
        raise Unreadable(Issue(code="sheet.too_many", params={"most": MOST_LINES - 1}))
    return lines


def _workbook(content: bytes) -> list[list[str]]:
    try:
        sheet = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0)
        return [[_cell(value) for value in row] for row in sheet.to_python(skip_empty_area=False)]
    except CalamineError as error:
        raise Unreadable(Issue(code="sheet.damaged")) from error


def _cell(value: object) -> str:
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip() if value is not None else ""


def _text(content: bytes) -> list[list[str]]:
    for encoding in _ENCODINGS:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        delimiter = "\t" if text.partition("\n")[0].count("\t") else ","
        # A NUL byte means a file of another kind that happens to decode.
        if "\0" in text:
            break
        return [[cell.strip() for cell in row] for row in csv.reader(io.StringIO(text), delimiter=delimiter)]
    raise Unreadable(Issue(code="sheet.encoding"))


def write_xlsx(
    title: str, headings: Sequence[str], rows: Iterable[Sequence[object]], head: Sequence[str] = ()
) -> bytes:
    """Return a workbook with one sheet: bold headings that stay in sight, a filter, sensible widths.

    Args:
        title: name of the sheet.
        headings: headings of the columns.
        rows: cells.
        head: lines above the headings, such as which records these are.
    """
    return write_book([(title, headings, rows)], head)


def write_book(
    content: Iterable[tuple[str, Sequence[str], Iterable[Sequence[object]]]], head: Sequence[str] = ()
) -> bytes:
    """Return a workbook with several sheets.

    Args:
        content: title, headings and rows of each sheet.
        head: lines above the headings of each.
    """
    buffer = io.BytesIO()
    # Texts that begin with "=" stay texts: a sheet from us never carries a formula somebody typed.
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        bold = book.add_format({"bold": True, "bg_color": "#F1EEE7", "border": 1, "text_wrap": True})
        days = book.add_format({"num_format": "yyyy-mm-dd"})
        for title, headings, rows in content:
            sheet = book.add_worksheet(title[:31])
            for place, text in enumerate(head):
                sheet.write_string(place, 0, text)
            _fill(sheet, headings, rows, (bold, days), len(head))
    return buffer.getvalue()


def _fill(
    sheet: Worksheet,
    headings: Sequence[str],
    rows: Iterable[Sequence[object]],
    formats: tuple[Format, Format],
    top: int,
) -> None:
    bold, days = formats
    widths = [_width(heading) for heading in headings]
    sheet.write_row(top, 0, headings, bold)
    last = top
    for last, row in enumerate(rows, start=top + 1):
        for place, value in enumerate(row):
            if isinstance(value, date):
                sheet.write_datetime(last, place, datetime(value.year, value.month, value.day), days)  # noqa: DTZ001 — a sheet's date has no zone.
            else:
                sheet.write(last, place, value)
            if last <= top + 200:
                widths[place] = max(widths[place], _width(value))
    for place, width in enumerate(widths):
        sheet.set_column(place, place, min(width, 48))
    sheet.freeze_panes(top + 1, 0)
    if headings:
        sheet.autofilter(top, 0, last, len(headings) - 1)


def _width(value: object) -> int:
    """Width in characters; a Chinese character takes two."""
    return 2 + sum(2 if ord(character) > 0x2E80 else 1 for character in str(value))


def write_csv(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """Return UTF-8 text with a byte-order mark, which Excel needs to see that it is UTF-8."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(headings)
    for row in rows:
        writer.writerow([_harmless(cell) for cell in row])
    return buffer.getvalue().encode("utf-8-sig")


def _harmless(cell: object) -> object:
    """Keep a spreadsheet from running text that begins like a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in "=+@\t" and cell[1:] else cell
