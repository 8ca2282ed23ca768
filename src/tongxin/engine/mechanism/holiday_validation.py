"""Whether the holidays of a mechanism can be right."""

from collections.abc import Iterable, Iterator
from datetime import date

from tongxin.engine.kernel.holidays import Holiday
from tongxin.engine.kernel.issues import Issue
from tongxin.engine.kernel.workdays import weekend
from tongxin.engine.mechanism.values import Mechanism

_LONGEST = 15
"""More days off in a row than any notice ever gave."""
_FAR = 31
"""No weekend day is worked further than this from its holiday; a wrong month or year shows here."""


def holidays(mechanism: Mechanism) -> Iterator[Issue]:
    """Yield holidays of an impossible length, days that stand twice, and days that cannot be worked."""
    wrong = list(_lengths(mechanism.holidays))
    yield from wrong
    if wrong:
        return
    yield from _twice(mechanism.holidays)
    # A region may take a weekend day back that the national notice works, so only its own days off and the
    # national ones are held against what it works itself.
    state = [holiday for holiday in mechanism.holidays if not holiday.region]
    yield from _worked(state, _off(state))
    yield from _worked([one for one in mechanism.holidays if one.region], _off(mechanism.holidays))


def _lengths(found: tuple[Holiday, ...]) -> Iterator[Issue]:
    for holiday in found:
        if not 0 <= (holiday.last - holiday.first).days < _LONGEST:
            params = {"found": holiday.last.isoformat(), "expected": holiday.first.isoformat()}
            yield Issue(code="holiday.length", params=params, place=f"{_place(holiday)}/last")


def _twice(found: tuple[Holiday, ...]) -> Iterator[Issue]:
    seen: dict[date, str] = {}
    for holiday in found:
        for day in holiday.days():
            if day in seen:
                params = {"found": day.isoformat(), "near": seen[day]}
                yield Issue(code="holiday.twice", params=params, place=f"{_place(holiday)}/first")
            seen.setdefault(day, holiday.id)


def _worked(found: list[Holiday], off: dict[date, str]) -> Iterator[Issue]:
    seen: set[date] = set()
    for holiday in found:
        for number, day in enumerate(holiday.worked):
            place, said = f"{_place(holiday)}/worked/{number}", day.isoformat()
            if not weekend(day):
                yield Issue(code="holiday.no_weekend", params={"found": said}, place=place)
            elif day in off:
                yield Issue(code="holiday.worked_off", params={"found": said, "near": off[day]}, place=place)
            elif day in seen:
                yield Issue(code="holiday.worked_twice", params={"found": said}, place=place)
            elif abs((day - holiday.first).days) > _FAR:
                params = {"found": said, "expected": holiday.first.isoformat()}
                yield Issue(code="holiday.worked_far", params=params, place=place)
            seen.add(day)


def _off(found: Iterable[Holiday]) -> dict[date, str]:
    return {day: holiday.id for holiday in found for day in holiday.days()}


def _place(holiday: Holiday) -> str:
    return f"holidays.yaml/holidays/{holiday.id}"
