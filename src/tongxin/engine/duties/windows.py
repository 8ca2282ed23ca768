"""The days in which a duty is to be done: calendar periods by identity, never stepped from the last one."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from tongxin.engine.duties.rules import Cadence, DutyRule
from tongxin.engine.kernel.periods import Grain, Period, covering

GRAINS = {
    Cadence.MONTH: Grain.MONTH,
    Cadence.QUARTER: Grain.QUARTER,
    Cadence.HALF: Grain.HALF,
    Cadence.YEAR: Grain.YEAR,
}


@dataclass(frozen=True, slots=True, order=True)
class Window:
    """One period in which a duty is owed.

    Attributes:
        first: first day of the period.
        last: last day of the period.
        code: the period's identity, such as ``2026Q3``, or ``T11`` for a term.
        opens: first day on which it may be done; later than ``first`` where only some months count.
        closes: last day on which it may be done.
    """

    first: date
    last: date
    code: str
    opens: date
    closes: date

    def takes(self, day: date) -> bool:
        """Tell whether something done on a day falls into it."""
        return self.opens <= day <= self.closes


@dataclass(frozen=True, slots=True)
class TermDays:
    """A term of the committee: its number, and its first and last day."""

    number: int
    first: date
    last: date


def windows(rule: DutyRule, first: date, last: date, terms: tuple[TermDays, ...] = ()) -> Iterator[Window]:
    """Yield the windows of a rule that share a day with ``first``…``last``, in order.

    Args:
        rule: the rule.
        first: first day asked about.
        last: last day asked about.
        terms: the committee's terms, for rules that are owed once a term.
    """
    if first > last:
        return
    grain = GRAINS.get(rule.each)
    if grain is None:
        for term in sorted(terms, key=lambda one: one.first):
            if term.first <= last and first <= term.last:
                yield Window(term.first, term.last, f"T{term.number}", term.first, term.last)
        return
    for period in covering(first, last, grain):
        yield of_period(rule, period)


def of_period(rule: DutyRule, period: Period) -> Window:
    """Return a rule's window in one calendar period."""
    opens, closes = period.start, period.end
    if rule.months:
        inside = [month for month in _months(period) if month.month in rule.months]
        if inside:
            opens, closes = inside[0], _end(inside[-1])
    return Window(period.start, period.end, period.code, opens, closes)


def _months(period: Period) -> list[date]:
    """Return the first days of a period's months."""
    return [one.start for one in covering(period.start, period.end, Grain.MONTH)]


def _end(first: date) -> date:
    """Return the last day of the month that a day begins."""
    return (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
