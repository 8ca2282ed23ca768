"""Whether those in whose hands moves lie are named at all: leaders, and two sides that rate each other."""

from collections.abc import Iterator

from tongxin.engine.kernel.issues import Issue
from tongxin.engine.mechanism.names import known
from tongxin.engine.mechanism.values import Mechanism
from tongxin.engine.proceedings.leading import namings
from tongxin.engine.proceedings.rules import Blind, Hand, Workflow


def handling_issues(mechanism: Mechanism, flow: Workflow, place: str) -> Iterator[Issue]:
    """Yield what is wrong with who leads papers, and with who rates whom.

    Args:
        mechanism: the mechanism.
        flow: the workflow.
        place: where it stands.
    """
    whole = mechanism.workflow(flow.part_of) if flow.part_of else flow
    for move in flow.moves:
        if Hand.LEADER in move.by and (whole is None or not namings(whole)):
            params = {"found": move.id}
            yield Issue(code="workflow.no_leader", params=params, place=f"{place}/moves/{move.id}/by")
        if move.blind is not None:
            yield from _blind(mechanism, flow, move.blind, f"{place}/moves/{move.id}/blind")


def _blind(mechanism: Mechanism, flow: Workflow, rule: Blind, place: str) -> Iterator[Issue]:
    """A unit rates beside moves of the paper that its proposer makes, within a deadline of the paper."""
    whole = mechanism.workflow(flow.part_of) if flow.part_of else None
    moves = whole.moves if whole else ()
    theirs = [move.id for move in moves if Hand.PROPOSER in move.by]
    for code in rule.beside:
        yield from known(code, theirs, f"{place}/beside/{code}")
    yield from known(rule.until, [clock.id for clock in whole.clocks] if whole else [], f"{place}/until")
