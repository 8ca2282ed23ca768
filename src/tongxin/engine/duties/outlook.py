"""Which duties will be missed at the present pace.

The method is one that can be said in a sentence: over the past year there was one such record in so many
days, the last on that day; so what is missing would be there by about that day, before or after it is due.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_CEILING, Decimal
from enum import StrEnum

from tongxin.engine.duties.settling import Duty, State

LOOK_BACK = 365
"""Days over which the pace is taken."""

TOO_SHORT = 60
"""Somebody who is there for fewer days has no pace yet."""


class Pace(StrEnum):
    """What the present pace leads to."""

    IN_TIME = "in_time"
    TOO_LATE = "too_late"
    NOTHING_YET = "nothing_yet"
    TOO_NEW = "too_new"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """How an open duty is likely to end.

    Attributes:
        duty: the duty.
        pace: what the pace leads to.
        recent: how much counted in the look-back.
        days: length of the look-back.
        last: day of the last record that counted, for this or an earlier period.
        expected: day by which all would be done at this pace, if there is a pace.
    """

    duty: Duty
    pace: Pace
    recent: Decimal
    days: int
    last: date | None = None
    expected: date | None = None

    @property
    def misses(self) -> bool:
        """Whether the duty will be missed unless somebody does more than before."""
        return self.pace in {Pace.TOO_LATE, Pace.NOTHING_YET}


def outlook(duty: Duty, history: Iterable[Duty], as_of: date) -> Outlook:
    """Return how an open duty is likely to end.

    Args:
        duty: the duty.
        history: the duties of the same rule and subject, this one among them.
        as_of: the day on which it is judged.
    """
    begins = duty.subject.span.start
    days = LOOK_BACK if begins is None else min(LOOK_BACK, (as_of - begins).days + 1)
    since = as_of - timedelta(days=days)
    parts = [part for one in history for part in one.parts if since < part.day <= as_of]
    recent = sum((part.amount for part in parts), Decimal(0))
    last = max((part.day for part in parts), default=None)
    if days < TOO_SHORT:
        return Outlook(duty=duty, pace=Pace.TOO_NEW, recent=recent, days=days, last=last)
    if last is None or not recent:
        return Outlook(duty=duty, pace=Pace.NOTHING_YET, recent=recent, days=days)
    gap = int((days * duty.missing / recent).to_integral_value(ROUND_CEILING))
    expected = max(last + timedelta(days=gap), as_of)
    pace = Pace.IN_TIME if expected <= duty.due else Pace.TOO_LATE
    return Outlook(duty=duty, pace=pace, recent=recent, days=days, last=last, expected=expected)


def to_call(outlooks: Iterable[Outlook], as_of: date, days: int) -> list[Outlook]:
    """Return those to be called now: overdue, or likely to be missed and due within some days.

    Args:
        outlooks: overdue and open duties.
        as_of: today.
        days: how far ahead the list looks.
    """
    limit = as_of + timedelta(days=days)
    return [
        one for one in outlooks if one.duty.state is State.OVERDUE or (one.misses and one.duty.due <= limit)
    ]
