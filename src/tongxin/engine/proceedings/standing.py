"""Where a paper stands: the fold of the moves that were made."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from tongxin.engine.proceedings.rules import Workflow


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A move that was made.

    Attributes:
        id: identity of the move made, rising in the order of making.
        move: its code.
        at: when.
        fields: what was said with it.
        person: whom it named, such as the leader who supervises.
    """

    id: int
    move: str
    at: datetime
    fields: Mapping[str, object] = field(default_factory=dict)
    person: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where a paper stands.

    Attributes:
        state: code of the state.
        since: the move that led there; ``None`` for a new paper.
        in_force: moves whose effect holds, oldest first, without those taken back and what took them back.
    """

    state: str
    since: Made | None
    in_force: tuple[Made, ...]

    def times(self, move: str) -> int:
        """Return how often a move was made."""
        return sum(made.move == move for made in self.in_force)

    def last(self, move: str) -> Made | None:
        """Return when a move was made last."""
        return next((made for made in reversed(self.in_force) if made.move == move), None)


def standing(workflow: Workflow, made: Sequence[Made]) -> Standing:
    """Return where a paper stands after some moves.

    Moves that the workflow no longer declares keep their place on the time line and change no state: a newer
    version of a mechanism must not lose a paper. Taking a move back that led nowhere leads nowhere either:
    the paper stays where it has come since.
    """
    held: list[Made] = []
    # States before each move in force, so that taking one back leads to where the paper was.
    before: list[str] = []
    state, since = workflow.start, None
    for one in made:
        move = workflow.move(one.move)
        if move is not None and move.undoes:
            place = _latest(held, move.undoes)
            if place is not None:
                undone = workflow.move(move.undoes)
                if undone is not None and undone.to:
                    state, since = before[place], one
                del held[place], before[place]
            continue
        held.append(one)
        before.append(state)
        if move is not None and move.to and move.to != state:
            state, since = move.to, one
    return Standing(state=state, since=since, in_force=tuple(held))


def undone_by(workflow: Workflow, made: Sequence[Made], move: str) -> Made | None:
    """Return the move that another one would take back, if there is one."""
    rule = workflow.move(move)
    if rule is None or not rule.undoes:
        return None
    return standing(workflow, made).last(rule.undoes)


def _latest(held: Sequence[Made], move: str) -> int | None:
    return next((place for place in range(len(held) - 1, -1, -1) if held[place].move == move), None)
