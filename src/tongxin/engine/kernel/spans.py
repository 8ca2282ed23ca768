"""Dated facts: when a thing held."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Span:
    """The days on which a fact holds; both ends belong to it and ``None`` is open.

    Attributes:
        start: first day, or ``None`` when the fact has always held.
        end: last day, or ``None`` when it still holds.
    """

    start: date | None = None
    end: date | None = None

    def covers(self, day: date) -> bool:
        """Tell whether the fact holds on a day."""
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)

    def overlaps(self, other: "Span") -> bool:
        """Tell whether the two share a day."""
        starts_in_time = self.start is None or other.end is None or self.start <= other.end
        ends_in_time = self.end is None or other.start is None or other.start <= self.end
        return starts_in_time and ends_in_time


ALWAYS = Span()
