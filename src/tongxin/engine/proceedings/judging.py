"""Whether a move may be made now, and what is missing."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from tongxin.engine.kernel.issues import Issue
from tongxin.engine.ledger.validation import field_issues
from tongxin.engine.proceedings.rules import Hand, Move, Workflow
from tongxin.engine.proceedings.standing import Made, Standing, standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A move that somebody could make, and what stands against it.

    Attributes:
        move: the move.
        against: why it may not be made now, such as a window that is over; empty when it may.
    """

    move: Move
    against: tuple[Issue, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """When and by whom a move would be made.

    Attributes:
        at: the moment.
        hands: who the visitor is for the paper.
        over: deadlines that are over; for a part also those of the paper that bound days of rating.
    """

    at: datetime
    hands: frozenset[Hand]
    over: Collection[str] = ()


def offered(workflow: Workflow, made: Sequence[Made], moment: Moment) -> tuple[Offer, ...]:
    """Return the moves of the present state that are in the visitor's hands, in the order of the pack."""
    now = standing(workflow, made)
    return tuple(
        Offer(move=move, against=tuple(_against(move, now, moment)))
        for move in workflow.moves
        if _possible(move, now) and moment.hands.intersection(move.by)
    )


def judge(
    workflow: Workflow, made: Sequence[Made], code: str, fields: Mapping[str, object], moment: Moment
) -> tuple[Issue, ...]:
    """Return everything that stands against making a move.

    Args:
        workflow: the workflow.
        made: the moves so far.
        code: the move.
        fields: what is said with it.
        moment: when and by whom.
    """
    now = standing(workflow, made)
    move = workflow.move(code)
    if move is None or not _possible(move, now):
        return (Issue(code="move.not_from_here", params={"move": code, "state": now.state}),)
    if not moment.hands.intersection(move.by):
        return (Issue(code="move.not_yours", params={"move": code}),)
    return (*_against(move, now, moment), *field_issues(fields, move.fields), *_repeated(move, now, fields))


def _possible(move: Move, now: Standing) -> bool:
    """Tell whether a move leads on from where the paper is."""
    return now.state in move.since and (not move.after or any(now.times(code) for code in move.after))


def _repeated(move: Move, now: Standing, fields: Mapping[str, object]) -> Iterator[Issue]:
    """Yield that the same was said with such a move before: one adoption is one event."""
    said = [fields.get(field) for field in move.once_per]
    for made in now.in_force if move.once_per else ():
        if made.move == move.id and [made.fields.get(field) for field in move.once_per] == said:
            yield Issue(code="move.said_before", place=f"field.{move.once_per[0]}")
            return


def _against(move: Move, now: Standing, moment: Moment) -> Iterator[Issue]:
    for clock in filter(None, (move.window, move.blind.until if move.blind else "")):
        if clock in moment.over:
            yield Issue(code="move.window_over", params={"clock": clock})
    if move.most and now.times(move.id) >= move.most:
        yield Issue(code="move.too_often", params={"most": move.most})
    last = now.last(move.id)
    if move.rest_hours and last is not None:
        free = last.at + timedelta(hours=move.rest_hours)
        if moment.at < free:
            yield Issue(code="move.too_soon", params={"hours": move.rest_hours, "from": free.isoformat()})
    if move.undoes and now.last(move.undoes) is None:
        yield Issue(code="move.nothing_to_undo")
