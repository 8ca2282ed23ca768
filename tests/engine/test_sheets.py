"""What a roster sheet says, row by row, and how that differs from what is known."""

from hypothesis import given
from hypothesis import strategies as st

from tongxin.engine.roster.sheets import Known, Outcome, Words, judge_sheet

WORDS = Words(
    affiliations={"中共党员": "cpc", "群众": "masses"},
    sectors={"农业界": "agriculture", "农业": "agriculture", "教育界": "education"},
    units={"城厢镇委员联络室": "7", "教育系统联络组": "8"},
)
HEAD = ["委员编号", "姓名", "政治面貌", "界别", "联络单位", "出生日期", "手机号码"]
KNOWN = Known(
    membership=1,
    person=1,
    values={"number": "001", "name": "韦一", "affiliation": "cpc", "sector": "agriculture", "unit": "7"},
)


def judged(*lines: list[str], known: tuple[Known, ...] = (KNOWN,)):
    return judge_sheet([HEAD, *lines], WORDS, known)


def test_a_row_that_says_what_is_known_changes_nothing() -> None:
    (row,) = judged(["001", "韦一", "中共党员", "农业界", "城厢镇委员联络室", "", ""])
    assert row.outcome is Outcome.UNCHANGED


def test_a_changed_row_shows_each_field_before_and_after() -> None:
    (row,) = judged(["001", "韦一", "中共党员", "教育界", "教育系统联络组", "1970年3月", "13800000000"])
    assert row.outcome is Outcome.CHANGED
    assert dict(row.changes) == {
        "sector": ("agriculture", "education"),
        "unit": ("7", "8"),
        "born": ("", "1970-03-01"),
        "phone": ("", "13800000000"),
    }


def test_an_empty_cell_never_erases_what_is_known() -> None:
    (row,) = judged(["001", "韦一", "", "", "", "", ""])
    assert row.outcome is Outcome.UNCHANGED


def test_a_new_member_needs_a_name_an_affiliation_and_a_sector() -> None:
    (row,) = judged(["099", "黄新", "", "", "", "", ""])
    assert row.outcome is Outcome.ERROR
    assert {(issue.code, issue.place) for issue in row.issues} == {
        ("sheet.needed", "政治面貌"),
        ("sheet.needed", "界别"),
    }


def test_a_misspelt_word_names_the_column_and_the_nearest_word() -> None:
    (row,) = judged(["099", "黄新", "群众", "农叶界", "城厢镇联络室", "", ""])
    issues = {issue.code: issue for issue in row.issues}
    assert issues["sheet.unknown_sector"].place == "界别"
    assert issues["sheet.unknown_sector"].params["near"] == "农业界"
    assert issues["sheet.unknown_unit"].params["near"] == "城厢镇委员联络室"


def test_an_impossible_date_is_refused() -> None:
    (row,) = judged(["001", "", "", "", "", "1970-02-30", ""])
    assert [(issue.code, issue.place) for issue in row.issues] == [("sheet.bad_date", "出生日期")]


def test_two_members_of_one_name_need_a_number() -> None:
    other = Known(membership=2, person=2, values={"number": "002", "name": "韦一"})
    (row,) = judged(["", "韦一", "群众", "", "", "", ""], known=(KNOWN, other))
    assert [issue.code for issue in row.issues] == ["sheet.ambiguous_name"]
    (row,) = judged(["002", "韦一", "群众", "", "", "", ""], known=(KNOWN, other))
    assert (row.outcome, row.membership) == (Outcome.CHANGED, 2)


def test_the_same_member_in_two_lines_makes_the_later_one_an_error() -> None:
    line = ["001", "韦一", "群众", "", "", "", ""]
    first, second = judged(line, line)
    assert first.outcome is Outcome.CHANGED
    assert second.outcome is Outcome.ERROR
    assert second.issues[0].params["line"] == 2


def test_an_unknown_heading_names_the_nearest_one_and_stops_the_sheet() -> None:
    (row,) = judge_sheet([["姓各", "界别"], ["韦一", "农业界"]], WORDS, ())
    assert row.line == 1
    assert [issue.code for issue in row.issues] == ["sheet.unknown_heading", "sheet.no_names"]
    assert row.issues[0].params["near"] == "姓名"


def test_the_column_of_problems_that_we_add_is_ignored_when_it_comes_back() -> None:
    rows = judge_sheet([[*HEAD, "问题"], ["001", "韦一", "", "", "", "", "", "旧问题"]], WORDS, (KNOWN,))
    assert [row.outcome for row in rows] == [Outcome.UNCHANGED]


@given(st.lists(st.lists(st.text(max_size=8), max_size=9), max_size=6))
def test_any_sheet_is_judged_without_failing_and_no_line_is_lost(lines: list[list[str]]) -> None:
    rows = judge_sheet([HEAD, *lines], WORDS, (KNOWN,))
    filled = [line for line, cells in enumerate(lines, start=2) if any(cell.strip() for cell in cells)]
    assert [row.line for row in rows] == filled
    assert all(bool(row.issues) == (row.outcome is Outcome.ERROR) for row in rows)
