"""Two sides that rate each other: which ratings are hidden from whom, and when rating is over."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tongxin.engine.proceedings.clocks import Deadline
from tongxin.engine.proceedings.rules import Move, Workflow
from tongxin.engine.proceedings.standing import Made


@dataclass(frozen=True, slots=True, kw_only=True)
class Ratings:
    """What two sides said of each other so far.

    Attributes:
        whole: moves in force of the paper.
        parts: moves in force of each unit's part.
        over: deadlines of the paper after which ratings are shown, of those that ``ran_out`` returns.
    """

    whole: Sequence[Made]
    parts: Mapping[int, Sequence[Made]]
    over: Collection[str] = ()


def ran_out(part: Workflow, whole: Sequence[Made], found: Sequence[Deadline], today: date) -> frozenset[str]:
    """Return the deadlines of the paper, among those that bound days of rating, that are over.

    One that was met is not over before its day: the other side may still rate without having seen anything.
    One that a rejection met is not over at all: the proposer rates again after the next reply.

    Args:
        part: workflow of the parts.
        whole: moves in force of the paper.
        found: its deadlines.
        today: the day asked for.
    """
    codes = {made.move for made in whole}
    rules = [move.blind for move in part.moves if move.blind is not None]
    return frozenset(
        one.clock.id
        for rule in rules
        for one in found
        if one.clock.id == rule.until and _over(one, today, rated=bool(codes.intersection(rule.beside)))
    )


def _over(one: Deadline, today: date, *, rated: bool) -> bool:
    return one.dropped or (today > one.due and (rated or one.met is None))


def hidden(part: Workflow, said: Ratings, *, proposes: bool, own: Collection[int]) -> frozenset[int]:
    """Return the moves made whose answers a visitor may not see yet.

    Args:
        part: workflow of the parts.
        said: what was said so far.
        proposes: whether the visitor stands behind the paper.
        own: parts of the visitor's unit.
    """
    rules = [move for move in part.moves if move.blind is not None and move.blind.until not in said.over]
    return frozenset(made.id for move in rules for made in _hidden(move, said, proposes, own))


def _hidden(move: Move, said: Ratings, proposes: bool, own: Collection[int]) -> Iterator[Made]:
    beside = move.blind.beside if move.blind else ()
    theirs = [made for made in said.whole if made.move in beside]
    units = {key: [made for made in held if made.move == move.id] for key, held in said.parts.items()}
    if proposes and not theirs:
        for made in units.values():
            yield from made
    if own and not any(units.get(key) for key in own):
        yield from theirs
