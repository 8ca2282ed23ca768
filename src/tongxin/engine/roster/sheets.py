"""A roster sheet: its columns, what a row says, and how that differs from what is known.

One path serves new and known members: a row is read, matched, compared field by field, and only the
differences are written. So the same file a second time changes nothing.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from enum import StrEnum

from tongxin.engine.kernel.issues import Issue, Param


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column: its field, its heading in Chinese and English, other headings met, and its limits.

    Attributes:
        field: name of the fact.
        heading: Simplified Chinese heading of the template.
        english: English heading.
        also: further headings that are understood.
        longest: most characters; dates and words of the pack have their own checks.
        needed: whether a new member must have it.
    """

    field: str
    heading: str
    english: str
    also: tuple[str, ...] = ()
    longest: int = 60
    needed: bool = False


COLUMNS: tuple[Column, ...] = (
    Column(
        field="number", heading="委员编号", english="Member number", also=("委员证号", "编号"), longest=20
    ),
    Column(field="name", heading="姓名", english="Name", needed=True),
    Column(field="sex", heading="性别", english="Sex", longest=10),
    Column(field="ethnicity", heading="民族", english="Ethnicity", longest=40),
    Column(field="born", heading="出生日期", english="Born", also=("出生年月", "出生年月日")),
    Column(field="affiliation", heading="政治面貌", english="Affiliation", also=("党派",), needed=True),
    Column(field="sector", heading="界别", english="Sector", needed=True),
    Column(field="unit", heading="联络单位", english="Liaison unit", also=("联络室", "编入单位")),
    Column(field="education", heading="文化程度", english="Education", also=("学历",), longest=40),
    Column(field="employer", heading="工作单位", english="Employer", also=("单位",), longest=160),
    Column(field="position", heading="职务", english="Position", also=("工作职务",), longest=120),
    Column(field="profession", heading="专业特长", english="Profession", also=("职业",), longest=80),
    Column(field="township", heading="乡镇", english="Township", longest=80),
    Column(field="phone", heading="手机号码", english="Phone", also=("电话", "联系电话", "手机"), longest=40),
    Column(field="start", heading="任职日期", english="Joined on", also=("任职时间",)),
    Column(field="changed_on", heading="变更日期", english="Changed on", also=("变更时间",)),
)

PERSON_FIELDS = (
    "name",
    "sex",
    "ethnicity",
    "born",
    "education",
    "employer",
    "position",
    "profession",
    "township",
    "phone",
)
_DATES = frozenset({"born", "start", "changed_on"})
_DATE = re.compile(r"(\d{4})[-./年](\d{1,2})(?:[-./月](\d{1,2})日?|月)?(?:[ T].*)?$")
_HEADINGS = {
    name.lower(): column for column in COLUMNS for name in (column.heading, column.english, *column.also)
}


class Outcome(StrEnum):
    """What a row would do."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    ERROR = "error"


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The words a row may use, each written → code or id, as the pack and the roster have them."""

    affiliations: Mapping[str, str]
    sectors: Mapping[str, str]
    units: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A member as known now: identity and the present value of each field, as text."""

    membership: int
    person: int
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What became of one row of the sheet.

    Attributes:
        line: line number in the sheet, counted as people do (the heading is line 1).
        outcome: what it would do.
        values: field → value as text, with words turned into codes.
        changes: field → (value now, value then), for a changed row.
        membership: the member it was matched with.
        issues: what is wrong with it; ``place`` names the column's heading.
    """

    line: int
    outcome: Outcome
    values: Mapping[str, str] = field(default_factory=dict)
    changes: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    membership: int | None = None
    issues: tuple[Issue, ...] = ()


def headings(cells: Sequence[str]) -> tuple[dict[int, Column], list[Issue]]:
    """Match the heading line with the columns.

    Returns:
        column number → column, and what is wrong: a heading nobody knows (with the nearest one), a
        heading twice, no column of names.
    """
    found: dict[int, Column] = {}
    issues: list[Issue] = []
    for place, cell in enumerate(cells):
        text = re.sub(r"[\s*＊]+", "", cell) if re.search(r"[\u4e00-\u9fff]", cell) else cell.strip()
        if not text or text in IGNORED:
            continue
        column = _HEADINGS.get(text.lower())
        if column is None:
            near = get_close_matches(text.lower(), list(_HEADINGS), 1, 0.5)
            params = {"heading": text, "near": _HEADINGS[near[0]].heading if near else COLUMNS[1].heading}
            issues.append(Issue(code="sheet.unknown_heading", params=params, place=text))
        elif column in found.values():
            issues.append(Issue(code="sheet.heading_twice", params={"heading": text}, place=text))
        else:
            found[place] = column
    if not any(column.field == "name" for column in found.values()):
        issues.append(Issue(code="sheet.no_names", params={"heading": "姓名"}))
    return found, issues


IGNORED = frozenset({"序号", "问题", "No.", "Problems"})
"""Headings of columns that say nothing about a member; the file with errors adds one of them."""


def _date(text: str) -> str | None:
    """Return an ISO date; a year and month reads as their first day; ``None`` when it is no date."""
    digits = re.fullmatch(r"(\d{4})(\d{2})(\d{2})?(?:\.0)?", text)
    match = digits or _DATE.match(text)
    if match is None:
        return None
    try:
        return date(int(match[1]), int(match[2]), int(match[3] or 1)).isoformat()
    except ValueError:
        return None


