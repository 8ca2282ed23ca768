"""The index: entries mapped once to (indicator, day, entry, weight) rows, then any period by bisection.

Measured in ``engines.md`` §4: one pass that maps entries to rows beats one query an indicator 4 to 30
times. The index is derived, never a counter: it can be thrown away and built again from the ledger.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from datetime import date, tzinfo
from decimal import Decimal

from tongxin.engine.figures.happenings import Happenings
from tongxin.engine.figures.indicators import Measure
from tongxin.engine.figures.plans import Counted, Plan
from tongxin.engine.figures.table import Pending, Table
from tongxin.engine.figures.values import Exclusion, Figure, Reason, Trail
from tongxin.engine.kernel.spans import Span
from tongxin.engine.ledger.entries import Entry

_REASONS = tuple(Reason)
_NUMBER = {reason: number for number, reason in enumerate(_REASONS)}


@dataclass(frozen=True, slots=True)
class Tables:
    """One indicator's rows.

    Attributes:
        plan: the indicator, ready to be asked about an entry.
        counted: day, entry, weight.
        excluded: day, entry, number of the reason.
        people: day, entry, person; empty unless the persons matter.
    """

    plan: Plan
    counted: Table
    excluded: Table
    people: Table

    def total(self, period: Span) -> int:
        """Return the sum of the weights in a period, or the number of distinct people."""
        if self.plan.indicator.measure is Measure.PEOPLE:
            start, end = self.people.window(period)
            return len(set(self.people.values[start:end]))
        start, end = self.counted.window(period)
        if self.plan.indicator.measure is Measure.COUNT:
            return end - start
        return sum(self.counted.values[start:end])

    def value(self, period: Span) -> Decimal:
        """Return the exact value over a period."""
        return self.plan.value(self.total(period))

    def count(self, period: Span) -> int:
        """Return how many records of a period are counted."""
        start, end = self.counted.window(period)
        return end - start

    def figure(self, period: Span) -> Figure:
        """Return the figure of a period, without its trail."""
        indicator = self.plan.indicator
        return Figure(
            indicator=indicator.id,
            value=self.value(period),
            unit=indicator.unit,
            count=self.count(period),
        )

    def trail(self, period: Span) -> Trail:
        """Return the records of a period, and those not counted: first of the period, then the others."""
        start, end = self.counted.window(period)
        first, last = self.excluded.window(period)
        within = [Exclusion(entry, _REASONS[number]) for _, entry, number in self.excluded.rows(first, last)]
        outside = sorted(
            (day, entry)
            for table, left, right in ((self.counted, start, end), (self.excluded, first, last))
            for days in ((0, left), (right, len(table)))
            for day, entry, _ in table.rows(*days)
        )
        return Trail(
            records=self.counted.entries[start:end],
            excluded=[*within, *(Exclusion(entry, Reason.OUTSIDE_PERIOD) for _, entry in outside)],
        )


@dataclass(frozen=True, slots=True)
class _Added:
    """Rows on their way into one indicator's tables."""

    plan: Plan
    keeps_people: bool
    counted: Pending = field(default_factory=Pending)
    excluded: Pending = field(default_factory=Pending)
    people: Pending = field(default_factory=Pending)

    def take(self, entry: Entry, first_recorded: date) -> None:
        day = self.plan.day(entry, first_recorded).toordinal()
        result = self.plan.count(entry)
        if isinstance(result, Counted):
            self.counted.add(day, entry.id, result.weight)
            if self.keeps_people:
                for person in result.people:
                    self.people.add(day, entry.id, person)
        else:
            self.excluded.add(day, entry.id, _NUMBER[result])


@dataclass(frozen=True, slots=True)
class Index:
    """All entry indicators of a mechanism over one ledger, as known at one time.

    Attributes:
        tables: indicator id → its rows.
        happenings: the rows in force.
        zone: time zone in which days of recording are cut.
    """

    tables: dict[str, Tables]
    happenings: Happenings
    zone: tzinfo

    def extended(self, entries: Iterable[Entry]) -> "Index":
        """Return the index with further rows of the ledger taken in.

        Args:
            entries: rows not taken in before, with ids rising within each happening.
        """
        happenings, stale = self.happenings.copied(), set[int]()
        added = self._nothing_added()
        concerned: dict[str, tuple[_Added, ...]] = {}
        for entry in entries:
            if entry.kind not in concerned:
                concerned[entry.kind] = tuple(item for item in added.values() if item.plan.covers(entry.kind))
            recorded = entry.recorded.astimezone(self.zone).date().toordinal()
            superseded, first_recorded = happenings.put(entry, recorded)
            if superseded:
                stale.add(superseded)
            for item in concerned[entry.kind]:
                item.take(entry, date.fromordinal(first_recorded))
        return replace(self, tables=self._changed(added, stale), happenings=happenings)

    def without(self, roots: Iterable[int]) -> "Index":
        """Return the index with some happenings forgotten, to go back to an earlier knowledge."""
        happenings = self.happenings.copied()
        stale = happenings.drop(roots)
        added = self._nothing_added()
        return replace(self, tables=self._changed(added, stale), happenings=happenings)

    def _nothing_added(self) -> dict[str, _Added]:
        return {name: _Added(held.plan, held.plan.needs_people()) for name, held in self.tables.items()}

    def _changed(self, added: dict[str, _Added], stale: Collection[int]) -> dict[str, Tables]:
        return {
            name: Tables(
                held.plan,
                held.counted.changed(added[name].counted, stale),
                held.excluded.changed(added[name].excluded, stale),
                held.people.changed(added[name].people, stale),
            )
            for name, held in self.tables.items()
        }


def empty(plans: Iterable[Plan], zone: tzinfo) -> Index:
    """Return the index of an empty ledger."""
    tables = {plan.indicator.id: Tables(plan, Table(), Table(), Table()) for plan in plans}
    return Index(tables, Happenings(), zone)
