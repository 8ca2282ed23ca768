"""The ledger's verbs: record, correct, void, reveal. Rows are only ever added."""

from collections.abc import Sequence
from dataclasses import replace

from django.db import transaction
from django.db.models import Q

from tongxin.actions import entry_rows
from tongxin.actions.acting import Actor, Changes, Invalid, Refused, require
from tongxin.actions.audit import Act as Deed
from tongxin.actions.audit import audit, audit_many
from tongxin.actions.drafts import drafts_of_form, receipt_for
from tongxin.actions.entry_rows import Recording, checked, mechanism_at, names_of, settled, summary, write
from tongxin.engine.kernel.issues import Issue, Subject
from tongxin.engine.kernel.rights import Scope
from tongxin.engine.ledger.drafts import EntryDraft, EvidenceFile
from tongxin.engine.ledger.entries import Act
from tongxin.engine.ledger.kinds import EntryKind
from tongxin.store.models import Entry
from tongxin.store.queries.entries import reach
from tongxin.store.queries.ties import Ties, ties_of

__all__ = [
    "Recording",
    "correct_entry",
    "draft_of",
    "export_entries",
    "readable_entry",
    "record_entry",
    "record_many",
    "reveal_entry",
    "void_entry",
]

LONGEST_REASON = 200
"""Characters of the reason for a correction or void."""


@transaction.atomic
def record_entry(actor: Actor, draft: EntryDraft, *, token: str = "", form: str = "") -> int:
    """Record what happened.

    Args:
        actor: who records.
        draft: what happened.
        token: identity of the form that was sent; sent twice, it records once.
        form: key of the draft to put away, if the form had kept one.

    Returns:
        id of the new entry, or of the one that the same form recorded before.

    Raises:
        Refused: the actor may not record this.
        Invalid: something is wrong with the draft.
    """
    scope = require(actor, "record", "entry")
    receipt = receipt_for(actor, token) if token else None
    if receipt is not None and "entry" in receipt.data:
        return int(receipt.data["entry"])
    mechanism, day = mechanism_at(actor, actor.at)
    names = names_of(actor, [draft])
    kind = checked(draft, mechanism, names, day)
    _require_within(actor, scope, draft, kind, "record")
    recording = Recording(draft=draft, recorded_at=actor.at, recorded_by=actor.user)
    [entry] = write(actor, [(recording, kind)], names)
    acting = replace(actor, on_behalf_of=draft.on_behalf_of or actor.on_behalf_of)
    audit(acting, "entry.record", _subject(entry), Changes(after=summary(draft, kind)))
    if receipt is not None:
        receipt.data = {"entry": entry.pk}
        receipt.save(update_fields=["data"])
    if form:
        drafts_of_form(actor, form).delete()
    return entry.pk


@transaction.atomic
def record_many(actor: Actor, recordings: Sequence[Recording]) -> list[int]:
    """Record many happenings at once, with the times at which they came to be known.

    Args:
        actor: an import or the installation itself; needs the right for the whole committee.
        recordings: first records; the mechanism in force on the actor's day judges them all.

    Returns:
        ids in the order given.

    Raises:
        Refused: the actor may not record for the whole committee.
        Invalid: a draft is wrong; the issue's parameter ``row`` counts from 1. Nothing is written.
    """
    if require(actor, "record", "entry") is not Scope.COMMITTEE:
        raise Refused("record", "entry")
    mechanism, day = mechanism_at(actor, actor.at)
    names = names_of(actor, [recording.draft for recording in recordings])
    judged: list[tuple[Recording, EntryKind]] = []
    for row, recording in enumerate(recordings, start=1):
        try:
            judged.append((recording, checked(recording.draft, mechanism, names, day)))
        except Invalid as problem:
            issues = (replace(issue, params={**issue.params, "row": row}) for issue in problem.issues)
            raise Invalid(tuple(issues)) from problem
    entries = write(actor, judged, names)
    audit_many(
        actor,
        [
            Deed(
                verb="entry.record",
                subject=_subject(entry),
                changes=Changes(after=summary(recording.draft, kind)),
                at=recording.recorded_at,
            )
            for entry, (recording, kind) in zip(entries, judged, strict=True)
        ],
    )
    return [entry.pk for entry in entries]


