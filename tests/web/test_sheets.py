"""Sheets come in as .xlsx and .csv in both encodings, and go out so that they can be read again."""

import io

import openpyxl
import pytest

from tongxin.web import sheets

LINES = [["姓名", "界别"], ["韦一", "农业界"]]
TEXT = "姓名,界别\r\n韦一,农业界\r\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030"])
def test_a_csv_is_read_in_every_encoding_that_offices_use(encoding: str) -> None:
    assert sheets.read("委员.csv", TEXT.encode(encoding)) == LINES


def test_a_workbook_comes_back_as_it_was_written() -> None:
    content = sheets.write_xlsx("委员", LINES[0], LINES[1:])
    assert sheets.read("委员.xlsx", content) == LINES
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:B2"


def test_text_that_looks_like_a_formula_stays_text() -> None:
    content = sheets.write_xlsx("委员", ["姓名"], [["=1+1"]])
    cell = openpyxl.load_workbook(io.BytesIO(content)).active["A2"]
    assert (cell.data_type, cell.value) == ("s", "=1+1")
    assert sheets.write_csv(["姓名"], [["=1+1"]]).decode("utf-8-sig").splitlines()[1] == "'=1+1"


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("委员.pdf", b"%PDF-1.7", "sheet.other_kind"),
        ("委员.xlsx", b"PK\x03\x04broken", "sheet.damaged"),
        ("委员.csv", b"\x81\x00\xff\xff", "sheet.encoding"),
        ("委员.csv", b"x" * (sheets.LARGEST + 1), "sheet.too_large"),
    ],
)
def test_what_is_no_sheet_is_refused_with_the_reason(name: str, content: bytes, code: str) -> None:
    with pytest.raises(sheets.Unreadable) as refused:
        sheets.read(name, content)
    assert refused.value.issue.code == code
