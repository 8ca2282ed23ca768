"""Dates and lengths of time; a date without a year is read as the draft's own day and period suggest."""

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from tongxin.engine.claims import measures
from tongxin.engine.claims.approximators import (
    AFTER,
    BEFORE,
    BEFORE_BARE,
    PREFIXES,
    WITHIN,
    bounded,
    prefix_holds,
)
from tongxin.engine.claims.found import Approx, Bounds, Days, Found, Kind
from tongxin.engine.claims.numerals import CHINESE, Numeral, read_chinese, read_numeral

_YEAR = r"(?:(?:19|20)\d\d|[一二][九〇零][〇零一二三四五六七八九]{2})"
_MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_DAY = (
    r"(?:3[01]|[12]\d|0?[1-9]|三十一?|二十[一二三四五六七八九]?|十[一二三四五六七八九]?|[一二三四五六七八九])"
)
_HOUR = r"(?:[01]?\d|2[0-4]|二?十[一二三四五六七八九]?|[一二三四五六七八九])(?:时|点)(?:[0-5]?\d分|半|整)?"
_QUARTER = r"(?:第?[一二三四1-4]季度)"
_TO = r"(?:至|到|—+|-|~)"
_TAIL = r"(?P<tail>以来|以前|之前|以后|之后|[底末](?:以|之)?前|前|底|起(?![步草点])|初|末|度|份)?"
_WITHIN_MONTH = r"(?P<part>上旬|中旬|下旬)?"

_YEARS = re.compile(rf"(?P<first>{_YEAR})(?:年(?:度)?)?{_TO}(?P<last>{_YEAR})年{_TAIL}")
_FULL = re.compile(
    rf"(?P<year>{_YEAR})年(?:(?P<half>上半年|下半年)|(?P<quarter>{_QUARTER})|(?:(?P<month>{_MONTH})月"
    rf"(?:{_TO}(?P<until>{_MONTH})月|(?P<day>{_DAY})[日号])?(?:(?:上午|下午|晚)?{_HOUR})?)|"
    rf"(?P<since>{_MONTH}){_TO}(?P<to>{_MONTH})月)?(?P<share>份)?{_WITHIN_MONTH}{_TAIL}"
)
_MONTHS = re.compile(
    rf"(?<![\d一二三四五六七八九十])(?P<since>{_MONTH})(?:月)?{_TO}(?P<to>{_MONTH})月(?P<share>份)?{_TAIL}"
)
_MONTH_DAY = re.compile(
    rf"(?<![\d.一二三四五六七八九十个])(?P<month>{_MONTH})月(?:(?P<share>份)|(?P<day>{_DAY})[日号])?"
    rf"(?:(?:上午|下午|晚)?{_HOUR})?{_WITHIN_MONTH}{_TAIL}"
)
_DAY_ALONE = re.compile(r"(?<![\d.一-龥])(?P<day>3[01]|[12]\d|[1-9])日(?!内|之内|以内|均|益|常)")
_QUARTER_ALONE = re.compile(r"(?P<first>前)?(?P<quarter>第?[一二三四1-4])(?:个)?季度(?<!个季度)")
_FIRST_MONTHS = re.compile(
    r"(?:(?<![从以之提])前|(?<=[年的])头)(?P<months>[一二两三四五六七八九十]+|\d+)个(?P<unit>月|季度)"
)
_CLOCK = r"(?:[01]?\d|2[0-4])(?:时|点)(?:[0-5]?\d分|半|整)?"
_TIME = re.compile(rf"(?<![\d]){_CLOCK}(?!间)")
_DECADE = re.compile(
    r"(?:(?:\d{2}|二十|二十一)世纪)?(?:[2-9]0|[二三四五六七八九]十)年代(?:初|末|中期)?|(?:\d{2}|二十一?)世纪(?:初|末)?"
)

