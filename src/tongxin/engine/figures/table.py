"""Rows of whole numbers sorted by day: what the index of figures is made of.

A table of a million rows takes some tens of megabytes and answers any period by bisection.
"""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from itertools import compress

from tongxin.engine.kernel.spans import Span

_FEW = 64


def _days() -> "array[int]":
    return array("i")


def _wide() -> "array[int]":
    return array("q")


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of (day, entry, value), sorted by day and then entry; a new table is made for each change.

    Attributes:
        days: days as ordinals.
        entries: ids of entries.
        values: a weight, a person or a reason, as the owner says.
    """

    days: "array[int]" = field(default_factory=_days)
    entries: "array[int]" = field(default_factory=_wide)
    values: "array[int]" = field(default_factory=_wide)

    def __len__(self) -> int:
        """How many rows there are."""
        return len(self.days)

    def window(self, period: Span) -> tuple[int, int]:
        """Return the places of the first row of a period and of the first row after it."""
        start = 0 if period.start is None else bisect_left(self.days, period.start.toordinal())
        end = len(self.days) if period.end is None else bisect_right(self.days, period.end.toordinal())
        return start, max(start, end)

    def rows(self, start: int, end: int) -> Iterator[tuple[int, int, int]]:
        """Yield the rows between two places."""
        return zip(self.days[start:end], self.entries[start:end], self.values[start:end], strict=True)

    def changed(self, added: "Pending", stale: Collection[int]) -> "Table":
        """Return the table without the rows of stale entries and with the added ones."""
        if not added.days:
            return _without(self, stale)
        if len(added.days) <= _FEW:
            return _with_a_few(_without(self, stale), added, stale)
        joined = Table(self.days + added.days, self.entries + added.entries, self.values + added.values)
        return _in_order(_without(joined, stale))


@dataclass(frozen=True, slots=True)
class Pending:
    """Rows on their way into a table, in any order."""

    days: "array[int]" = field(default_factory=_days)
    entries: "array[int]" = field(default_factory=_wide)
    values: "array[int]" = field(default_factory=_wide)

    def add(self, day: int, entry: int, value: int) -> None:
        """Append a row."""
        self.days.append(day)
        self.entries.append(entry)
        self.values.append(value)


def _with_a_few(table: Table, added: Pending, stale: Collection[int]) -> Table:
    """Return a table with a few rows put in their places, which beats sorting it all again."""
    days, entries, values = table.days[:], table.entries[:], table.values[:]
    for day, entry, value in zip(added.days, added.entries, added.values, strict=True):
        if entry in stale:
            continue
        first, last = bisect_left(days, day), bisect_right(days, day)
        place = bisect_right(entries, entry, first, last)
        days.insert(place, day)
        entries.insert(place, entry)
        values.insert(place, value)
    return Table(days, entries, values)


def _without(table: Table, stale: Collection[int]) -> Table:
    """Return a table without the rows of stale entries."""
    if not stale:
        return table
    keep = [entry not in stale for entry in table.entries]
    if all(keep):
        return table
    return Table(
        array("i", compress(table.days, keep)),
        array("q", compress(table.entries, keep)),
        array("q", compress(table.values, keep)),
    )


def _in_order(table: Table) -> Table:
    """Return a table with its rows in order; new rows mostly are already, since they are recent."""
    rows = zip(table.days, table.entries, strict=True)
    ahead = zip(table.days[1:], table.entries[1:], strict=True)
    if all(row <= after for row, after in zip(rows, ahead, strict=False)):
        return table
    order = sorted(range(len(table)), key=table.entries.__getitem__)
    order.sort(key=table.days.__getitem__)
    return Table(
        array("i", map(table.days.__getitem__, order)),
        array("q", map(table.entries.__getitem__, order)),
        array("q", map(table.values.__getitem__, order)),
    )