@transaction.atomic
def correct_entry(
    actor: Actor, entry_id: int, draft: EntryDraft, reason: str, *, seen: int | None = None, form: str = ""
) -> int:
    """Give a happening new content; what was recorded before stays on record.

    Args:
        actor: who corrects.
        entry_id: any row of the happening.
        draft: the whole content as it should be.
        reason: why; shown in the history.
        seen: the row that the corrector had before them; another one in force is a conflict.
        form: key of the draft to put away.

    Returns:
        id of the new row.

    Raises:
        Refused: the actor may not correct this entry, or give it this content.
        Invalid: something is wrong with the draft or the reason, or somebody else was faster.
    """
    scope = require(actor, "correct", "entry")
    newest = _newest_within(actor, scope, entry_id, "correct")
    _require_open(newest, reason, seen)
    mechanism, day = mechanism_at(actor, actor.at)
    names = names_of(actor, [draft])
    kind = checked(draft, mechanism, names, day)
    _require_within(actor, scope, draft, kind, "correct")
    draft, before = settled(draft, kind, names), draft_of(newest)
    old_kind = mechanism.entry_kind(before.kind) or kind
    changes = entry_rows.difference(summary(before, old_kind), summary(draft, kind))
    if not changes.before and not changes.after and before.text == draft.text:
        raise Invalid((Issue(code="entry.unchanged"),))
    [entry] = write(actor, [(_further(actor, newest, draft, Act.CORRECT, reason), kind)], names)
    audit(actor, "entry.correct", _subject(entry), changes)
    if form:
        drafts_of_form(actor, form).delete()
    return entry.pk


@transaction.atomic
def void_entry(actor: Actor, entry_id: int, reason: str, *, seen: int | None = None) -> int:
    """Declare a happening void; it stays visible, marked, and no figure counts it any more.

    Args:
        actor: who voids it.
        entry_id: any row of the happening.
        reason: why; shown in the history.
        seen: the row that the actor had before them.

    Returns:
        id of the new row.

    Raises:
        Refused: the actor may not void this entry.
        Invalid: there is no reason, it is void already, or somebody else was faster.
    """
    scope = require(actor, "void", "entry")
    newest = _newest_within(actor, scope, entry_id, "void")
    _require_open(newest, reason, seen)
    draft = draft_of(newest)
    mechanism, _ = mechanism_at(actor, actor.at)
    kind = mechanism.entry_kind(draft.kind)
    if kind is None:
        raise Invalid((Issue(code="kind.unknown", place="kind", params={"name": draft.kind}),))
    further = _further(actor, newest, draft, Act.VOID, reason)
    [entry] = write(actor, [(further, kind)], names_of(actor, [draft]))
    audit(actor, "entry.void", _subject(entry), Changes(after={"act": "void", "reason": reason.strip()}))
    return entry.pk


@transaction.atomic
def reveal_entry(actor: Actor, entry_id: int) -> None:
    """Put on record that somebody looked at an entry's sensitive fields; the page then shows them once.

    Raises:
        Refused: the actor may not reveal sensitive data, or not see this entry.
    """
    require(actor, "reveal", "member")
    newest = _newest_within(actor, require(actor, "read", "entry"), entry_id, "read")
    audit(actor, "entry.reveal", _subject(newest))


def readable_entry(actor: Actor, entry_id: int) -> Entry:
    """Return the row in force of a happening that the actor may read, such as one a paper comes from.

    Raises:
        Refused: there is none that the actor may read.
    """
    return _newest_within(actor, require(actor, "read", "entry"), entry_id, "read")


@transaction.atomic
def export_entries(actor: Actor, query: str, count: int) -> None:
    """Put on record that somebody takes a list of entries out of the system.

    Args:
        actor: who exports.
        query: the filter, as the address has it.
        count: how many entries the list holds.

    Raises:
        Refused: the actor may not export entries.
    """
    require(actor, "export", "entry")
    subject = Subject(noun="ledger", id=actor.committee)
    audit(actor, "entry.export", subject, Changes(after={"filter": query, "entries": count}))


