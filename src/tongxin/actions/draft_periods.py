"""The period that a draft itself names: 2023年以来, 自2023年1月1日至2024年10月31日, 2024年度 in its title."""

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from tongxin.engine.claims.dates import Told
from tongxin.engine.claims.numerals import read_numeral
from tongxin.engine.claims.view import Simpler, View, look

_YEAR = r"(?:20\d\d|二[〇零][〇零一二三四五六七八九]{2})"
_MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_DAY = (
    r"(?:3[01]|[12]\d|0?[1-9]|三十一?|二十[一二三四五六七八九]?|十[一二三四五六七八九]?|[一二三四五六七八九])"
)
_TO = r"(?:至|到|—+|-|~)"
_RANGE = re.compile(
    rf"(?P<y1>{_YEAR})年?(?:(?P<m1>{_MONTH})月?(?:(?P<d1>{_DAY})[日号])?)?(?:以来|起)?{_TO}"
    rf"(?:(?P<y2>{_YEAR})年(?:度)?)?(?:(?P<m2>{_MONTH})月(?:(?P<d2>{_DAY})[日号])?)?(?:底|末)?"
)
_SINCE = re.compile(rf"(?P<y1>{_YEAR})年(?:(?P<m1>{_MONTH})月(?:份)?(?:(?P<d1>{_DAY})[日号])?)?(?:以来|至今)")
_THIS_YEAR = re.compile(r"(?:今年|本年)以来")
_YEAR_OF = re.compile(
    rf"(?P<y1>{_YEAR})年(?:(?P<half>[上下])半年|第?(?P<quarter>[一二三四1-4])季度|(?P<m1>{_MONTH})月(?!\d*[日号])|度|"
    r"(?=[^，。会]{0,12}(?:报告|总结|年报|通报|综述|统计)))"
)
_UNTIL = re.compile(rf"截[至止]到?(?P<y1>{_YEAR})年(?P<m1>{_MONTH})月(?:(?P<d1>{_DAY})[日号])?")
_SIGNED = re.compile(
    rf"^[ \t(（]*(?P<y1>{_YEAR})年(?P<m1>{_MONTH})月(?P<d1>{_DAY})日[ \t)）]*$", re.MULTILINE
)
_SHORTEST = 28
"""Days of a period that a draft reports on; what is shorter is an event."""
_TITLE = 60
"""Characters of a line that may be a title."""
_DIGITS = str.maketrans("〇零一二三四五六七八九", "00123456789")


@dataclass(frozen=True, slots=True)
class NamedPeriod:
    """A period that a draft names for what it reports.

    Attributes:
        words: as the draft says it.
        times: how often it says so.
        first: its first day.
        last: its last day.
    """

    words: str
    times: int
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    first: date
    last: date
    in_title: bool


def named_period(text: str, told: Told, known: tuple[date, date], simpler: Simpler) -> NamedPeriod | None:
    """Return the period that a draft names, if it is another than the one it was held against.

    A period in the title goes before those in the text; of these the one named most often, else the first.
    What reaches beyond the records is cut off at their end, and what begins before them is not offered, as
    nothing could be checked.

    Args:
        text: the draft.
        told: its day and the period that it was held against.
        known: the first and the last day that the records know.
        simpler: Traditional → Simplified, as the checker reads drafts.
    """
    view = look(text, simpler)
    found = [
        one
        for one in _named(view.text, told, _until(view.text, told))
        if one.first >= known[0] and one.first <= min(one.last, known[1])
    ]
    if not found:
        return None
    days = [(one.first, min(one.last, known[1])) for one in found]
    best = max(range(len(found)), key=lambda at: (found[at].in_title, days.count(days[at]), -found[at].start))
    if days[best] == (told.first, told.last):
        return None
    return NamedPeriod(_words(text, view, found[best]), days.count(days[best]), *days[best])


def _words(text: str, view: View, found: _Found) -> str:
    start, end = view.span(found.start, found.end)
    return text[start:end]


def _named(text: str, told: Told, until: date) -> Iterator[_Found]:
    """Yield the periods that an evened-out text names."""
    title = _title(text)
    for match in _RANGE.finditer(text):
        ends = _ends(match)
        if ends and (ends[1] - ends[0]).days >= _SHORTEST:
            yield _Found(*match.span(), *ends, match.start() < title)
    for match in _SINCE.finditer(text):
        first = _first_day(match)
        if first:
            yield _Found(*match.span(), first, until, match.start() < title)
    for match in _THIS_YEAR.finditer(text):
        yield _Found(*match.span(), date(told.day.year, 1, 1), until, match.start() < title)
    for match in _YEAR_OF.finditer(text, 0, title):
        days = _calendar_days(match)
        if days:
            yield _Found(*match.span(), *days, in_title=True)


def _title(text: str) -> int:
    """Return where the title ends: the first line that says something, if it is as short as a title."""
    match = re.search(r"\S[^\n]*", text)
    return match.end() if match and len(match.group()) <= _TITLE else 0


def _until(text: str, told: Told) -> date:
    """Return up to which day a draft speaks: what it says itself, the day below it, or the period given."""
    for match in _UNTIL.finditer(text):
        day = _last_day(_year(match["y1"]), _number(match["m1"]), match["d1"])
        if day:
            return day
    signed = None
    for match in _SIGNED.finditer(text):
        signed = _first_day(match) or signed
    return signed or told.last


def _ends(match: "re.Match[str]") -> tuple[date, date] | None:
    """Return the two ends of a range; a second year or month that is not written is the first one's."""
    if not match["m2"] and not match["y2"]:
        return None
    first = _first_day(match)
    year = _year(match["y2"] or match["y1"])
    last = _last_day(year, _number(match["m2"]) if match["m2"] else 12, match["d2"])
    return (first, last) if first and last and first < last else None


def _calendar_days(match: "re.Match[str]") -> tuple[date, date] | None:
    year, start, length = _year(match["y1"]), 1, 12
    if match["half"]:
        start, length = (1 if match["half"] == "上" else 7), 6
    elif match["quarter"]:
        start, length = _number(match["quarter"]) * 3 - 2, 3
    elif match["m1"]:
        start, length = _number(match["m1"]), 1
    last = _last_day(year, start + length - 1, None)
    return (date(year, start, 1), last) if last else None


def _first_day(match: "re.Match[str]") -> date | None:
    month = _number(match["m1"]) if match["m1"] else 1
    try:
        return date(_year(match["y1"]), month, _number(match["d1"]) if match["d1"] else 1)
    except ValueError:
        return None


def _last_day(year: int, month: int, day: str | None) -> date | None:
    try:
        return date(year, month, _number(day) if day else calendar.monthrange(year, month)[1])
    except ValueError:
        return None


def _year(text: str) -> int:
    return int(text.translate(_DIGITS))


def _number(text: str) -> int:
    numeral = read_numeral(text)
    return int(numeral.low) if numeral else 0
