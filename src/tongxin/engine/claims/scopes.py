"""Of whom and of which days a figure speaks: the draft's own, unless its sentence says otherwise."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from tongxin.engine.claims.dates import Told
from tongxin.engine.claims.found import Days, Found, Kind
from tongxin.engine.claims.scope_values import Scope
from tongxin.engine.claims.subjects import Subject
from tongxin.engine.claims.times import COMPARED, HALF, PAST_YEARS, half_of, of_years, relative

_SINCE_TERM = re.compile(
    r"(?:[一二三四五六七八九十]+|\d+)届(?:政协)?以来|本届以来|换届以来|成立以来|建会以来|(?:启动|实施|开展|创建|建立|运行|试行|推行)(?:以来|至)"
)
_BY_THEN = re.compile(r"至此|此前|为止|迄今|截止")
_THAT_DAY = re.compile(r"当天|当日|首日|首周|当场|当月|会上|会后|本周|现场")
_MEETING = re.compile(
    r"环节|[会现]场?上$|协商会上|座谈会上|现场会上|推进会上|仪式上|活动现场|活动中$|交流中$|讨论中$|座谈中$|会后$|当天"
)
_OWN_PERIOD = re.compile(r"如今|眼下|目前|现在|现有|迄今|今年|当年|本年度?|全年|年内|一年来|一年间|全年度")
_REPORTED = re.compile(
    r"听取|通报|晒出|晒了|公布|发布|获悉|了解到|揭晓|披露|透露|亮出|交出|印发|介绍|传来|消息|盘点|出炉|报告(?:了|显示)|传达|审议|登记簿|数据显示|统计显示|摊开"
)
_TO = re.compile(r"[到至]$")
_THROUGH = re.compile(r"起?[至到—~-]+")
_SINCE = re.compile(r"[从由][^。；]{0,14}[到至]$")
_UP_TO = re.compile(r"(?:截至|截止|(?<![说谈提讲看轮])[至到]|截止到|截至到)(?:目前)?$")
_A_TERM = 700
"""Days from which on a draft's own period is that of a term of office, which it then means by 本届以来."""
_LONG = 60
_MOST_OF_A_YEAR = 300
_FEW = 7
"""Days of a journey or a meeting, which is one event and no reporting period."""


def scope_of(text: str, figures: Sequence[Found], at: int, told: Told, subject: Subject) -> Scope:
    """Return of whom and of which days a figure speaks.

    Args:
        text: the sentence, as a view.
        figures: all that was found in it.
        at: which of them.
        told: what is known of the draft.
        subject: whom the sentence speaks of.
    """
    figure = figures[at]
    before = text[: figure.start]
    if figure.unit == "倍":
        before = before.removesuffix("的").removesuffix("同期")
        before = re.sub(r"(?:去年|上年|上一年|上年同期|去年同期)$", "", before)
    plain = Scope(subject.body, told.first, told.last, narrower=subject.narrower)
    if _THAT_DAY.search(text[_clause_begin(text, figure.start) : figure.start]) or _at_meeting(
        text, figure.start
    ):
        return replace(plain, one_day=True)
    named = _date_before(text, figures, at)
    if named is not None:
        begun = _begun(text, figures[:at], named)
        return (
            _dated(plain, text, named, told)
            if begun is None
            else replace(
                plain,
                first=begun[0],
                last=begun[1],
                dated=begun[1] < told.first or _is_long_past(begun[1], told),
            )
        )
    if _SINCE_TERM.search(before) and (told.last - told.first).days < _A_TERM:
        return replace(plain, known=False)
    years = PAST_YEARS.search(before)
    if years:
        return of_years(plain, years, told)
    return relative(plain, before, told)


def _at_meeting(text: str, place: int) -> bool:
    """Tell whether a sentence tells of one meeting: 协商环节，8位委员发言，提出建议23条."""
    opening = text[: text.find("，")] if "，" in text[:place] else ""
    return bool(_MEETING.search(opening)) and not _REPORTED.search(text[:place])


def _clause_begin(text: str, place: int) -> int:
    return max((text.rfind(mark, 0, place) for mark in "，,；;。："), default=-1) + 1


def _date_before(text: str, figures: Sequence[Found], at: int) -> Found | None:
    """Return the last date before a figure that says when it happened, and is no year of comparison."""
    listed = _listed_date(text, figures, at)
    if listed is not None:
        return listed
    for one in reversed(figures[:at]):
        if one.kind is Kind.DATE and one.days and one.days != Days(None, None):
            lead = text[max(0, one.start - 3) : one.start]
            compared = COMPARED.search(lead) or (_TO.search(lead) and _SINCE.search(text, 0, one.start))
            if _superseded(text, one, figures[at]) or _is_day_of_report(text, one):
                continue
            if not compared or _is_span(text, one, figures, compared.group()):
                return one
            if re.match(r"启动|成立|开展|实施|以来", text[one.end : one.end + 2]):
                continue
    return None


def _is_span(text: str, day: Found, figures: Sequence[Found], lead: str) -> bool:
    """Tell whether 从 or 到 before a date names the days of a figure: 从1月到11月, 从一季度到三季度."""
    ends = any(one.kind is Kind.DATE and _THROUGH.fullmatch(text[one.end : day.start]) for one in figures)
    spans = day.days is not None and day.days.first != day.days.last
    return ends or (lead in {"自", "从"} and spans)


