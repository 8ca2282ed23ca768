"""Appending to the audit log: in the caller's transaction, in order, chained."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import F

from tongxin.actions import checkpoints
from tongxin.actions.acting import Actor, Changes
from tongxin.engine.kernel.chain import digest_of
from tongxin.engine.kernel.issues import Subject
from tongxin.store.models import AuditEvent, AuditHead, Committee

ROSTER_NOUNS = frozenset(
    {
        "base",
        "committee",
        "enterprise",
        "handling_unit",
        "link",
        "member",
        "membership",
        "organisation",
        "party_organisation",
        "person",
        "placement",
        "post",
        "sector",
        "term",
        "unit",
    }
)
"""Nouns whose verbs make look-ups kept in memory stale."""

_NEWEST: dict[int, tuple[int, str, str]] = {}

_MASKED = frozenset({"phone", "contact_phone", "id_number"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One act to be put on record.

    Attributes:
        verb: dotted code, such as ``entry.record``.
        subject: the record acted on.
        changes: fields before and after.
        at: when, if not the actor's moment (demo data, imports of old records).
    """

    verb: str
    subject: Subject
    changes: Changes = field(default_factory=Changes)
    at: datetime | None = None


def mask(value: object) -> str:
    """Hide all but the last two characters of a personal number."""
    text = str(value or "")
    return "*" * max(len(text) - 2, 0) + text[-2:]


def _plain(name: str, value: object) -> object:
    """Turn a value into JSON, personal numbers masked."""
    if name in _MASKED:
        return mask(value)
    if isinstance(value, Mapping):
        return {str(key): _plain(str(key), item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(name, item) for item in value]
    if value is None or isinstance(value, bool | int | str):
        return value
    return value.isoformat() if isinstance(value, date) else str(value)


def changes_as_json(changes: Changes) -> dict[str, object]:
    """Return before and after as JSON values."""
    return {"before": _plain("", changes.before), "after": _plain("", changes.after)}


def content_of(event: AuditEvent) -> dict[str, object]:
    """Return what an audit entry says, as it is hashed."""
    return {
        "seq": event.seq,
        "at": event.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "committee": event.committee_id,
        "actor": event.actor_id,
        "actor_name": event.actor_name,
        "on_behalf_of": event.on_behalf_of_id,
        "verb": event.verb,
        "noun": event.noun,
        "object_id": event.object_id,
        "object_name": event.object_name,
        "changes": event.changes,
        "request_id": event.request_id,
    }


def audit(actor: Actor, verb: str, subject: Subject, changes: Changes | None = None) -> None:
    """Append one audit entry in the caller's transaction."""
    audit_many(actor, [Act(verb=verb, subject=subject, changes=changes or Changes())])


def audit_many(actor: Actor, acts: Iterable[Act]) -> None:
    """Append audit entries in order, in the caller's transaction, with one signed checkpoint after it.

    The head row is locked first, so that writers append one after the other on every database.
    """
    # Made on first use: the table holds this one row, and migrations stay free of data.
    AuditHead.objects.get_or_create(pk=1)
    head = AuditHead.objects.select_for_update().get(pk=1)
    events: list[AuditEvent] = []
    for act in acts:
        event = _event(actor, act, head.seq + 1, head.digest)
        event.digest = digest_of(content_of(event), head.digest)
        head.seq, head.digest = event.seq, event.digest
        events.append(event)
    if not events:
        return
    AuditEvent.objects.bulk_create(events, batch_size=500)
    head.save(update_fields=["seq", "digest"])
    if actor.committee_id is not None and any(event.noun in ROSTER_NOUNS for event in events):
        Committee.objects.filter(pk=actor.committee_id).update(roster_revision=F("roster_revision") + 1)
    _checkpoint_after_commit(events[-1])


def _event(actor: Actor, act: Act, seq: int, previous: str) -> AuditEvent:
    return AuditEvent(
        seq=seq,
        at=act.at or actor.at,
        committee_id=actor.committee_id,
        actor_id=actor.user_id,
        actor_name=actor.name[:80],
        on_behalf_of_id=actor.on_behalf_of,
        verb=act.verb,
        noun=act.subject.noun,
        object_id=act.subject.id,
        object_name=act.subject.name[:200],
        changes=changes_as_json(act.changes),
        request_id=actor.request_id,
        previous=previous,
    )


def _checkpoint_after_commit(event: AuditEvent) -> None:
    """Note the head once a transaction, however many acts it holds."""
    folder: Path = settings.TONGXIN_DATA
    seq, digest = event.seq, event.digest
    at = event.at.astimezone(UTC).isoformat(timespec="microseconds")
    _NEWEST[id(transaction.get_connection())] = (seq, digest, at)

    def note() -> None:
        newest = _NEWEST.get(id(transaction.get_connection()))
        # Of all acts of a transaction only the last is noted; a rolled-back one never comes here.
        if newest == (seq, digest, at):
            checkpoints.append(folder, seq=seq, digest=digest, at=at)

    transaction.on_commit(note)
