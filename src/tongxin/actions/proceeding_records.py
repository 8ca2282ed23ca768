"""The records that moves write, so that nobody types a fact twice and every figure has its trail."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from django.db.models import Q

from tongxin.actions.acting import Actor
from tongxin.actions.entries import correct_entry, draft_of, record_entry, void_entry
from tongxin.actions.proceeding_desk import Desk, Step
from tongxin.engine.ledger.drafts import EntryDraft
from tongxin.engine.ledger.entries import Act
from tongxin.engine.ledger.kinds import EntryKind
from tongxin.engine.proceedings.records import amendable, amended, spoken, told
from tongxin.engine.proceedings.rules import Move, hands_in
from tongxin.engine.proceedings.standing import Made, standing
from tongxin.engine.roster.vocabulary import Family
from tongxin.store.models import Entry, Proceeding, ProceedingMove, ProceedingPart
from tongxin.store.queries import proceeding_sources as sources
from tongxin.store.queries import proceedings as queries

SIGNER = "signer"
"""Role of those who sign after the first, where a kind of record has one."""


def _office(actor: Actor) -> Actor:
    """Return the actor with the right to record; the right to make the move was checked."""
    return replace(actor, system=True)


def write_record(desk: Desk, part: ProceedingPart | None, move: Move, step: Step) -> int | None:
    """Record what a move brought about.

    Returns:
        id of the happening, or ``None`` for a move that records nothing.
    """
    kind = desk.mechanism.entry_kind(move.writes) if move.writes else None
    if kind is None:
        return None
    if part is None and hands_in(desk.flow, move) and _header(desk, None) is not None:
        # Handed in again after a change: one paper is received once; its record is brought into line.
        return None
    paper = desk.paper
    draft = EntryDraft(
        kind=kind.id,
        happened_on=_day(desk, move, step),
        title=paper.title,
        organisation=_body(paper, part) if "organisation" in kind.about else None,
        unit=_unit(desk) if part is None and "unit" in kind.about else None,
        participants=_people(desk, kind),
        fields=_fields(desk, part, move, step, kind),
    )
    return record_entry(_office(desk.actor), draft)


def _day(desk: Desk, move: Move, step: Step) -> date:
    """Return the day on which it happened: the one that was said, or that of the move."""
    said = step.fields.get(move.day_field) if move.day_field else None
    return date.fromisoformat(str(said)) if said else desk.day


def _unit(desk: Desk) -> int | None:
    """Return the liaison unit that a paper's record names: the one that hands it in, or its author's."""
    rules, paper = desk.flow.submission, desk.paper
    if rules is None or not rules.placed:
        return None
    if paper.body is not None:
        return paper.body_id if paper.body.family == Family.LIAISON_UNIT.value else None
    return sources.unit_of(desk.actor.committee, paper.first_id, desk.day)


def _body(paper: Proceeding, part: ProceedingPart | None) -> int | None:
    return part.body_id if part is not None else paper.body_id


def _people(desk: Desk, kind: EntryKind) -> tuple[tuple[int, str], ...]:
    """Return who stands behind a paper, in the roles that the kind of record has."""
    roles = [role.id for role in kind.roles]
    paper = desk.paper
    if not roles or paper.first_id is None:
        return ()
    rules = desk.flow.submission
    form = rules.form(paper.form) if rules else None
    first = form.first_role if form and form.first_role in roles else roles[0]
    other = form.other_role if form else ""
    signer = other if other in roles else SIGNER if SIGNER in roles else roles[0]
    confirmed = paper.signers.filter(state="confirmed").values_list("person", flat=True)
    return ((paper.first_id, first), *((person, signer) for person in confirmed))


def _fields(
    desk: Desk, part: ProceedingPart | None, move: Move, step: Step, kind: EntryKind
) -> dict[str, object]:
    """Return what the record says: answers of the move, of the reply before it, and of the paper itself."""
    flow = desk.flow_of(part)
    now = Made(id=0, move=move.id, at=desk.actor.at, fields=step.fields)
    held = (*standing(flow, desk.made(part)).in_force, now)
    paper = {**desk.paper.fields, "form": _form(desk), **_season(desk), **_origin(desk)}
    filled = amended(flow, held, desk.calendar, desk.day_of)
    role = part.role if part is not None else ""
    return told(kind, spoken(flow, held, paper=paper, role=role, filled=filled))


def _season(desk: Desk) -> dict[str, object]:
    """Return whether a paper came in for a plenary session or between two, where the pack asks for it."""
    rule = desk.flow.submission.season if desk.flow.submission else None
    if rule is None:
        return {}
    day = desk.day_of(desk.paper.submitted_at or desk.actor.at)
    return {rule.field: rule.of(day, queries.plenary_sessions(desk.actor.committee))}


def _origin(desk: Desk) -> dict[str, object]:
    """Return what a paper came from, where the pack asks for it."""
    origins = desk.flow.submission.origins if desk.flow.submission else None
    if origins is None:
        return {}
    before = desk.paper.origin
    found = origins.of(workflow=before.workflow) if before is not None else None
    if found is None and desk.paper.source is not None:
        found = origins.of(kind=sources.kind_of_record(desk.actor.committee, desk.paper.source))
    return {origins.field: found.id} if found is not None else {}


def _form(desk: Desk) -> str:
    rules = desk.flow.submission
    form = rules.form(desk.paper.form) if rules else None
    return (form.recorded_as or form.id) if form else ""


def void_record(desk: Desk, rows: Mapping[str, ProceedingMove], move: str, reason: str) -> None:
    """Declare void what an earlier move recorded."""
    row = rows.get(move)
    newest = _newest(row)
    if newest is not None and newest.act != Act.VOID:
        void_entry(_office(desk.actor), newest.pk, reason)


def align(desk: Desk, part: ProceedingPart | None, move: Move) -> None:
    """Bring the record of a paper, or of a part, into line with the moves in force: filed, merged, answered.

    Nothing is forgotten: an amendment is a further row of the happening, with the move as its reason.
    """
    flow = desk.flow_of(part)
    filled = amendable(flow)
    newest = _header(desk, part) if filled else None
    if newest is None or newest.act == Act.VOID:
        return
    before = draft_of(newest)
    found = _rewritten(desk, move, before) if part is None else before
    kept = {key: value for key, value in found.fields.items() if key not in filled}
    season = _season(desk) if part is None else {}
    fields = {
        **kept,
        **season,
        **amended(flow, standing(flow, desk.made(part)).in_force, desk.calendar, desk.day_of),
    }
    if (fields, found.title, found.participants) != (before.fields, before.title, before.participants):
        draft = replace(found, fields=fields)
        correct_entry(_office(desk.actor), newest.pk, draft, move.label.zh_hans)


def _header(desk: Desk, part: ProceedingPart | None) -> Entry | None:
    """Return the record that handing the paper in, or assigning the part, wrote, as it stands."""
    rows = desk.paper.moves.filter(part=None) if part is None else part.moves
    root = rows.filter(entry__isnull=False).order_by("pk").values_list("entry", flat=True).first()
    return Entry.objects.filter(Q(pk=root) | Q(root=root)).order_by("-pk").first() if root else None


def _rewritten(desk: Desk, move: Move, before: EntryDraft) -> EntryDraft:
    """Return the record of a paper that is handed in again: its title, its people, what it says now."""
    kind = desk.mechanism.entry_kind(move.writes) if hands_in(desk.flow, move) else None
    if kind is None or kind.id != before.kind:
        return before
    return replace(
        before,
        title=desk.paper.title,
        participants=_people(desk, kind),
        unit=_unit(desk) if "unit" in kind.about else None,
        fields=_fields(desk, None, move, Step(move=move.id), kind),
    )


def _newest(row: ProceedingMove | None) -> Entry | None:
    if row is None or row.entry is None:
        return None
    return Entry.objects.filter(Q(pk=row.entry) | Q(root=row.entry)).order_by("-id").first()


def latest(moves: list[ProceedingMove], held: tuple[Made, ...]) -> dict[str, ProceedingMove]:
    """Return the latest move in force of each code."""
    kept = {made.id for made in held}
    return {row.move: row for row in moves if row.pk in kept}
