"""Whether what papers come from, are edited into, become and are issued in is declared."""

from collections.abc import Iterator

from tongxin.engine.kernel.issues import Issue
from tongxin.engine.ledger.kinds import FieldSpec, FieldType
from tongxin.engine.mechanism.names import known
from tongxin.engine.mechanism.values import Mechanism
from tongxin.engine.proceedings.rules import Hand, Move, Takes, Workflow


def paper_issues(
    mechanism: Mechanism, flow: Workflow, header: dict[str, FieldSpec], place: str
) -> Iterator[Issue]:
    """Yield what is wrong with editing, issuing, origins and becoming.

    Args:
        mechanism: the mechanism.
        flow: the workflow.
        header: fields of the record that handing in writes.
        place: where the workflow stands.
    """
    for state in flow.states:
        if state.edited and state.hand is not Hand.OFFICE:
            params = {"found": state.hand.value, "near": Hand.OFFICE.value}
            yield Issue(code="pack.dangling", params=params, place=f"{place}/states/{state.id}/hand")
    for move in flow.moves:
        yield from _said(move, f"{place}/moves/{move.id}")
        yield from _issued(flow, move, f"{place}/moves/{move.id}")
        yield from _becoming(mechanism, move, f"{place}/moves/{move.id}")
    yield from _origins(mechanism, flow, header, place)


def _said(move: Move, place: str) -> Iterator[Issue]:
    """What a move refers to of what is said with it is asked with it."""
    asked = [spec.id for spec in move.fields]
    for field in move.once_per:
        yield from known(field, asked, f"{place}/once_per/{field}")
    if move.day_field:
        days = [spec.id for spec in move.fields if spec.type is FieldType.DATE]
        yield from known(move.day_field, days, f"{place}/day_field")


def _issued(flow: Workflow, move: Move, place: str) -> Iterator[Issue]:
    if move.takes is Takes.BULLETIN and not flow.bulletins:
        yield Issue(code="workflow.no_bulletins", params={"found": move.id}, place=f"{place}/takes")
    if move.edition and not any(state.edited for state in flow.states):
        yield Issue(code="workflow.nothing_edited", params={"found": move.id}, place=f"{place}/edition")


def _becoming(mechanism: Mechanism, move: Move, place: str) -> Iterator[Issue]:
    if move.becomes is not None:
        handed_in = [flow.id for flow in mechanism.workflows if flow.submission]
        yield from known(move.becomes.workflow, handed_in, f"{place}/becomes/workflow")


def _origins(
    mechanism: Mechanism, flow: Workflow, header: dict[str, FieldSpec], place: str
) -> Iterator[Issue]:
    """What a paper comes from stands on its record, with a value for each."""
    origins = flow.submission.origins if flow.submission else None
    if origins is None:
        return
    where = f"{place}/submission/origins"
    yield from known(origins.field, header, f"{where}/field")
    spec = header.get(origins.field)
    for origin in origins.known:
        if spec is not None:
            yield from known(origin.id, [choice.id for choice in spec.choices], f"{where}/known/{origin.id}")
        if origin.workflow:
            flows = [other.id for other in mechanism.workflows if other.submission]
            yield from known(origin.workflow, flows, f"{where}/known/{origin.id}/workflow")
        for kind in origin.kinds:
            kinds = [one.id for one in mechanism.entry_kinds]
            yield from known(kind, kinds, f"{where}/known/{origin.id}/kinds/{kind}")