_UNITS = measures.alternation(measures.DURATION)
_LENGTH = re.compile(
    rf"(?P<before>{PREFIXES})?(?P<number>\d+(?:\.\d+)?|{CHINESE}|几)(?P<within>[余多来几])?"
    rf"(?:{_TO}(?P<second>\d+(?:\.\d+)?|{CHINESE}))?"
    rf"(?P<unit>个半(?:月|小时|季度)|{_UNITS}|日(?=内|之内|以内)|(?<=不超过\d)日|(?<=不超过\d\d)日|个来小时|来个小时)"
    rf"(?![级代轮华货画味纪]|度(?!过)|均|刊|报|边|岁|转|密|到|报|年)(?P<more>多|余|半)?"
    r"(?P<after>以上|以下|以内|之内|左右|内|多来|来|后|间)?"
)
_HALF_LENGTH = re.compile(
    rf"(?P<before>{PREFIXES})?(?<![上下每大小前后各逐年个])半(?P<unit>年|个月|天|个?小时|个?学期)(?![工度一每报]|以?前)(?P<after>以上|左右|内|多来|来|多)?"
)
_HALVES = {
    "年": "年",
    "个月": "月",
    "天": "天",
    "小时": "时",
    "个小时": "时",
    "学期": "学期",
    "个学期": "学期",
}
_DAY_TO_DAY = re.compile(
    rf"(?:(?P<year>{_YEAR})年)?(?P<month>{_MONTH})月(?P<day>{_DAY})[日号]{_TO}"
    rf"(?:(?:(?P<year2>{_YEAR})年)?(?P<month2>{_MONTH})月)?(?P<day2>{_DAY})[日号]{_TAIL}"
)
_MONTH_TO_MONTH = re.compile(
    rf"(?P<year>{_YEAR})年(?P<month>{_MONTH})月{_TO}(?P<year2>{_YEAR})年(?P<month2>{_MONTH})月{_TAIL}"
)
_DAYS_RANGE = re.compile(rf"(?P<number>\d+|{CHINESE}){_TO}(?P<second>\d+|{CHINESE})日")
_LAST_YEAR = re.compile(r"(?:去年|上年|上一年)(?:的)?$")
_THIS_YEAR = re.compile(r"(?:今年|本年)(?:的)?$")
_NEXT_YEAR = re.compile(r"(?:明年|次年|来年)(?:的)?$")


@dataclass(frozen=True, slots=True)
class Told:
    """What is known of a draft besides its words.

    Attributes:
        day: its own date.
        first: first day of the period that it reports on.
        last: last day of that period.
    """

    day: date
    first: date
    last: date

    def year_of(self, month: int, day: int) -> int:
        """Return the year of a day without one: the draft's own, or that of a report's period."""
        own = self.day.year
        try:
            meant = date(own, month, day)
        except ValueError:
            return own
        return self.last.year if meant > self.day and self.last.year < own else own


def find_dates(text: str, told: Told | None) -> Iterator[Found]:
    """Find dates; the longer forms are looked for before the shorter ones that stand in them."""
    for pattern, read, rule in (
        (_DECADE, _decade, "date.decade"),
        (_YEARS, _years, "date.years"),
        (_DAY_TO_DAY, _day_to_day, "date.days"),
        (_MONTH_TO_MONTH, _month_to_month, "date.months"),
        (_FULL, _full, "date.full"),
        (_FIRST_MONTHS, _first_months, "date.first_months"),
        (_MONTHS, _months, "date.months"),
        (_MONTH_DAY, _month_day, "date.month"),
        (_QUARTER_ALONE, _quarter_alone, "date.quarter"),
        (_DAY_ALONE, _day_alone, "date.day"),
        (_TIME, _time, "date.time"),
    ):
        for match in pattern.finditer(text):
            start, end = match.span()
            found = read(text, match, told)
            if found is not None:
                yield Found(start, end, Kind.DATE, rule, core=(start, end), days=found)


_NO_DAYS = Days(None, None)


def _decade(_text: str, _match: "re.Match[str]", _told: Told | None) -> Days:
    return _NO_DAYS


def _time(text: str, match: "re.Match[str]", _told: Told | None) -> Days | None:
    """Return no day: a time of the day; 3点意见 is none."""
    if "点" in match.group() and re.match(measures.ONLY_BEFORE["点"], text[match.end() : match.end() + 2]):
        return None
    return _NO_DAYS


def _number(text: str) -> int:
    numeral = read_numeral(text)
    return int(numeral.low) if numeral else 0


def _years(_text: str, match: "re.Match[str]", _told: Told | None) -> Days:
    return _tailed(
        Days(date(_number(match["first"]), 1, 1), date(_number(match["last"]), 12, 31)), match["tail"]
    )


