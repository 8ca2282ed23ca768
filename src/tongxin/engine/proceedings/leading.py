"""Who leads a paper: the leader named last, and what was done since to see that it is carried out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tongxin.engine.proceedings.clocks import DayOf
from tongxin.engine.proceedings.rules import Hand, Move, Takes, Workflow
from tongxin.engine.proceedings.standing import Made


@dataclass(frozen=True, slots=True, kw_only=True)
class Care:
    """How a paper was looked after by its leader, or by the office for them.

    Attributes:
        times: how often.
        last: the day on which it was last; ``None`` for not yet.
        step: what was done then.
    """

    times: int = 0
    last: date | None = None
    step: Made | None = None


def namings(flow: Workflow) -> tuple[Move, ...]:
    """Return the moves that name a leader, in the order of the pack."""
    return tuple(move for move in flow.moves if move.takes is Takes.PERSON)


def care_moves(flow: Workflow) -> tuple[Move, ...]:
    """Return the moves by which a leader looks after a paper."""
    return tuple(move for move in flow.moves if Hand.LEADER in move.by)


def named_last(flow: Workflow, held: Sequence[Made]) -> Made | None:
    """Return the move by which the leader of a paper was named.

    A change of the leader holds only as long as the move holds that it changes: where the paper is no key
    paper any more, nobody leads it.

    Args:
        flow: the workflow.
        held: moves in force, oldest first.
    """
    codes = {move.id: move for move in namings(flow)}
    found: Made | None = None
    seen: set[str] = set()
    for made in held:
        move = codes.get(made.move)
        if move is not None and made.person is not None and (not move.after or seen.intersection(move.after)):
            found = made
        seen.add(made.move)
    return found


def leader_of(flow: Workflow, held: Sequence[Made]) -> int | None:
    """Return the person who leads a paper, if anybody does.

    Args:
        flow: the workflow.
        held: moves in force, oldest first.
    """
    made = named_last(flow, held)
    return made.person if made is not None else None


def care_of(flow: Workflow, held: Sequence[Made], day_of: DayOf) -> Care:
    """Return how a paper was looked after, since it was first named to anybody.

    Args:
        flow: the workflow.
        held: moves in force, oldest first.
        day_of: the day of a moment where the committee is.
    """
    moves = {move.id: move for move in care_moves(flow)}
    steps = [(_day(moves[made.move], made, day_of), made) for made in held if made.move in moves]
    if not steps:
        return Care()
    last, step = max(steps, key=lambda one: (one[0], one[1].id))
    return Care(times=len(steps), last=last, step=step)


def _day(move: Move, made: Made, day_of: DayOf) -> date:
    """Return the day on which it happened: the one that was said, or that of the move."""
    said = made.fields.get(move.day_field) if move.day_field else None
    return date.fromisoformat(str(said)) if said else day_of(made.at)
