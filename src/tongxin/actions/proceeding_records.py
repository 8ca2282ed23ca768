"""The records that moves write, so that nobody types a fact twice and every figure has its trail."""

from collections.abc import Mapping
from dataclasses import replace

from django.db.models import Q

from tongxin.actions.acting import Actor
from tongxin.actions.entries import correct_entry, draft_of, record_entry, void_entry
from tongxin.actions.proceeding_desk import Desk, Step
from tongxin.engine.ledger.drafts import EntryDraft
from tongxin.engine.ledger.entries import Act
from tongxin.engine.ledger.kinds import EntryKind
from tongxin.engine.proceedings.rules import Move
from tongxin.engine.proceedings.standing import Made, standing
from tongxin.store.models import Entry, Proceeding, ProceedingMove, ProceedingPart

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
    paper = desk.paper
    draft = EntryDraft(
        kind=kind.id,
        happened_on=desk.day,
        title=paper.title,
        organisation=_body(paper, part) if "organisation" in kind.about else None,
        participants=_people(desk, kind),
        fields=_fields(desk, part, move, step, kind),
    )
    return record_entry(_office(desk.actor), draft)


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
    signer = SIGNER if SIGNER in roles else roles[0]
    confirmed = paper.signers.filter(state="confirmed").values_list("person", flat=True)
    return ((paper.first_id, first), *((person, signer) for person in confirmed))


def _fields(
    desk: Desk, part: ProceedingPart | None, move: Move, step: Step, kind: EntryKind
) -> dict[str, object]:
    """Return what the record says: answers of the move, of the reply before it, and of the paper itself."""
    known: dict[str, object] = {**desk.paper.fields, "form": _form(desk)}
    if part is not None:
        known |= {**_said_before(part), "part": part.role}
    elif not move.fields:
        # What was asked before is what is agreed to: the form it is passed on in.
        known |= _said_before(desk.paper)
    known |= step.fields
    wanted = {spec.id: spec for spec in kind.fields}
    return {
        key: value for key, value in known.items() if key in wanted and _offered(value, wanted[key].choices)
    }


def _offered(value: object, choices: tuple[object, ...]) -> bool:
    return not choices or value in {getattr(choice, "id", None) for choice in choices}


def _said_before(row: Proceeding | ProceedingPart) -> dict[str, object]:
    """Return what was said with the moves before, the latest last: a reply is sent as it was drafted."""
    moves = row.moves.filter(part=None) if isinstance(row, Proceeding) else row.moves.all()
    said: dict[str, object] = {}
    for fields in moves.order_by("pk").values_list("fields", flat=True):
        said |= fields
    return said


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


def align(desk: Desk, move: Move) -> None:
    """Bring the record of handing in into line with the moves in force: filed, merged, withdrawn.

    Nothing is forgotten: an amendment is a further row of the happening, with the move as its reason.
    """
    rows = list(desk.paper.moves.filter(part=None).order_by("pk"))
    root = next((row.entry for row in rows if row.entry is not None), None)
    first = Entry.objects.filter(pk=root).first() if root is not None else None
    newest = Entry.objects.filter(Q(pk=root) | Q(root=root)).order_by("-id").first() if first else None
    if first is None or newest is None or newest.act == Act.VOID:
        return
    fields = {**first.fields, **_amended(desk, rows)}
    if fields != newest.fields:
        draft = replace(draft_of(newest), fields=fields)
        correct_entry(_office(desk.actor), newest.pk, draft, move.label.zh_hans)


def _amended(desk: Desk, rows: list[ProceedingMove]) -> dict[str, object]:
    """Return what the moves in force make of the record."""
    held = standing(desk.flow, desk.made(None)).in_force
    said: dict[str, object] = {}
    found: dict[str, object] = {}
    fields = {row.pk: row.fields for row in rows}
    for made in held:
        said |= fields.get(made.id, {})
        move = desk.flow.move(made.move)
        for amend in move.amends if move else ():
            found[amend.field] = said.get(amend.said) if amend.said else _value(amend.value)
    return {key: value for key, value in found.items() if value is not None}


def _value(text: str) -> object:
    return True if text == "yes" else text


def _newest(row: ProceedingMove | None) -> Entry | None:
    if row is None or row.entry is None:
        return None
    return Entry.objects.filter(Q(pk=row.entry) | Q(root=row.entry)).order_by("-id").first()


def latest(moves: list[ProceedingMove], held: tuple[Made, ...]) -> dict[str, ProceedingMove]:
    """Return the latest move in force of each code."""
    kept = {made.id for made in held}
    return {row.move: row for row in moves if row.pk in kept}
