"""Whether those in whose hands moves lie are named at all: leaders, and two sides that rate each other."""

from collections.abc import Iterator

from tongxin.engine.kernel.issues import Issue
from tongxin.engine.mechanism.values import Mechanism
from tongxin.engine.proceedings.leading import namings
from tongxin.engine.proceedings.rules import Hand, Workflow


def handling_issues(mechanism: Mechanism, flow: Workflow, place: str) -> Iterator[Issue]:
    """Yield what is wrong with who leads papers.

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
