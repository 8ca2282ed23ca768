"""Appending to the audit log: in the caller's transaction, in order, chained."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC, date, datetime

from django.conf import settings
from django.db import transaction
from django.db.models import F

from tongxin.actions import checkpoints
from tongxin.actions.acting import Actor, Changes
from tongxin.engine.kernel.chain import digest_of
from tongxin.engine.kernel.issues import Subject
from tongxin.store.models import AuditEvent, AuditHead, Committee
from tongxin.store.queries.seals import unsealed

ROSTER_NOUNS = frozenset(
    {
        "base",
        "committee",
        "enterprise",
        "exemption",
        "handling_unit",
        "link",
        "member",
        "membership",
        "organisation",
        "pairing",
        "party_organisation",
        "person",
        "placement",
        "post",
        "problem",
        "sector",
        "term",
        "unit",
    }
)
"""Nouns whose verbs make look-ups kept in memory stale."""

_LOOKS = frozenset({"entry.export", "entry.reveal"})
"""Verbs on entries that write no row of the ledger."""

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
    if isinstance(value, Mapping):
        return {str(key): _plain(str(key), item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(name, item) for item in value]
    if isinstance(value, set | frozenset):
        return sorted((_plain(name, item) for item in value), key=str)
    if name in _MASKED:
        return mask(value)
    if value is None or isinstance(value, bool | int | str):
        return value
    return value.isoformat() if isinstance(value, date) else str(value)


def changes_as_json(changes: Changes) -> dict[str, object]:
    """Return before and after as JSON values."""
    return {"before": _plain("", changes.before), "after": _plain("", changes.after)}


def _written(at: datetime) -> str:
    """Write a moment in the one way that is hashed."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def content_of(event: AuditEvent) -> dict[str, object]:
    """Return what an audit entry says, as it is hashed."""
    return {
        "seq": event.seq,
        "at": _written(event.at),
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


def wait_for_turn() -> None:
    """Let one transaction at a time go on from here: whoever gives a number, or must not be overtaken.

    It is the lock of the log, which every verb takes at its end. Another lock would be taken by some before
    that one and by others behind it, and on PostgreSQL two of them would wait for each other.
    """
    _head()


def _head() -> AuditHead:
    # Made on first use: the table holds this one row, and migrations stay free of data.
    return AuditHead.objects.select_for_update().get_or_create(pk=1)[0]


def audit(actor: Actor, verb: str, subject: Subject, changes: Changes | None = None) -> None:
    """Append one audit entry in the caller's transaction."""
    audit_many(actor, [Act(verb=verb, subject=subject, changes=changes or Changes())])


def audit_many(actor: Actor, acts: Iterable[Act]) -> None:
    """Append audit entries in order, in the caller's transaction, with one signed checkpoint after it.

    The head row is locked first, so that writers append one after the other on every database.
    """
    head = _head()
    acts = list(acts)
    seals = _seals(acts)
    events: list[AuditEvent] = []
    for act in acts:
        event = _event(actor, act, head.seq + 1, head.digest)
        if act.subject.noun == "entry" and (rows := seals.pop(act.subject.id, None)):
            event.changes["seals"] = rows
        event.digest = digest_of(content_of(event), head.digest)
        head.seq, head.digest = event.seq, event.digest
        events.append(event)
    if not events:
        return
    AuditEvent.objects.bulk_create(events, batch_size=500)
    head.save(update_fields=["seq", "digest"])
    if actor.committee_id is not None and any(event.noun in ROSTER_NOUNS for event in events):
        Committee.objects.filter(pk=actor.committee_id).update(roster_revision=F("roster_revision") + 1)
    _checkpoint_after_commit()


def _seals(acts: list[Act]) -> dict[int, dict[str, object]]:
    """Seal the rows that the acts have just written to the ledger, so that the chain vouches for them too."""
    happenings = {act.subject.id for act in acts if act.subject.noun == "entry" and act.verb not in _LOOKS}
    found = unsealed(happenings) if happenings else {}
    return {
        happening: {str(row): asdict(seal) for row, seal in rows.items()} for happening, rows in found.items()
    }


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


class _Note:
    """Signs and notes the newest committed entry once; one that another process added meanwhile will do."""

    done = False

    def __call__(self) -> None:
        self.done = True
        newest = AuditEvent.objects.order_by("-seq").values_list("seq", "digest", "at").first()
        if newest is not None:
            seq, digest, at = newest
            checkpoints.append(settings.TONGXIN_DATA, seq=seq, digest=digest, at=_written(at))


def _checkpoint_after_commit() -> None:
    """Ask for one checkpoint after this transaction, however many acts it holds.

    What a rolled-back savepoint asked for is forgotten with it, so the list of the connection is exact.
    """
    waiting = [call[1] for call in transaction.get_connection().run_on_commit]
    if not any(isinstance(call, _Note) and not call.done for call in waiting):
        transaction.on_commit(_Note(), robust=True)