def _day_to_day(text: str, match: "re.Match[str]", told: Told | None) -> Days | None:
    month = _number(match["month"])
    if match["year"] is None and told is None:
        return _NO_DAYS
    year = (
        _number(match["year"])
        if match["year"] or told is None
        else _year_before(text, match.start(), told, month)
    )
    last_year = _number(match["year2"]) if match["year2"] else year
    last_month = _number(match["month2"]) if match["month2"] else month
    try:
        first = date(year, month, _number(match["day"]))
        last = date(last_year, last_month, _number(match["day2"]))
    except ValueError:
        return None
    return _tailed(Days(first, last), match["tail"]) if first <= last else None


def _month_to_month(_text: str, match: "re.Match[str]", _told: Told | None) -> Days | None:
    first = date(_number(match["year"]), _number(match["month"]), 1)
    year, month = _number(match["year2"]), _number(match["month2"])
    last = date(year, month, calendar.monthrange(year, month)[1])
    return _tailed(Days(first, last), match["tail"]) if first <= last else None


def _full(_text: str, match: "re.Match[str]", _told: Told | None) -> Days | None:
    year = _number(match["year"])
    first, last = 1, 12
    if match["half"]:
        first, last = (1, 6) if match["half"] == "上半年" else (7, 12)
    elif match["quarter"]:
        first, last = _quarter(match["quarter"])
    elif match["month"]:
        first = last = _number(match["month"])
        last = _number(match["until"]) if match["until"] else last
    elif match["since"]:
        first, last = _number(match["since"]), _number(match["to"])
    return _span(year, first, last, match)


def _span(year: int, first: int, last: int, match: "re.Match[str]") -> Days | None:
    """Return the days from one month to another of a year, or of one day."""
    named = match.groupdict().get("day")
    day = _number(named) if named else None
    try:
        begin = date(year, first, day or 1)
        end = begin if day else date(year, last, calendar.monthrange(year, last)[1])
    except (ValueError, IndexError):
        return None
    return _tailed(
        _within_month(Days(begin, end), match.groupdict().get("part")), match.groupdict().get("tail")
    )


def _within_month(days: Days, part: str | None) -> Days:
    if part is None or days.first is None or days.last is None:
        return days
    first, last = {"上旬": (1, 10), "中旬": (11, 20), "下旬": (21, days.last.day)}[part]
    return Days(days.first.replace(day=first), days.first.replace(day=last))


def _tailed(days: Days, tail: str | None) -> Days:
    """Return what the word after a date makes of it: since it, before it, at its end."""
    if tail in {"以来", "起", "以后", "之后"}:
        return Days(days.first, None)
    if tail and tail.endswith("前"):
        return Days(None, days.last)
    if tail in {"底", "末"}:
        return Days(days.last, days.last)
    return Days(days.first, days.first) if tail == "初" else days


def _first_months(text: str, match: "re.Match[str]", told: Told | None) -> Days | None:
    months = _number(match["months"]) * (3 if match["unit"] == "季度" else 1)
    if told is None:
        return _NO_DAYS
    year = _year_before(text, match.start(), told, min(months, 12))
    return _span(year, 1, months, match) if 0 < months < 13 else None


def _year_before(text: str, start: int, told: Told, month: int) -> int:
    """Return the year of a month that is named without one; 去年, 今年 and 明年 say which."""
    if _LAST_YEAR.search(text, 0, start):
        return told.day.year - 1
    if _NEXT_YEAR.search(text, 0, start):
        return told.day.year + 1
    if _THIS_YEAR.search(text, 0, start):
        return told.day.year
    return told.year_of(month, 1)


def _months(text: str, match: "re.Match[str]", told: Told | None) -> Days | None:
    first, last = _number(match["since"]), _number(match["to"])
    if first >= last:
        return None
    if told is None:
        return _NO_DAYS
    return _span(_year_before(text, match.start(), told, last), first, last, match)


def _month_day(text: str, match: "re.Match[str]", told: Told | None) -> Days | None:
    month = _number(match["month"])
    if told is None:
        return _NO_DAYS
    return _span(_year_before(text, match.start(), told, month), month, month, match)


def _quarter(text: str) -> tuple[int, int]:
    number = _number(text.removeprefix("第").removesuffix("季度"))
    return number * 3 - 2, number * 3


def _quarter_alone(text: str, match: "re.Match[str]", told: Told | None) -> Days | None:
    if told is None:
        return _NO_DAYS
    first, last = _quarter(match["quarter"])
    first = 1 if match["first"] else first
    return _span(_year_before(text, match.start(), told, last), first, last, match)


