"""Working days: public holidays, the weekends worked in return, and days counted by them.

Rules: the State Council's yearly notice says which days are off and which weekend days are worked for them;
an autonomous region may add days of its own. A term of working days counts from the day after it starts.
"""

from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from tongxin.engine.kernel.labels import Label

_DAY = timedelta(days=1)
_WEEKEND = 5


class Measure(StrEnum):
    """In what a term is counted."""

    DAY = "day"
    WORKDAY = "workday"
    MONTH = "month"


@dataclass(frozen=True, slots=True, kw_only=True)
class Holiday:
    """Days off that belong together.

    Attributes:
        id: stable code, such as ``2024-spring``.
        label: its name.
        first: first day off.
        last: last day off.
        worked: weekend days that are worked in return.
    """

    id: str
    label: Label
    first: date
    last: date
    worked: tuple[date, ...] = ()

    def days(self) -> Iterable[date]:
        """Yield the days off."""
        return (self.first + n * _DAY for n in range((self.last - self.first).days + 1))


@dataclass(frozen=True, slots=True)
class Calendar:
    """Which days are worked.

    Attributes:
        off: day off → code of its holiday; weekends stand here only where they are part of one.
        worked: weekend days that are worked.
        known_to: last day of the last year that the calendar knows; ``None``: it knows none.
    """

    off: Mapping[date, str] = field(default_factory=dict)
    worked: frozenset[date] = frozenset()
    known_to: date | None = None

    @classmethod
    def of(cls, holidays: Iterable[Holiday]) -> "Calendar":
        """Return the calendar of some holidays; it knows the years up to the last of them."""
        declared = list(holidays)
        years = [holiday.last.year for holiday in declared]
        return cls(
            off={day: holiday.id for holiday in declared for day in holiday.days()},
            worked=frozenset(day for holiday in declared for day in holiday.worked),
            known_to=date(max(years), 12, 31) if years else None,
        )

    def is_workday(self, day: date) -> bool:
        """Tell whether a day is worked; a day off prevails, as a region may take back a weekend worked."""
        return day not in self.off and (day.weekday() < _WEEKEND or day in self.worked)

    def knows(self, day: date) -> bool:
        """Tell whether the notice for the year of a day is in the calendar."""
        return self.known_to is not None and day <= self.known_to

    def after(self, start: date, count: int) -> date:
        """Return the working day that is the n-th after a day, which itself never counts."""
        day = start
        for _ in range(count):
            day += _DAY
            while not self.is_workday(day):
                day += _DAY
        return day

    def between(self, first: date, last: date) -> int:
        """Return how many working days come after the first day, up to the last one."""
        return sum(self.is_workday(first + n * _DAY) for n in range(1, (last - first).days + 1))


def add_months(start: date, count: int) -> date:
    """Return the same day some months later; where the month is shorter, its last day."""
    months = start.year * 12 + start.month - 1 + count
    year, month = divmod(months, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def due(start: date, amount: int, measure: Measure, calendar: Calendar) -> date:
    """Return the last day of a term that starts on a day."""
    if measure is Measure.WORKDAY:
        return calendar.after(start, amount)
    if measure is Measure.MONTH:
        return add_months(start, amount)
    return start + amount * _DAY


def moved(day: date, first: date, last: date, measure: Measure, calendar: Calendar) -> date:
    """Return a last day put off by a pause.

    Args:
        day: the last day before the pause.
        first: day on which the pause began.
        last: day on which it ended.
        measure: in what the term is counted: a pause takes as much of it as it lasted.
        calendar: which days are worked.
    """
    if measure is Measure.WORKDAY:
        return calendar.after(day, calendar.between(first, last))
    return day + (last - first)


def skipped(first: date, last: date, calendar: Calendar) -> tuple[str, ...]:
    """Return the codes of the holidays that lie in a term, in their order, each once."""
    days = (first + n * _DAY for n in range(1, (last - first).days + 1))
    return tuple(dict.fromkeys(calendar.off[day] for day in days if day in calendar.off))
