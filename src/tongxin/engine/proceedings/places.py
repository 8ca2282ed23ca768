"""Which states and moves of a workflow play which part in the work, read from how they hang together."""

from collections.abc import Iterable

from tongxin.engine.proceedings.rules import Hand, State, Workflow


def review_states(flow: Workflow) -> tuple[State, ...]:
    """Return the states in which the office decides over a paper.

    Where papers are numbered, they are those from which a number can still be given; a paper that was
    answered may be in the office's hands again, and is not reviewed then.
    """
    held = tuple(state for state in flow.states if state.hand is Hand.OFFICE and not state.final)
    numbering = {code for move in flow.moves if move.numbers for code in move.since}
    if not numbering:
        return held
    steps = [(move.to, code) for move in flow.moves if move.to for code in move.since]
    before = _closure(numbering, steps)
    return tuple(state for state in held if state.id in before)


def _closure(start: set[str], steps: Iterable[tuple[str, str]]) -> set[str]:
    found, steps = set(start), tuple(steps)
    while True:
        more = {b for a, b in steps if a in found} - found
        if not more:
            return found
        found |= more
