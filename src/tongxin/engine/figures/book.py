"""The book of figures: all indicators of one mechanism over one ledger, as known at one time."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, tzinfo

from tongxin.engine.figures import breakdowns
from tongxin.engine.figures.index import Index, empty
from tongxin.engine.figures.indicators import Indicator, Source
from tongxin.engine.figures.people import PeopleByDay
from tongxin.engine.figures.plans import plans
from tongxin.engine.figures.ratios import ratio
from tongxin.engine.figures.stocks import Stock, stock, stock_figure
from tongxin.engine.figures.values import Breakdown, Figure, Trail
from tongxin.engine.kernel.spans import Span
from tongxin.engine.ledger.entries import Entry
from tongxin.engine.roster.values import Roster

DIMENSIONS = ("month", "quarter", "unit", "organisation", "sector", "member", "kind")


@dataclass(frozen=True, slots=True)
class Book:
    """Answers what the plain definition answers, for any closed period, without reading entries again.

    Attributes:
        indicators: id → indicator, in the order of the pack.
        roster: who there is.
        people: the roster's facts by person.
        index: the entries, mapped.
    """

    indicators: dict[str, Indicator]
    roster: Roster
    people: PeopleByDay
    index: Index

    def extended(self, entries: Iterable[Entry]) -> "Book":
        """Return the book with further rows of the ledger taken in (see ``Index.extended``)."""
        return Book(self.indicators, self.roster, self.people, self.index.extended(entries))

    def without(self, roots: Iterable[int]) -> "Book":
        """Return the book with some happenings forgotten."""
        return Book(self.indicators, self.roster, self.people, self.index.without(roots))

    def figures(self, period: Span) -> list[Figure]:
        """Return all figures of a period without trails, in the order of the pack."""
        simple = {
            item.id: self._simple(item, period)
            for item in self.indicators.values()
            if item.source is not Source.RATIO
        }
        return [
            ratio(item, simple[item.numerator], simple[item.denominator])
            if item.source is Source.RATIO
            else simple[item.id]
            for item in self.indicators.values()
        ]

    def figure(self, indicator: str, period: Span) -> Figure:
        """Return one figure of a period without its trail.

        Raises:
            KeyError: no such indicator.
        """
        item = self.indicators[indicator]
        if item.source is not Source.RATIO:
            return self._simple(item, period)
        return ratio(item, self.figure(item.numerator, period), self.figure(item.denominator, period))

    def trail(self, indicator: str, period: Span) -> Trail:
        """Return the records of a figure; for a ratio those of its numerator.

        Raises:
            KeyError: no such indicator.
        """
        item = self.indicators[indicator]
        if item.source is Source.RATIO:
            return self.trail(item.numerator, period)
        if item.source is Source.ENTRIES:
            return self.index.tables[indicator].trail(period)
        return stock_figure(item, self._stock(item, period)).trail or Trail()

    def breakdown(self, indicator: str, by: str, period: Span) -> Breakdown:
        """Return a figure of a closed period broken down one way.

        Raises:
            KeyError: no such indicator or dimension; ``year`` is one too.
            ValueError: the period is open at an end and the breakdown is by time.
        """
        item = self.indicators[indicator]
        if item.source is Source.RATIO:
            upper = self.breakdown(item.numerator, by, period)
            return breakdowns.of_ratio(upper, self.breakdown(item.denominator, by, period), item.unit)
        if item.source is Source.ENTRIES:
            tables = self.index.tables[indicator]
            return breakdowns.of_entries(by, tables, self.index.happenings, self.people, period)
        if by in breakdowns.GRAINS:
            return breakdowns.of_stock_over_time(by, period, lambda day: self._on(item, day))
        return breakdowns.of_stock(by, self._stock(item, period))

    def line(self, indicator: str, by: str, key: str | int | None, period: Span) -> tuple[int, ...] | None:
        """Return the records behind one line of a breakdown; for a ratio those of its numerator.

        Returns:
            ids of entries; ``None`` for states of the roster, whose lines are not kept apart.

        Raises:
            KeyError: no such indicator.
        """
        item = self.indicators[indicator]
        if item.source is Source.RATIO:
            return self.line(item.numerator, by, key, period)
        if item.source is not Source.ENTRIES:
            return None
        tables = self.index.tables[indicator]
        return breakdowns.records_of((by, key), tables, self.index.happenings, self.people, period)

    def dimensions(self, indicator: str) -> tuple[str, ...]:
        """Return the ways an indicator may be broken down, as its pack declares; by time always."""
        item = self.indicators[indicator]
        declared = {"month", "quarter", *item.per}
        for part in (item.numerator, item.denominator):
            if part:
                declared &= {"month", "quarter", *self.indicators[part].per}
        return tuple(by for by in DIMENSIONS if by in declared)

    def last_day(self) -> date | None:
        """Return the latest day that a counted record belongs to, or ``None`` for an empty ledger."""
        last = max((held.counted.days[-1] for held in self.index.tables.values() if held.counted), default=0)
        return date.fromordinal(last) if last else None

    def _simple(self, item: Indicator, period: Span) -> Figure:
        if item.source is Source.ENTRIES:
            return self.index.tables[item.id].figure(period)
        return stock_figure(item, self._stock(item, period))

    def _stock(self, item: Indicator, period: Span) -> Stock:
        return self._on(item, period.end or date.max)

    def _on(self, item: Indicator, day: date) -> Stock:
        return stock(item, self.roster, self.people, day)


def open_book(indicators: Iterable[Indicator], roster: Roster, zone: tzinfo = UTC) -> Book:
    """Return the book of an empty ledger; ``extended`` takes entries in.

    Args:
        indicators: what it answers; a ratio's two parts must be among them.
        roster: who there is.
        zone: time zone in which days of recording are cut.
    """
    listed = {item.id: item for item in indicators}
    people = PeopleByDay(roster)
    return Book(listed, roster, people, empty(plans(listed.values(), roster, people), zone))
