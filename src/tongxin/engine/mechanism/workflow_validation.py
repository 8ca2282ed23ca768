"""Whether the workflows of a mechanism hold together: nothing dangles, is out of reach, or traps a paper."""

from collections.abc import Iterable, Iterator

from tongxin.engine.kernel.issues import Issue
from tongxin.engine.ledger.kinds import FieldSpec
from tongxin.engine.mechanism.handling_validation import handling_issues
from tongxin.engine.mechanism.names import known
from tongxin.engine.mechanism.paper_validation import paper_issues
from tongxin.engine.mechanism.values import Mechanism
from tongxin.engine.proceedings.rules import Clock, Hand, Move, Workflow


def workflows(mechanism: Mechanism) -> Iterator[Issue]:
    """Yield what is wrong with workflows: unknown names first, and where all are known, what does not hold.

    With a name mistyped half of a workflow seems out of reach; that would hide the mistake.
    """
    unknown = [issue for flow in mechanism.workflows for issue in _names(mechanism, flow, _place(flow))]
    if unknown:
        yield from unknown
        return
    for flow in mechanism.workflows:
        place = _place(flow)
        yield from _makers(mechanism, flow, place)
        yield from _reach(flow, place)
        yield from _submission(flow, place)


def _place(flow: Workflow) -> str:
    return f"workflows.yaml/workflows/{flow.id}"


def _names(mechanism: Mechanism, flow: Workflow, place: str) -> Iterator[Issue]:
    if flow.part_of:
        yield from known(flow.part_of, [other.id for other in mechanism.workflows], f"{place}/part_of")
    for move in flow.moves:
        yield from _move(mechanism, flow, move, f"{place}/moves/{move.id}")
    for clock in flow.clocks:
        yield from _clock(flow, clock, f"{place}/clocks/{clock.id}")
    yield from _season(mechanism, flow, place)
    yield from _compiled(flow, place)
    yield from handling_issues(mechanism, flow, place)
    yield from paper_issues(mechanism, flow, _header_fields(mechanism, flow), place)
    yield from _compared(flow, place)
    kinds = [kind.id for kind in mechanism.vocabulary.organisation_kinds]
    for form in flow.submission.forms if flow.submission else ():
        for code in form.kinds:
            yield from known(code, kinds, f"{place}/submission/forms/{form.id}/kinds/{code}")


def _move(mechanism: Mechanism, flow: Workflow, move: Move, place: str) -> Iterator[Issue]:
    states, moves = [state.id for state in flow.states], [other.id for other in flow.moves]
    for code in move.since:
        yield from known(code, states, f"{place}/since/{code}")
    for code in move.after:
        yield from known(code, moves, f"{place}/after/{code}")
    for code, names, key in (
        (move.to, states, "to"),
        (move.undoes, moves, "undoes"),
        (move.carries, moves, "carries"),
        (move.voids, moves, "voids"),
        (move.window, [clock.id for clock in flow.clocks], "window"),
        (move.writes, [kind.id for kind in mechanism.entry_kinds], "writes"),
        (move.raises, _moves_of(mechanism, [flow.part_of]), "raises"),
        (move.pushes, _moves_of(mechanism, _parts(mechanism, flow)), "pushes"),
    ):
        if code:
            yield from known(code, names, f"{place}/{key}")
    if move.in_person is not None:
        yield from known(move.in_person.field, [spec.id for spec in move.fields], f"{place}/in_person/field")
    if move.alike:
        yield from known(move.alike, [spec.id for spec in move.fields], f"{place}/alike")
    yield from _amends(mechanism, flow, move, f"{place}/amends")


def _makers(mechanism: Mechanism, flow: Workflow, place: str) -> Iterator[Issue]:
    """Somebody makes every move, from some state; what nobody makes follows from another move."""
    follow = _following(mechanism) | _starting(flow)
    for move in flow.moves:
        where = f"{place}/moves/{move.id}"
        if not move.by:
            yield Issue(code="workflow.nobody", params={"found": move.id}, place=f"{where}/by")
        if not move.since:
            yield Issue(code="workflow.from_nowhere", params={"found": move.id}, place=f"{where}/since")
        if Hand.NONE in move.by and move.id not in follow:
            yield Issue(code="workflow.never_follows", params={"found": move.id}, place=f"{where}/by")


def _amends(mechanism: Mechanism, flow: Workflow, move: Move, place: str) -> Iterator[Issue]:
    """What is amended stands on the record that handing in or assigning wrote, and may hold the value."""
    fields = _header_fields(mechanism, flow)
    asked = {spec.id: spec for spec in move.fields}
    for number, amend in enumerate(move.amends):
        yield from known(amend.field, fields, f"{place}/{number}/field")
        if amend.missed:
            yield from known(amend.missed, [clock.id for clock in flow.clocks], f"{place}/{number}/missed")
        for code in amend.after:
            yield from known(code, [other.id for other in flow.moves], f"{place}/{number}/after/{code}")
        if amend.when is not None:
            yield from known(amend.when.field, asked, f"{place}/{number}/when/field")
        spec = fields.get(amend.field)
        if spec is not None and spec.choices and amend.value:
            yield from known(amend.value, [choice.id for choice in spec.choices], f"{place}/{number}/value")


