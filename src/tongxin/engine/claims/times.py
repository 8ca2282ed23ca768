"""Words that say which days a figure is of without naming a date: 上半年, 去年同期, 五年来, 为上年的1.8倍."""

import calendar
import re
from dataclasses import replace
from datetime import date, timedelta

from tongxin.engine.claims.dates import Told
from tongxin.engine.claims.numerals import read_numeral
from tongxin.engine.claims.scope_values import Scope
from tongxin.engine.kernel.periods import Grain, Period, containing

_LED_TO = re.compile(r"(?:增|升|降|扩|添|涨|提高|上升|下降|发展|减|扩大)(?:到|至)[^，]{0,3}$")
_FROM = re.compile(r"[由从]$")
_AT_ONCE = re.compile(r"(?:同期)?的")
_TIMES_OF = re.compile(r"(?:为|是|达|相当于|等于|恰为|近|约为)$")
_LAST_YEAR_JUST_BEFORE = re.compile(r"(?:去年|上年|上一年)$")
_TIME_WORD = re.compile(
    r"(?P<half>上半年|下半年)|(?P<near>(?P<which>上一?个?|本)(?P<grain>季度|月)(?!薪|初))"
    r"|(?P<own>今年|当年|本年|全年|年内|眼下|如今|目前|现在)|(?:去年|上年)全年|上年同期|去年同期|去年|上年|上一年|前年"
)
HALF = re.compile(r"(上半年|下半年)")
_GRAINS = {"季度": Grain.QUARTER, "月": Grain.MONTH}
PAST_YEARS = re.compile(
    r"(?:过去|近|最近|这|前|连续)?(?<!\d)(?P<years>[一二两三四五六七八九十]+|\d{1,2})年(?:来|间|以来|里|中)|(?:过去|最近|近|这|连续)(?P<past>[二两三四五六七八九十]+|\d{1,2})年"
)
COMPARED = re.compile(r"(?:比|较|与|同|跟|自|从)$")


def half_of(year: int, words: str) -> tuple[date, date]:
    """Return the days of 上半年 or 下半年 of a year."""
    if "上半年" in words:
        return date(year, 1, 1), date(year, 6, 30)
    return date(year, 7, 1), date(year, 12, 31)


def of_years(plain: Scope, years: "re.Match[str]", told: Told) -> Scope:
    """Return the days of several years up to the draft's own: 五年来."""
    numeral = read_numeral(years["years"] or years["past"])
    count = int(numeral.low) if numeral else 1
    if count <= 1:
        return plain
    return replace(plain, first=date(told.last.year - count + 1, 1, 1))


def relative(plain: Scope, before: str, told: Told) -> Scope:
    """Return the days that the last word of time before a figure names."""
    named = [match for match in _TIME_WORD.finditer(before) if not _is_compared(before, match)]
    if not named:
        return plain
    last = named[-1]
    word = last.group()
    if last["half"]:
        return _half_named(plain, before[: last.start()], word, told)
    if last["near"]:
        return _near(plain, last, told)
    if last["own"]:
        return plain
    return _earlier_year(plain, before, last, told)


def _is_compared(before: str, match: "re.Match[str]") -> bool:
    """Tell whether a time is only what a figure is compared with: 比上年多, 为上年的1.8倍.

    The figure that follows at once is of that time: 比上年的298家多73家.
    """
    after = before[match.end() :]
    if _AT_ONCE.fullmatch(after):
        return False
    if _TIMES_OF.search(before[: match.start()]) and after.startswith(("的", "同期的")):
        return True
    if _LED_TO.search(after) and _FROM.search(before[: match.start()]):
        return True
    return bool(COMPARED.search(before[: match.start()])) and not match["half"]


def _half_named(plain: Scope, before: str, word: str, told: Told) -> Scope:
    year = told.last.year - (1 if _LAST_YEAR_JUST_BEFORE.search(before) else 0)
    first, last = half_of(year, word)
    return replace(plain, first=first, last=told.last if first < told.last < last else last)


def _near(plain: Scope, match: "re.Match[str]", told: Told) -> Scope:
    grain = _GRAINS[match["grain"]]
    number = containing(told.last, grain).number - (match["which"] != "本")
    period = Period(grain, number)
    return replace(plain, first=period.start, last=min(period.end, told.last))


def _earlier_year(plain: Scope, before: str, match: "re.Match[str]", told: Told) -> Scope:
    """Return the days of a year before: 去年 goes by the draft's own day, 上年 by its period."""
    word, end = match.group(), match.end()
    if before[end : end + 2] == "以来":
        return replace(plain, first=date(told.day.year - 1, 1, 1))
    if word.endswith("全年") or before[end : end + 1] in {"底", "末"}:
        year = (told.day if word.startswith("去年") else told.last).year - 1
        return replace(plain, first=date(year, 1, 1), last=date(year, 12, 31), dated=True)
    if word.startswith("前年"):
        return replace(plain, first=date(told.day.year - 2, 1, 1), last=date(told.day.year - 2, 12, 31))
    if word == "去年" and told.first.year == told.last.year == told.day.year - 1:
        return plain
    return replace(plain, first=a_year_before(told.first), last=a_year_before(told.last))


def a_year_before(day: date) -> date:
    """Return the same day of the year before; the last of February stays that."""
    last = calendar.monthrange(day.year - 1, day.month)[1]
    ends_month = (day + timedelta(days=1)).month != day.month
    return day.replace(year=day.year - 1, day=last if ends_month else min(day.day, last))
