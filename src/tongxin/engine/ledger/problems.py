"""Problems that enterprises raised: how old they are, and whose turn it is."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tongxin.engine.ledger.entries import Act, Entry

RAISED_ON = "raised_on"
"""Field of a record of a solution that names the day on which the problem was raised."""


class Turn(StrEnum):
    """Who has a problem now."""

    OFFICE = "raised"
    HANDLER = "handed"
    ENTERPRISE = "answered"
    HANDLER_AGAIN = "refused"
    TO_RECORD = "confirmed"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One problem.

    Attributes:
        happening: id of the record by which it was raised.
        enterprise: whose it is.
        raised: when it was raised.
        turn: who has it now.
        closed: when it was solved, if it is.
        days: how many days it took, or has taken so far.
    """

    happening: int
    enterprise: int | None
    raised: date
    turn: Turn
    closed: date | None
    days: int


def problems(
    raised: Iterable[Entry], solved: Iterable[Entry], turns: Mapping[int, Turn], as_of: date
) -> list[Problem]:
    """Return the problems on record, those that have waited longest first, closed ones last.

    A record of a solution closes the problem of the same enterprise that was raised on the day it names; one
    record closes one problem.

    Args:
        raised: rows in force by which problems were raised.
        solved: rows in force by which solutions were recorded.
        turns: happening → who has it, for those that are followed.
        as_of: today.
    """
    solutions: dict[tuple[int | None, str], list[date]] = {}
    for entry in solved:
        if entry.act is not Act.VOID:
            key = entry.enterprise, str(entry.fields.get(RAISED_ON, ""))
            solutions.setdefault(key, []).append(entry.happened)
    found = []
    for entry in sorted(raised, key=lambda one: (one.happened, one.root)):
        if entry.act is Act.VOID or entry.happened > as_of:
            continue
        days = solutions.get((entry.enterprise, entry.happened.isoformat()), [])
        closed = days.pop(0) if days else None
        turn = Turn.CLOSED if closed else turns.get(entry.root, Turn.OFFICE)
        found.append(
            Problem(
                happening=entry.root,
                enterprise=entry.enterprise,
                raised=entry.happened,
                turn=turn,
                closed=closed,
                days=((closed or as_of) - entry.happened).days,
            )
        )
    return sorted(found, key=lambda one: (one.closed is not None, -one.days, one.happening))