def _header_fields(mechanism: Mechanism, flow: Workflow) -> dict[str, FieldSpec]:
    """Return the fields of the record that handing a paper in, or assigning a part, writes."""
    first = next((one for one in flow.moves if flow.start in one.since and one.writes), None)
    kind = mechanism.entry_kind(first.writes) if first else None
    return {spec.id: spec for spec in kind.fields} if kind else {}


def _season(mechanism: Mechanism, flow: Workflow, place: str) -> Iterator[Issue]:
    """What tells session papers from others must stand on the record that handing in writes."""
    season = flow.submission.season if flow.submission else None
    if season is None:
        return
    fields = _header_fields(mechanism, flow)
    yield from known(season.field, fields, f"{place}/submission/season/field")
    spec = fields.get(season.field)
    for key in ("within", "outside") if spec else ():
        choices = [choice.id for choice in spec.choices] if spec else []
        yield from known(getattr(season, key), choices, f"{place}/submission/season/{key}")


def _compiled(flow: Workflow, place: str) -> Iterator[Issue]:
    """What keeps papers out of a compilation is asked when they are handed in."""
    if flow.submission is None:
        return
    rule, asked = flow.submission.compiled, {spec.id: spec for spec in flow.submission.fields}
    if rule.consent:
        yield from known(rule.consent, asked, f"{place}/submission/compiled/consent")
    spec = asked.get(rule.consent)
    for key in ("whole", "short") if spec else ():
        for code in getattr(rule, key):
            choices = [choice.id for choice in spec.choices] if spec else []
            yield from known(code, choices, f"{place}/submission/compiled/{key}/{code}")


def _compared(flow: Workflow, place: str) -> Iterator[Issue]:
    """By what papers are sorted, and what lets others see them, is asked when they are handed in."""
    rules = flow.submission
    fields = {spec.id: spec for spec in rules.fields} if rules else {}
    if rules is None:
        return
    if rules.theme:
        yield from known(rules.theme, fields, f"{place}/submission/theme")
    if rules.shown_if is None:
        return
    where = f"{place}/submission/shown_if"
    yield from known(rules.shown_if.field, fields, f"{where}/field")
    spec = fields.get(rules.shown_if.field)
    for value in rules.shown_if.values if spec else ():
        yield from known(
            value, [choice.id for choice in spec.choices] if spec else [], f"{where}/values/{value}"
        )


def _moves_of(mechanism: Mechanism, flows: Iterable[str]) -> list[str]:
    wanted = set(flows)
    return [move.id for flow in mechanism.workflows if flow.id in wanted for move in flow.moves]


def _parts(mechanism: Mechanism, flow: Workflow) -> list[str]:
    return [other.id for other in mechanism.workflows if other.part_of == flow.id]


def _following(mechanism: Mechanism) -> set[str]:
    """Return the moves that follow from others."""
    every = [move for flow in mechanism.workflows for move in flow.moves]
    return {code for move in every for code in (move.raises, move.pushes, move.carries) if code}


def _starting(flow: Workflow) -> set[str]:
    """A part begins with a move that nobody makes: it is made with the part."""
    return {move.id for move in flow.moves if flow.part_of and move.since == (flow.start,) and not move.to}


def _clock(flow: Workflow, clock: Clock, place: str) -> Iterator[Issue]:
    moves = [move.id for move in flow.moves]
    for key in ("starts", "ends", "drops", "pauses", "resumes"):
        for code in getattr(clock, key):
            yield from known(code, moves, f"{place}/{key}/{code}")
    if clock.amount < 1 and not clock.day_field:
        yield Issue(code="pack.too_small", params={"found": clock.amount}, place=f"{place}/amount")
    held = sorted({spec.id for move in flow.moves for spec in move.fields})
    for key, code in (
        ("day_field", clock.day_field),
        ("extend_field", clock.extend_field),
        ("when/field", clock.when.field if clock.when else ""),
    ):
        if code:
            yield from known(code, held, f"{place}/{key}")


def _reach(flow: Workflow, place: str) -> Iterator[Issue]:
    """Every state is reached from the first, and from every state a resting place is reached."""
    steps = [(state, move.to) for move in flow.moves for state in move.since if move.to]
    reached = _closure({flow.start}, steps)
    resting = _closure({state.id for state in flow.states if state.final}, [(b, a) for a, b in steps])
    for state in flow.states:
        where = f"{place}/states/{state.id}"
        if state.id not in reached:
            yield Issue(code="workflow.out_of_reach", params={"found": state.id}, place=where)
        elif state.id not in resting:
            yield Issue(code="workflow.trap", params={"found": state.id}, place=where)


def _closure(start: set[str], steps: list[tuple[str, str]]) -> set[str]:
    found = set(start)
    while True:
        more = {b for a, b in steps if a in found} - found
        if not more:
            return found
        found |= more


def _submission(flow: Workflow, place: str) -> Iterator[Issue]:
    if flow.submission is None:
        if not flow.part_of:
            yield Issue(code="pack.missing_key", params={"expected": "submission"}, place=place)
        return
    for key in ("forms", "parts"):
        if not getattr(flow.submission, key):
            yield Issue(code="pack.missing_key", params={"expected": key}, place=f"{place}/submission/{key}")
