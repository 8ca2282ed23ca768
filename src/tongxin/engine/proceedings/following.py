"""What follows from a move: for the whole of which the paper is a part, for its parts, for merged papers."""

from collections.abc import Iterable

from tongxin.engine.proceedings.rules import Takes, Workflow


def raised(part: Workflow, code: str, states: Iterable[str]) -> str:
    """Return the move of the whole that follows from a move of a part, or nothing.

    Args:
        part: workflow of the parts.
        code: the move that a part made.
        states: states of all parts that must settle, after the move.
    """
    move = part.move(code)
    if move is None or not move.raises:
        return ""
    settled = {state.id for state in part.states if state.settled}
    return move.raises if all(state in settled for state in states) else ""


def given_up(part: Workflow) -> frozenset[str]:
    """Return the states of a part that went to another unit."""
    return frozenset(move.to for move in part.moves if move.takes is Takes.UNITS and move.to)