def _word(text: str, known: Mapping[str, str], column: Column, code: str) -> tuple[str, Issue | None]:
    if text in known:
        return known[text], None
    near = get_close_matches(text, list(known), 1, 0.4)
    params = {"value": text, "near": near[0] if near else "、".join(list(known)[:6])}
    return "", Issue(code=code, params=params, place=column.heading)


def _cell(column: Column, text: str, words: Words) -> tuple[str, Issue | None]:
    """Read one cell: its value as stored, or what is wrong with it."""
    if column.field in _DATES:
        iso = _date(text)
        if iso is None:
            return "", Issue(code="sheet.bad_date", params={"value": text}, place=column.heading)
        return iso, None
    known = {"affiliation": words.affiliations, "sector": words.sectors, "unit": words.units}.get(
        column.field
    )
    if known is not None:
        return _word(text, known, column, f"sheet.unknown_{column.field}")
    if len(text) > column.longest:
        params = {"length": len(text), "longest": column.longest}
        return "", Issue(code="sheet.too_long", params=params, place=column.heading)
    return text, None


def read_row(
    cells: Sequence[str], columns: Mapping[int, Column], words: Words
) -> tuple[dict[str, str], list[Issue]]:
    """Read one line.

    Returns:
        field → value for the cells that are filled, and what is wrong. An empty cell says nothing: it
        never erases what is known.
    """
    values: dict[str, str] = {}
    issues: list[Issue] = []
    for place, column in columns.items():
        text = cells[place].strip().replace("\u3000", "") if place < len(cells) else ""
        if column.field == "phone":
            text = text.removesuffix(".0").replace(" ", "")
        if not text:
            continue
        value, issue = _cell(column, text, words)
        if issue is not None:
            issues.append(issue)
        else:
            values[column.field] = value
    return values, issues


class Matcher:
    """Finds the known member a row speaks of: by number, else by a name that only one member has."""

    def __init__(self, known: Sequence[Known]) -> None:
        """Index the known members."""
        self._by_number = {item.values["number"]: item for item in known if item.values.get("number")}
        self._by_name: dict[str, list[Known]] = {}
        for item in known:
            self._by_name.setdefault(item.values["name"], []).append(item)

    def find(self, values: Mapping[str, str]) -> tuple[Known | None, Issue | None]:
        """Return the member, or ``None`` for a new one, or what hinders telling."""
        number = values.get("number", "")
        if number:
            member = self._by_number.get(number)
            if member is not None or "name" not in values:
                return member, None
        namesakes = self._by_name.get(values.get("name", ""), [])
        if not number and len(namesakes) > 1:
            params: dict[str, Param] = {"name": values["name"], "count": len(namesakes)}
            return None, Issue(code="sheet.ambiguous_name", params=params, place=COLUMNS[0].heading)
        if not number and namesakes:
            return namesakes[0], None
        return None, None


def judge(line: int, values: Mapping[str, str], issues: Sequence[Issue], matcher: Matcher) -> Row:
    """Decide what a row would do: create, change field by field, nothing, or be refused."""
    wrong = list(issues)
    known, hindrance = matcher.find(values)
    if hindrance is not None:
        wrong.append(hindrance)
    if known is None and hindrance is None:
        refused = {issue.place for issue in wrong}
        wrong.extend(
            Issue(code="sheet.needed", params={"heading": column.heading}, place=column.heading)
            for column in COLUMNS
            if column.needed and column.field not in values and column.heading not in refused
        )
    if wrong:
        return Row(line=line, outcome=Outcome.ERROR, values=values, issues=tuple(wrong))
    if known is None:
        return Row(line=line, outcome=Outcome.NEW, values=values)
    changes = {
        name: (known.values.get(name, ""), value)
        for name, value in values.items()
        if name != "changed_on" and known.values.get(name, "") != value
    }
    outcome = Outcome.CHANGED if changes else Outcome.UNCHANGED
    return Row(line=line, outcome=outcome, values=values, changes=changes, membership=known.membership)


def judge_sheet(lines: Sequence[Sequence[str]], words: Words, known: Sequence[Known]) -> list[Row]:
    """Judge a whole sheet, heading line first.

    Args:
        lines: cells as text; the first line holds the headings.
        words: words the rows may use.
        known: members as known now.

    Returns:
        one row for each line that is not empty. A member who stands in two lines makes the later one
        an error. Problems of the headings come as one error row of line 1.
    """
    columns, wrong = headings(lines[0]) if lines else ({}, [Issue(code="sheet.empty")])
    if wrong:
        return [Row(line=1, outcome=Outcome.ERROR, issues=tuple(wrong))]
    matcher = Matcher(known)
    seen: dict[object, int] = {}
    rows: list[Row] = []
    for line, cells in enumerate(lines[1:], start=2):
        if not any(cell.strip() for cell in cells):
            continue
        values, issues = read_row(cells, columns, words)
        row = judge(line, values, issues, matcher)
        identity = row.membership or values.get("number") or (values.get("name"), values.get("born"))
        first = seen.setdefault(identity, line)
        if first != line and row.outcome is not Outcome.ERROR:
            twice = Issue(code="sheet.twice", params={"line": first}, place=COLUMNS[1].heading)
            row = Row(line=line, outcome=Outcome.ERROR, values=values, issues=(twice,))
        rows.append(row)
    return rows
