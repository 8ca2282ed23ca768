"""Calendar periods by identity: 2026Q3, 2026H1, 2026-07, 2026.

A period is its number, never "the previous one plus three months": that is what keeps
"one in each quarter" apart from "four a year" (the domain's rule on cadence).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum

from tongxin.engine.kernel.spans import Span

_PATTERNS = (
    (re.compile(r"(\d{4})-(\d{2})"), 1),
    (re.compile(r"(\d{4})Q([1-4])"), 3),
    (re.compile(r"(\d{4})H([12])"), 6),
    (re.compile(r"(\d{4})"), 12),
)


class Grain(IntEnum):
    """Length of a calendar period in months."""

    MONTH = 1
    QUARTER = 3
    HALF = 6
    YEAR = 12


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """One calendar period.

    Attributes:
        grain: its length.
        number: months since year 0 divided by the length, so that neighbours differ by one.
    """

    grain: Grain
    number: int

    @property
    def start(self) -> date:
        """First day."""
        months = self.number * self.grain
        return date(months // 12, months % 12 + 1, 1)

    @property
    def end(self) -> date:
        """Last day."""
        return self.next().start - timedelta(days=1)

    @property
    def span(self) -> Span:
        """The days of the period."""
        return Span(self.start, self.end)

    @property
    def code(self) -> str:
        """Stable identity: ``2026-07``, ``2026Q3``, ``2026H2`` or ``2026``."""
        year, month = divmod(self.number * self.grain, 12)
        place = month // self.grain + 1
        if self.grain is Grain.YEAR:
            return f"{year:04d}"
        if self.grain is Grain.MONTH:
            return f"{year:04d}-{place:02d}"
        return f"{year:04d}{'Q' if self.grain is Grain.QUARTER else 'H'}{place}"

    def next(self) -> "Period":
        """The period that begins on the day after this one's end."""
        return Period(self.grain, self.number + 1)


def containing(day: date, grain: Grain) -> Period:
    """Return the period of a length that a day lies in."""
    return Period(grain, (day.year * 12 + day.month - 1) // grain)


def covering(start: date, end: date, grain: Grain) -> Iterator[Period]:
    """Yield the periods of a length that share a day with ``start``…``end``, in order."""
    period, last = containing(start, grain), containing(end, grain)
    while period <= last:
        yield period
        period = period.next()


def parse(code: str) -> Period:
    """Read a period's code.

    Raises:
        ValueError: the text is no period code, or names a month that does not exist.
    """
    for pattern, length in _PATTERNS:
        if found := pattern.fullmatch(code):
            year = int(found[1])
            place = int(found[2]) if found.lastindex == 2 else 1
            if year < 1 or not 1 <= place <= 12 // length:
                break
            return Period(Grain(length), (year * 12 + (place - 1) * length) // length)
    raise ValueError(code)
