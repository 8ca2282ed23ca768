"""Tallies as pages and sheets show them: every number with the address of its records."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.urls import reverse

from tongxin.engine.figures.book import Book
from tongxin.engine.figures.indicators import Indicator, Source
from tongxin.engine.figures.tallies import (
    Column,
    DetailLine,
    Tally,
    TallyDetail,
    days_of,
    figures_of,
    lines_of,
)
from tongxin.engine.figures.values import Figure
from tongxin.engine.kernel.periods import Period, containing
from tongxin.engine.kernel.spans import Span
from tongxin.engine.mechanism.values import Mechanism
from tongxin.web import figure_words, wording
from tongxin.web.figure_rows import reading

PERIODS = 24
"""How many periods back can be picked from the list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TallyGround:
    """What a tally is made out from.

    Attributes:
        mechanism: the version that binds on the last day.
        book: the figures.
        tally: the table.
        period: the period.
        sessions: opening days of plenary sessions.
    """

    mechanism: Mechanism
    book: Book
    tally: Tally
    period: Period
    sessions: Sequence[date]

    def indicator(self, code: str) -> Indicator:
        """Return an indicator that the tally names; the pack was checked for it."""
        return self.book.indicators[code]

    def days(self, column: Column) -> Span:
        """Return the days that a column counts."""
        return days_of(column, self.period, self.sessions)


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number of a table.

    Attributes:
        value: the exact value; ``None`` where there is nothing to divide by.
        text: as people read it, without its unit.
        note: for a share, what it divides; or why there is none.
        address: where its records are listed; empty where there are none.
    """

    value: Decimal | None
    text: str
    note: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TallyRow:
    """A line of a table: its name, what one unit of it is, its classifier, its numbers."""

    name: str
    about: str
    unit: str
    numbers: tuple[Number, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DetailTable:
    """A further table: its heading, the days counted, its columns, its lines and their sum."""

    title: str
    days: str
    columns: tuple[tuple[str, str], ...]
    rows: tuple[TallyRow, ...]
    total: TallyRow

    @property
    def heads(self) -> list[dict[str, object]]:
        """The headings of its numbers."""
        return number_heads(name for name, _unit in self.columns)


def number_heads(names: Iterable[str]) -> list[dict[str, object]]:
    """Return headings of columns of numbers."""
    return [{"label": name, "num": True} for name in names]


def headings(here: TallyGround) -> list[tuple[str, str]]:
    """Return the name of each column and the days it counts."""
    return [
        (str(figure_words.TALLY_COLUMNS[column]), _days(here.days(column))) for column in here.tally.columns
    ]


def _days(span: Span) -> str:
    return f"{wording.day(span.start)}–{wording.day(span.end)}" if span.start and span.end else ""


def groups(here: TallyGround) -> list[tuple[str, list[TallyRow]]]:
    """Return the lines of a tally under their headings."""
    figures = figures_of(here.tally, here.book, here.period, here.sessions)
    return [
        (
            wording.label(group.label),
            [
                _row(here, code, [(column, figures[code, column]) for column in here.tally.columns])
                for code in group.indicators
            ],
        )
        for group in here.tally.groups
    ]


def _row(here: TallyGround, code: str, figures: Iterable[tuple[Column, Figure]]) -> TallyRow:
    item = here.indicator(code)
    return TallyRow(
        name=wording.label(item.label),
        about=wording.label(item.counts),
        unit=item.unit,
        numbers=tuple(_number(item, figure, here.days(column)) for column, figure in figures),
    )


def _number(item: Indicator, figure: Figure, days: Span) -> Number:
    note = str(figure_words.REASONS[figure.reason]) if figure.reason else ""
    if figure.numerator and figure.denominator and figure.value is not None:
        note = f"{reading(figure.numerator.value, '')} ÷ {reading(figure.denominator.value, '')}"
    return Number(value=figure.value, text=_text(figure.value, item), note=note, address=_address(item, days))


def _text(value: Decimal | None, item: Indicator) -> str:
    return reading(value, item.unit if item.unit == "%" else "")


def _address(item: Indicator, days: Span, **line: object) -> str:
    asked = {"from": days.start, "to": days.end, **line}
    return wording.with_query(reverse("figure", args=[item.id]), asked) + "#records"


def details(here: TallyGround) -> list[DetailTable]:
    """Return the further tables of a tally."""
    return [_detail(here, detail) for detail in here.tally.details]


def _detail(here: TallyGround, detail: TallyDetail) -> DetailTable:
    days = here.days(detail.over)
    items = [here.indicator(code) for code in detail.indicators]
    lines = lines_of(detail, here.book, here.period, here.sessions)
    total = [(item, here.book.figure(item.id, days)) for item in items]
    return DetailTable(
        title=wording.label(detail.label),
        days=_days(days),
        columns=tuple((wording.label(item.label), item.unit) for item in items),
        rows=tuple(
            TallyRow(
                name=_name(here.book, line.key),
                about="",
                unit="",
                numbers=tuple(_cell(item, line, days, detail.by) for item in items),
            )
            for line in lines
        ),
        total=TallyRow(
            name="",
            about="",
            unit="",
            numbers=tuple(_number(item, figure, days) for item, figure in total),
        ),
    )


def _cell(item: Indicator, line: DetailLine, days: Span, by: str) -> Number:
    """Return a line's number; nothing counted is nought, except for a share."""
    cell = line.cells.get(item.id)
    if cell is None or item.source is Source.RATIO:
        value = cell.value if cell else None if item.source is Source.RATIO else Decimal(0)
        return Number(value=value, text=_text(value, item), note="", address="")
    address = _address(item, days, by=by, key=line.key) if cell.count else ""
    return Number(value=cell.value, text=_text(cell.value, item), note="", address=address)


def _name(book: Book, body: int) -> str:
    found = book.roster.organisations.get(body)
    return found.name if found else str(body)


def recent(here: TallyGround, today: date) -> Iterator[Period]:
    """Yield the periods that can be picked, the latest first."""
    number = containing(today, here.tally.grain).number
    for back in range(PERIODS):
        yield Period(here.tally.grain, number - back)


def before(period: Period) -> Period:
    """Return the period before one."""
    return containing(period.start - timedelta(days=1), period.grain)
