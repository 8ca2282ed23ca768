"""The working-day calendar as its page shows it: months with their days, holidays, how far it is known."""

from calendar import Calendar as Weeks
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise

from tongxin.engine.kernel.holidays import ArrangedDay, DayKind, Origin
from tongxin.engine.kernel.periods import Grain, containing
from tongxin.engine.kernel.workdays import Calendar, add_days, weekend
from tongxin.web import wording, workday_words

WARNED = 60
"""Days before the end of what is known at which a warning begins."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A day of a month.

    Attributes:
        day: the day.
        kind: ``off`` or ``worked`` where it is arranged so, ``weekend`` for an ordinary one, else empty.
        short: the word under its number.
        name: what is told beside it: the holiday.
        office: whether the office arranged it.
        today: whether it is today.
    """

    day: date
    kind: str
    short: str
    name: str
    office: bool
    today: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """A month: its name, its working days, its weeks; days of other months are empty places."""

    title: str
    worked: int
    weeks: tuple[tuple[Cell | None, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Days that belong together in the list below the months."""

    days: str
    code: str
    kind: Promise
    name: str
    origin: Promise


def months(calendar: Calendar, year: int, today: date) -> list[Month]:
    """Return the twelve months of a year."""
    return [_month(calendar, date(year, number, 1), today) for number in range(1, 13)]


def _month(calendar: Calendar, first: date, today: date) -> Month:
    weeks = Weeks().monthdatescalendar(first.year, first.month)
    month = containing(first, Grain.MONTH)
    return Month(
        title=wording.period(month),
        worked=calendar.between(add_days(month.start, -1), month.end),
        weeks=tuple(
            tuple(_cell(calendar, day, today) if day.month == first.month else None for day in week)
            for week in weeks
        ),
    )


def _cell(calendar: Calendar, day: date, today: date) -> Cell:
    made = calendar.arranged.get(day)
    return Cell(
        day=day,
        kind=_kind(day, made),
        short=str(workday_words.SHORT.get(made.kind, "")) if made else "",
        name=wording.label(made.label) if made else "",
        office=made is not None and made.origin is Origin.OFFICE,
        today=day == today,
    )


def _kind(day: date, made: ArrangedDay | None) -> str:
    if made is not None and made.kind is not DayKind.NORMAL:
        return made.kind.value
    return "weekend" if weekend(day) else ""


def rows(calendar: Calendar, year: int) -> list[Row]:
    """Return what is arranged in a year, day after day, those that belong together in one row."""
    return [
        Row(
            days=workday_words.span(run.span),
            code=run.day.kind.value,
            kind=workday_words.KINDS[run.day.kind],
            name=wording.label(run.day.label),
            origin=workday_words.ORIGINS[run.day.origin],
        )
        for run in calendar.runs(date(year, 1, 1), date(year, 12, 31))
    ]


def worked_days(calendar: Calendar, year: int) -> int:
    """Return how many working days a year has."""
    return calendar.between(date(year - 1, 12, 31), date(year, 12, 31))


def ending(calendar: Calendar, today: date) -> date | None:
    """Return the last day that is known if it is near or over, so that somebody enters the next year."""
    last = calendar.known_until(today) or date(today.year - 1, 12, 31)
    return last if (last - today).days <= WARNED else None


def years(calendar: Calendar, today: date) -> list[int]:
    """Return the years to choose from: all that are known, this one, and the one after them."""
    there = {*calendar.years, today.year}
    return list(range(min(there), max(there) + 2))