def _day_alone(_text: str, match: "re.Match[str]", told: Told | None) -> Days | None:
    """Return the day in the month of the draft's own; one that is still to come lay in the month before."""
    if told is None:
        return _NO_DAYS
    number = _number(match["day"])
    month = told.day.replace(day=1)
    if number > told.day.day:
        month = (month - timedelta(days=1)).replace(day=1)
    try:
        day = month.replace(day=number)
    except ValueError:
        return None
    return Days(day, day)


def find_durations(text: str) -> Iterator[Found]:
    """Find lengths of time: 三年, 两个多小时, 一年半, 15个工作日内."""
    for match in _DAYS_RANGE.finditer(text):
        bounds = _between(match["number"], match["second"])
        if bounds:
            yield Found(*match.span(), Kind.DURATION, "duration.range", bounds, "天", match.span())
    for match in _HALF_LENGTH.finditer(text):
        word = match["before"] if match["before"] not in BEFORE_BARE else None
        approx = BEFORE[word] if word else _approx_after(match["after"] or "")
        start = match.start() if word else match.start() + len(match["before"] or "")
        half = Numeral(Fraction(1, 2), Fraction(1, 2))
        yield Found(
            start, match.end(), Kind.DURATION, "duration.half", bounded(half, approx), _HALVES[match["unit"]]
        )
    for match in _LENGTH.finditer(text):
        found = _length(text, match)
        if found:
            yield found


def _between(first: str, second: str) -> Bounds | None:
    low, high = read_numeral(first), read_numeral(second)
    if low is None or high is None or low.low >= high.high:
        return None
    return Bounds(None, low.low, high.high, Approx.RANGE)


def _length(text: str, match: "re.Match[str]") -> Found | None:
    before = _before(text, match)
    start = match.start() if before else match.start("number")
    left = text[start - 1 : start]
    unit = match["unit"]
    each = left == "每" and match["number"] in {"一", "1"}
    if left in tuple("第.-") or each or left.isdigit() or match["number"] == "几" or _recent(text, match):
        return None
    bounds = _between(match["number"], match["second"]) if match["second"] else _bounds(match, before)
    if bounds is None or (match["number"] in {"百", "千", "万"} and not before):
        return None
    canonical = measures.DURATION.get(
        unit, "天" if unit == "日" else unit.removeprefix("个半").removeprefix("个来").replace("小时", "时")
    )
    core = (match.start("number"), match.end("number"))
    return Found(start, match.end(), Kind.DURATION, "duration.length", bounds, canonical, core)


def _recent(text: str, match: "re.Match[str]") -> bool:
    """Tell whether what looks like a length is a part of another word, as in 十年如一日."""
    return bool(re.match("如一日", text[match.end() : match.end() + 3])) and match["number"] == "十"


def _before(text: str, match: "re.Match[str]") -> str | None:
    """Return the word before that bounds a length; 近三年 says which years, not how many."""
    word = match["before"]
    if not word or word in BEFORE_BARE or not prefix_holds(text, match.start(), word):
        return None
    return None if word == "近" and match["unit"] in {"年", "个月", "周", "天"} else word


def _bounds(match: "re.Match[str]", before: str | None) -> Bounds | None:
    numeral = read_numeral(match["number"]) if match["number"][0].isdigit() else read_chinese(match["number"])
    if numeral is None:
        return None
    half = Fraction(1, 2) if match["more"] == "半" or "半" in match["unit"] else Fraction(0)
    numeral = Numeral(numeral.low + half, numeral.high + half)
    return bounded(numeral, BEFORE[before] if before else _approx(match))


def _approx_after(word: str) -> Approx:
    if word in AFTER:
        return AFTER[word]
    return Approx.MOST if word == "内" else Approx.OVER if word.startswith("多") else Approx.EXACT


def _approx(match: "re.Match[str]") -> Approx:
    more = match["more"] if match["more"] != "半" else None
    inner = match["within"] or more
    if match["after"] in AFTER:
        return AFTER[match["after"]]
    if match["after"] == "内":
        return Approx.MOST
    if inner or "多" in match["unit"] or (match["after"] or "").startswith("多"):
        return WITHIN.get(inner or "多", Approx.OVER)
    return Approx.EXACT
