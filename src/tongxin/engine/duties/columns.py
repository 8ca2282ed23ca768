"""Duties in columns: the states of one rule for very many subjects and entries at once.

The definition is ``settling``; this twin answers the same for entries that are already matched to subjects,
with arrays instead of values, and must agree with it (a property test holds them against each other). A
period is a whole number, its months since year 0 divided by its length.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from tongxin.engine.duties.rules import Cadence, DutyRule
from tongxin.engine.duties.settling import State
from tongxin.engine.duties.windows import GRAINS, Window, windows
from tongxin.engine.kernel.periods import containing

Whole = NDArray[np.int64]
STATES = tuple(State)
"""What the numbers of a result mean; −1 stands for a period in which a subject owes nothing."""

NEVER = np.int64(2**62)
"""A moment or day that does not come: an open end, a row that nothing replaced."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spans:
    """From when to when each subject is there, as ordinal days; ``-NEVER`` and ``NEVER`` for open ends."""

    start: Whole
    end: Whole


@dataclass(frozen=True, slots=True, kw_only=True)
class Events:
    """Rows of the ledger that concern subjects, in any order.

    Attributes:
        subject: place of the subject.
        day: ordinal day of the happening.
        recorded: moment from which the row was known.
        replaced: moment from which a later row stood in its place; ``NEVER`` if none did.
        amount: what each counts; ``None`` for one each.
    """

    subject: Whole
    day: Whole
    recorded: Whole
    replaced: Whole
    amount: Whole | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is asked: the days whose periods are wanted, the day it is judged as of, and the moment known."""

    first: date
    last: date
    as_of: date
    known: int


def states(
    rule: DutyRule, since: date, spans: Spans, events: Events, asked: Asked
) -> tuple[list[Window], NDArray[np.int8]]:
    """Return the periods and, for each subject and period, how the duty stands.

    Args:
        rule: the rule; one owed once a term has no columns.
        since: day from which the rule binds.
        spans: the subjects.
        events: the rows that concern them.
        asked: the days, and what is known.

    Raises:
        ValueError: the rule is owed once a term.
    """
    if rule.each is Cadence.TERM:
        raise ValueError(rule.each)
    periods = list(windows(rule, max(asked.first, since), asked.last))
    done = _done(rule, periods, spans, events, asked)
    least, due = rule.least, timedelta(days=rule.grace_days)
    opens, closes = _days(periods, "opens"), _days(periods, "closes")
    begun = np.maximum(spans.start, since.toordinal())
    result = np.full(done.shape, STATES.index(State.OPEN), np.int8)
    today = asked.as_of.toordinal()
    result[:, today > closes + due.days] = STATES.index(State.OVERDUE)
    result[:, today < opens] = STATES.index(State.NOT_YET)
    over = (begun[:, None] - opens[None, :]) * 100
    late = over > rule.late_percent * (closes - opens + 1)[None, :]
    gone = (spans.end[:, None] < closes[None, :]) & (spans.end <= today)[:, None]
    result[late | gone] = STATES.index(State.EXEMPT)
    result[done >= least] = STATES.index(State.MET)
    first, last = _days(periods, "first"), _days(periods, "last")
    begins = np.maximum(begun, asked.first.toordinal())
    ends = np.minimum(spans.end, asked.last.toordinal())
    bound = (begins[:, None] <= last[None, :]) & (ends[:, None] >= first[None, :])
    result[~(bound & (begins <= ends)[:, None])] = -1
    return periods, result


def _days(periods: Sequence[Window], name: str) -> Whole:
    return np.array([getattr(one, name).toordinal() for one in periods], np.int64)


def _done(rule: DutyRule, periods: list[Window], spans: Spans, events: Events, asked: Asked) -> Whole:
    """Return how much counts for each subject and period."""
    subjects, many = len(spans.start), len(periods)
    if not many:
        return np.zeros((subjects, 0), np.int64)
    place = _places(rule, periods, events.day)
    counted = (events.recorded <= asked.known) & (asked.known < events.replaced)
    counted &= (events.day <= asked.as_of.toordinal()) & (place >= 0) & (place < many)
    counted &= (events.day >= spans.start[events.subject]) & (events.day <= spans.end[events.subject])
    chosen = np.flatnonzero(counted)
    where, days = place[chosen], events.day[chosen]
    inside = (days >= _days(periods, "opens")[where]) & (days <= _days(periods, "closes")[where])
    chosen, where = chosen[inside], where[inside]
    codes = events.subject[chosen] * many + where
    weights = None if events.amount is None else events.amount[chosen]
    found = np.bincount(codes, weights=weights, minlength=subjects * many)
    return found.astype(np.int64).reshape(subjects, many)


_EPOCH = date(1970, 1, 1).toordinal()


def _places(rule: DutyRule, periods: list[Window], day: Whole) -> Whole:
    """Return in which of the periods each day lies, below 0 or beyond their number if in none."""
    grain = GRAINS[rule.each]
    months = (day - _EPOCH).astype("datetime64[D]").astype("datetime64[M]").astype(np.int64) + 1970 * 12
    found: Whole = months // int(grain) - containing(periods[0].first, grain).number
    return found
