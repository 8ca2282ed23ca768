"""Whether the holidays of a mechanism can be right."""

from collections.abc import Iterator
from datetime import date

from tongxin.engine.kernel.issues import Issue
from tongxin.engine.mechanism.values import Mechanism

_LONGEST = 15
"""More days off in a row than any notice ever gave."""
_SATURDAY = 5


def holidays(mechanism: Mechanism) -> Iterator[Issue]:
    """Yield holidays of an impossible length, days off twice, and working days worked in return."""
    seen: dict[date, str] = {}
    for holiday in mechanism.holidays:
        place = f"holidays.yaml/holidays/{holiday.id}"
        if not 0 <= (holiday.last - holiday.first).days < _LONGEST:
            params = {"found": holiday.last.isoformat(), "expected": holiday.first.isoformat()}
            yield Issue(code="holiday.length", params=params, place=f"{place}/last")
            continue
        for day in holiday.days():
            if day in seen:
                params = {"found": day.isoformat(), "near": seen[day]}
                yield Issue(code="holiday.twice", params=params, place=f"{place}/first")
            seen.setdefault(day, holiday.id)
        for number, day in enumerate(holiday.worked):
            if day.weekday() < _SATURDAY:
                where = f"{place}/worked/{number}"
                yield Issue(code="holiday.no_weekend", params={"found": day.isoformat()}, place=where)
