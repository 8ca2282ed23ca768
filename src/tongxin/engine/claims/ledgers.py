"""Records as dated rows, each a number of a measure of a body, with the spans that they cover."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import accumulate

from tongxin.engine.claims.scope_values import Scope
from tongxin.engine.claims.verdicts import Measure, Reading


@dataclass(frozen=True, slots=True)
class Row:
    """A dated number of a measure: what came to pass, or how it stands since.

    Attributes:
        id: what it is quoted by.
        body: whose.
        measure: of what.
        day: when.
        amount: how much, in the measure's unit.
    """

    id: str
    body: str
    measure: str
    day: date
    amount: Fraction


@dataclass(frozen=True, slots=True)
class Complete:
    """A span of days for which the rows of a measure of a body are complete."""

    body: str
    measure: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Kept:
    """How a measure adds up.

    Attributes:
        measure: flow, stock, or ratio of two others.
        numerator: of a ratio.
        denominator: of a ratio.
    """

    measure: Measure
    numerator: str = ""
    denominator: str = ""


class RowLedger:
    """Records kept as dated rows; outside the spans in which they are complete they say nothing."""

    def __init__(
        self, measures: Mapping[str, Kept], rows: Iterable[Row], complete: Iterable[Complete]
    ) -> None:
        """Sort the rows by body, measure and day.

        Args:
            measures: how each measure adds up.
            rows: the records.
            complete: where they are complete.
        """
        self._measures = measures
        self._rows: dict[tuple[str, str], list[Row]] = defaultdict(list)
        self._complete: dict[tuple[str, str], list[Complete]] = defaultdict(list)
        for row in rows:
            self._rows[row.body, row.measure].append(row)
        for span in complete:
            self._complete[span.body, span.measure].append(span)
        for kept in self._rows.values():
            kept.sort(key=lambda row: (row.day, row.id))
        self._days = {key: [row.day for row in kept] for key, kept in self._rows.items()}
        self._ids = {key: tuple(row.id for row in kept) for key, kept in self._rows.items()}
        # Sums up to each row, so that a period is one subtraction however many rows it has.
        self._sums = {
            key: [Fraction(0), *accumulate(row.amount for row in kept)] for key, kept in self._rows.items()
        }

    @property
    def bodies(self) -> frozenset[str]:
        """Whose records there are."""
        return frozenset(body for body, _measure in (*self._rows, *self._complete))

    def measure(self, measure: str) -> Measure | None:
        """Return how a measure adds up."""
        kept = self._measures.get(measure)
        return kept.measure if kept else None

    def reading(self, measure: str, scope: Scope) -> Reading:
        """Return the sum of the rows of a period, the last one up to a day, or the ratio of two sums."""
        kept = self._measures[measure]
        if kept.measure is Measure.RATIO:
            return self._ratio(kept, scope)
        if not self._covers(measure, scope):
            return Reading(None)
        return self._standing(measure, scope) if kept.measure is Measure.STOCK else self._sum(measure, scope)

    def _ratio(self, kept: Kept, scope: Scope) -> Reading:
        over, under = (self.reading(part, scope) for part in (kept.numerator, kept.denominator))
        if over.value is None or not under.value:
            return Reading(None)
        return Reading(over.value / under.value, over.evidence + under.evidence)

    def _covers(self, measure: str, scope: Scope) -> bool:
        first = scope.first or scope.last
        return any(
            span.first <= first and scope.last <= span.last for span in self._complete[scope.body, measure]
        )

    def _sum(self, measure: str, scope: Scope) -> Reading:
        key = (scope.body, measure)
        days = self._days.get(key, [])
        begin = bisect_left(days, scope.first) if scope.first is not None else 0
        end = bisect_right(days, scope.last)
        sums = self._sums.get(key, [Fraction(0)])
        return Reading(sums[end] - sums[begin], self._ids.get(key, ())[begin:end])

    def _standing(self, measure: str, scope: Scope) -> Reading:
        key = (scope.body, measure)
        found = bisect_right(self._days.get(key, []), scope.last)
        if not found:
            return Reading(None)
        row = self._rows[key][found - 1]
        return Reading(row.amount, (row.id,))
