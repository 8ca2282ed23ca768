"""Working days: public holidays, the weekends worked in return, and days counted by them.

Rules: the State Council's yearly notice says which days are off and which weekend days are worked for them;
an autonomous region may add days of its own, which go over it, and what the office marked goes over both.
A term of working days counts from the day after it starts.
"""

from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from tongxin.engine.kernel.holidays import ArrangedDay, DayKind, Holiday
from tongxin.engine.kernel.spans import Span

_SATURDAY = 5
_WEEK, _WORKED_OF_WEEK = 7, 5


class Measure(StrEnum):
    """In what a term is counted."""

    DAY = "day"
    WORKDAY = "workday"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Run:
    """Days next to one another that one arrangement makes the same."""

    span: Span
    day: ArrangedDay


@dataclass(frozen=True, slots=True)
class Calendar:
    """Which days are worked.

    Attributes:
        arranged: the days for which something is arranged, in their order.
        years: years whose notice is known; in others the week alone is followed.
    """

    arranged: Mapping[date, ArrangedDay] = field(default_factory=dict)
    years: frozenset[int] = frozenset()

    @classmethod
    def of(
        cls,
        holidays: Iterable[Holiday],
        marks: Mapping[date, ArrangedDay] | None = None,
        complete: Iterable[int] = (),
    ) -> "Calendar":
        """Return the calendar of some holidays and of what the office marked.

        Args:
            holidays: days off; the years in which those of the State Council end are known.
            marks: what the office marked by hand.
            complete: further years of which the office says that all is marked.
        """
        declared = sorted(holidays, key=lambda holiday: holiday.region)
        arranged = {day: made for holiday in declared for day, made in holiday.arranged()}
        known = (holiday.last.year for holiday in declared if not holiday.region)
        return cls(
            arranged=dict(sorted({**arranged, **(marks or {})}.items())), years=frozenset([*known, *complete])
        )

    @property
    def off(self) -> dict[date, str]:
        """Day off → code of its holiday; weekends stand here only where they are part of one."""
        return {day: made.code for day, made in self.arranged.items() if made.kind is DayKind.OFF}

    @property
    def worked(self) -> frozenset[date]:
        """The days that are worked by arrangement, nearly all of them in weekends."""
        return frozenset(day for day, made in self.arranged.items() if made.kind is DayKind.WORKED)

    @property
    def known_to(self) -> date | None:
        """Last day of the last year that is known; ``None``: none is."""
        return date(max(self.years), 12, 31) if self.years else None

    def is_workday(self, day: date) -> bool:
        """Tell whether a day is worked."""
        made = self.arranged.get(day)
        if made is None or made.kind is DayKind.NORMAL:
            return not weekend(day)
        return made.kind is DayKind.WORKED

    def knows(self, day: date) -> bool:
        """Tell whether the notice for the year of a day is in the calendar."""
        return day.year in self.years

    def known_until(self, day: date) -> date | None:
        """Return the last day up to which all is known from a day on; ``None`` if its own year is not."""
        year = day.year
        while year in self.years:
            year += 1
        return date(year - 1, 12, 31) if year > day.year else None

    def after(self, start: date, count: int) -> date:
        """Return the working day that is the n-th after a day, which itself never counts.

        With a negative count it is the n-th before the day; with none, the day as it is.
        """
        step, left, day = (1 if count > 0 else -1), abs(count), start
        while left:
            day = add_days(day, step)
            left -= self.is_workday(day)
        return day

    def at_or_after(self, day: date) -> date:
        """Return a day if it is worked, else the first working day after it."""
        return day if self.is_workday(day) else self.after(day, 1)

    def between(self, first: date, last: date) -> int:
        """Return how many working days come after the first day, up to the last one."""
        if last <= first:
            return 0
        weeks, rest = divmod((last - first).days, _WEEK)
        plain = weeks * _WORKED_OF_WEEK + sum(not weekend(add_days(last, -back)) for back in range(rest))
        return plain + sum(
            self.is_workday(day) - (not weekend(day)) for day in self.arranged if first < day <= last
        )

    def runs(self, first: date, last: date) -> list[Run]:
        """Return the arranged days from one day to another, those that belong together in one run."""
        together: list[tuple[date, date, ArrangedDay]] = []
        for day, made in self.arranged.items():
            if not first <= day <= last:
                continue
            if together and together[-1][2] == made and add_days(together[-1][1], 1) == day:
                together[-1] = (together[-1][0], day, made)
            else:
                together.append((day, day, made))
        return [Run(Span(start, end), made) for start, end, made in together]


def weekend(day: date) -> bool:
    """Tell whether a day is a Saturday or a Sunday."""
    return day.weekday() >= _SATURDAY


def add_days(day: date, count: int) -> date:
    """Return the day some calendar days later."""
    return day + timedelta(days=count)


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
    return add_days(start, amount)


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
    off = (run.day.code for run in calendar.runs(add_days(first, 1), last) if run.day.kind is DayKind.OFF)
    return tuple(dict.fromkeys(off))