def draft_of(entry: Entry) -> EntryDraft:
    """Return a row's content as a draft, to start a correction from."""
    return EntryDraft(
        kind=entry.kind,
        happened_on=entry.happened_on,
        happened_to=entry.happened_to,
        title=entry.title,
        text=entry.text,
        place=entry.place,
        organisation=entry.organisation_id,
        unit=entry.unit_id,
        base=entry.base_id,
        enterprise=entry.enterprise_id,
        participants=tuple(entry.participations.order_by("pk").values_list("person", "role")),
        fields=entry.fields,
        amounts=dict(entry.amounts.order_by("pk").values_list("name", "amount")),
        on_behalf_of=entry.on_behalf_of_id,
        evidence=tuple(
            EvidenceFile(name=row.name, media_type=row.media_type, size=row.size, sha256=row.sha256)
            for row in entry.evidence.order_by("pk")
        ),
    )


def _subject(entry: Entry) -> Subject:
    """Name the happening: all rows of one are found under the id of its first."""
    return Subject(noun="entry", id=entry.root_id or entry.pk, name=entry.title)


def _ties(actor: Actor, scope: Scope) -> Ties:
    if scope not in {Scope.LINKS, Scope.UNIT}:
        return Ties()
    return ties_of(actor.person_id, actor.unit_ids, actor.at.date())


def _require_within(actor: Actor, scope: Scope, draft: EntryDraft, kind: EntryKind, verb: str) -> None:
    """Refuse content that lies outside the actor's scope."""
    if scope is Scope.COMMITTEE:
        return
    on_behalf_of_other = draft.on_behalf_of not in {None, actor.person_id}
    people = draft.people()
    # A kind in which nobody takes part belongs to whoever writes it down.
    own = actor.person_id is not None and (actor.person_id in people or not kind.roles)
    unit = scope >= Scope.UNIT and bool({draft.unit, draft.organisation} & actor.unit_ids)
    ties = _ties(actor, scope)
    linked = bool(people & ties.people or set(draft.bodies().values()) & ties.organisations)
    if on_behalf_of_other or not (own or unit or linked):
        raise Refused(verb, "entry")


def _newest_within(actor: Actor, scope: Scope, entry_id: int, verb: str) -> Entry:
    """Lock a happening and return its row in force, if it lies within the actor's scope."""
    named = Entry.objects.filter(pk=entry_id, committee=actor.committee).first()
    if named is None:
        raise Refused(verb, "entry")
    happening = named.root_id or named.pk
    # Corrections of one happening come one after the other, each seeing the one before.
    Entry.objects.select_for_update(of=("self",)).get(pk=happening)
    newest = Entry.objects.filter(Q(pk=happening) | Q(root=happening)).order_by("-pk").first()
    within = reach(actor, scope, _ties(actor, scope))
    if newest is None or not Entry.objects.filter(within, pk=newest.pk).exists():
        raise Refused(verb, "entry")
    return newest


def _require_open(newest: Entry, reason: str, seen: int | None) -> None:
    """Insist on a reason, on a happening that is not void, and on nobody having been faster."""
    issues: list[Issue] = []
    if newest.act == Act.VOID:
        issues.append(Issue(code="entry.void_already"))
    elif seen is not None and seen != newest.pk:
        issues.append(Issue(code="entry.changed_meanwhile"))
    if not reason.strip():
        issues.append(Issue(code="field.required", place="reason"))
    elif len(reason) > LONGEST_REASON:
        issues.append(
            Issue(
                code="field.too_long",
                place="reason",
                params={"length": len(reason), "longest": LONGEST_REASON},
            )
        )
    if issues:
        raise Invalid(tuple(issues))


def _further(actor: Actor, newest: Entry, draft: EntryDraft, act: Act, reason: str) -> Recording:
    """Return a further row of a happening."""
    return Recording(
        draft=draft,
        # A clock that was set back must not let a correction come before what it corrects.
        recorded_at=max(actor.at, newest.recorded_at),
        recorded_by=actor.user,
        act=act,
        root=newest.root_id or newest.pk,
        reason=reason.strip(),
    )