def _listed_date(text: str, figures: Sequence[Found], at: int) -> Found | None:
    """Return the date that is a figure's own in 2021年和2022年分别为717、764件."""
    place = text.rfind("分别", _clause_begin(text, figures[at].start), figures[at].start)
    if place < 0:
        return None
    begin = _clause_begin(text, place)
    dates = [one for one in figures if one.kind is Kind.DATE and begin <= one.start < place]
    ends = [end for mark in "，,；;。" if (end := text.find(mark, place)) >= 0]
    values = [one for one in figures if one.claims and place < one.start < min(ends, default=len(text))]
    if len(dates) < 2 or len(dates) != len(values):  # 分别 needs two.
        return None
    return dates[values.index(figures[at])] if figures[at] in values else None


def _superseded(text: str, day: Found, figure: Found) -> bool:
    """Tell whether the days named before are left again: 11月24日开会，当年收到217件."""
    if _UP_TO.search(text[max(0, day.start - 4) : day.start]):
        return False
    if text[day.start - 1] == "于" and "；" in text[day.end : figure.start]:
        return True
    begin = day.end + (2 if text.startswith("全年", day.end) else 0)
    return bool(_OWN_PERIOD.search(text, begin, figure.start))


def _is_day_of_report(text: str, day: Found) -> bool:
    """Tell whether a day is the one on which figures were told, not the one on which they came about."""
    days = day.days
    if days is None or days.first is None or days.first != days.last or text[day.end - 1] in "底末":
        return False
    if _UP_TO.search(text[max(0, day.start - 4) : day.start]):
        return False
    return bool(_REPORTED.search(text, day.end))


def _begun(text: str, before: Sequence[Found], named: Found) -> tuple[date, date] | None:
    """Return the days from one date to another: 自2023年1月1日至2024年10月31日."""
    starts = (
        one
        for one in before
        if one.kind is Kind.DATE
        and (
            _THROUGH.fullmatch(text[one.end : named.start])
            or (one.days and one.days.last is None and _UP_TO.search(text[: named.start]))
        )
    )
    first = next(starts, None)
    days = named.days
    if first is None or first.days is None or first.days.first is None or days is None or days.last is None:
        return None
    return (first.days.first, days.last) if first.days.first <= days.last else None


def _dated(plain: Scope, text: str, named: Found, told: Told) -> Scope:
    days = named.days or Days(None, None)
    if re.match(r"[^，。；]{0,10}?以来", text[named.end :]):
        days = Days(days.first, None)
    if days.first is None or days.last is None:
        return _open(plain, days, told)
    up_to = _UP_TO.search(text[max(0, named.start - 4) : named.start])
    if up_to or days.first == days.last:
        return _up_to_day(plain, text, named, told, bool(up_to))
    if named.rule == "date.days" and (days.last - days.first).days < _FEW:
        return replace(plain, first=days.first, last=days.last, one_day=True, dated=True)
    first, last = _year_or_half(days.first, days.last, text[named.end : named.end + 6], told)
    dated = last < told.first or first > told.last or _is_long_past(last, told)
    return replace(plain, first=first, last=last, dated=dated)


def _open(plain: Scope, days: Days, told: Told) -> Scope:
    """Return the days since one, or up to one; those up to one that is still to come begin with its year."""
    first = days.first or plain.first
    if days.last is not None and days.last > told.last:
        first = date(days.last.year, 1, 1)
    last = days.last or (plain.last if first is None or first <= plain.last else told.day)
    return replace(plain, first=first, last=last, dated=days.last is not None)


def _up_to_day(plain: Scope, text: str, named: Found, told: Told, up_to: bool) -> Scope:
    """Return the days up to one, or the one on which something came to pass."""
    days = named.days or Days(None, None)
    until = up_to or bool(_BY_THEN.search(text, named.end))
    until = until or (named.rule == "date.full" and text[named.end - 1] in "底末")
    found = _until(plain, days, up_to=until)
    year = found.last.year
    if until and _OWN_PERIOD.search(text, named.end) and year == told.last.year == told.first.year:
        return replace(found, first=date(year, 1, 1))
    return found


def _year_or_half(first: date, last: date, after: str, told: Told) -> tuple[date, date]:
    """Return the days of a date: of a year its half where that follows, and not beyond the draft's own."""
    a_year = (last - first).days > _MOST_OF_A_YEAR
    if a_year and HALF.search(after):
        return half_of(first.year, after)
    if a_year and not after.startswith("全年") and first.year == told.last.year and last > told.last >= first:
        return first, told.last
    return first, last


def _is_long_past(last: date, told: Told) -> bool:
    """Tell whether days are well before the end of the time that the draft tells of."""
    return (told.last - last).days > _LONG


def _until(plain: Scope, days: Days, *, up_to: bool) -> Scope:
    """Return the period up to a day; a day that something happened on is a period of its own."""
    if days.last is None or not up_to:
        past = days.last is not None and plain.last.year - days.last.year > 1
        return replace(plain, first=days.first, last=days.last or plain.last, one_day=True, dated=past)
    first = plain.first
    if first is not None and first > days.last:
        first = date(days.last.year, 1, 1)
    return replace(plain, first=first, last=days.last, dated=True)
