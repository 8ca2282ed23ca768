"""Tallies: the tables of figures that an office hands up each month or quarter, declared as data."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tongxin.engine.figures.book import Book
from tongxin.engine.figures.values import Cell, Figure
from tongxin.engine.kernel.labels import Label
from tongxin.engine.kernel.periods import Grain, Period, containing
from tongxin.engine.kernel.spans import Span


class Column(StrEnum):
    """The days that a column of a tally counts; all end with the period asked for."""

    PERIOD = "period"
    """The month or quarter itself."""
    YEAR = "year"
    """From the first of January on."""
    SESSION = "session"
    """From the opening of the last plenary session on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TallyGroup:
    """Lines of a tally under one heading.

    Attributes:
        label: the heading.
        indicators: indicator ids, in the order of the table.
    """

    label: Label
    indicators: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TallyDetail:
    """A second table: one line for each unit or organisation.

    Attributes:
        label: its heading.
        by: the way figures are broken down.
        over: the days counted.
        indicators: indicator ids, one a column.
    """

    label: Label
    by: str
    over: Column
    indicators: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """A table of figures for a month, quarter or year.

    Attributes:
        id: stable code.
        label: its title.
        about: what it is for.
        grain: length of the periods it is made for.
        columns: days counted, one a column.
        groups: its lines.
        details: further tables.
    """

    id: str
    label: Label
    about: Label
    grain: Grain
    columns: tuple[Column, ...]
    groups: tuple[TallyGroup, ...]
    details: tuple[TallyDetail, ...] = ()

    @property
    def indicators(self) -> tuple[str, ...]:
        """All indicators that it names."""
        lines = [group.indicators for group in self.groups]
        return tuple(code for codes in (*lines, *(one.indicators for one in self.details)) for code in codes)


@dataclass(frozen=True, slots=True, kw_only=True)
class DetailLine:
    """A line of a second table: what it belongs to, and its values by indicator."""

    key: int
    cells: Mapping[str, Cell]


def days_of(column: Column, period: Period, sessions: Iterable[date]) -> Span:
    """Return the days that a column counts.

    Args:
        column: the column.
        period: the month, quarter or year asked for.
        sessions: opening days of plenary sessions; before the first, a session's column begins with the year.
    """
    first = date(period.end.year, 1, 1)
    if column is Column.PERIOD:
        first = period.start
    elif column is Column.SESSION:
        first = max((day for day in sessions if day <= period.end), default=first)
    return Span(first, period.end)


def figures_of(
    tally: Tally, book: Book, period: Period, sessions: Sequence[date]
) -> Mapping[tuple[str, Column], Figure]:
    """Return the figures of a tally's lines by indicator and column."""
    return {
        (code, column): book.figure(code, days_of(column, period, sessions))
        for group in tally.groups
        for code in group.indicators
        for column in tally.columns
    }


def lines_of(detail: TallyDetail, book: Book, period: Period, sessions: Sequence[date]) -> list[DetailLine]:
    """Return the lines of a second table, in the order of the roster and never by size.

    What has nothing in any column has no line.
    """
    days = days_of(detail.over, period, sessions)
    found: dict[int, dict[str, Cell]] = {}
    for code in detail.indicators:
        for cell in book.breakdown(code, detail.by, days).cells:
            if isinstance(cell.key, int):
                found.setdefault(cell.key, {})[code] = cell
    places = {body: place for place, body in enumerate(book.roster.organisations)}
    ordered = sorted(found, key=lambda key: (places.get(key, len(places)), key))
    return [DetailLine(key=key, cells=found[key]) for key in ordered]


def latest(tally: Tally, today: date) -> Period:
    """Return the last complete period before a day, for which a tally is made out."""
    now = containing(today, tally.grain)
    return now if now.end == today else Period(tally.grain, now.number - 1)
