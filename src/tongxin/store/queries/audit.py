"""The audit log as pages and the verification read it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from tongxin.engine.kernel.chain import GENESIS
from tongxin.store.models import AuditEvent, AuditHead


def all_events(database: str = "default") -> Iterator[AuditEvent]:
    """Yield every audit entry in order, without holding them all in memory."""
    yield from AuditEvent.objects.using(database).order_by("seq").iterator(chunk_size=2000)


def head(database: str = "default") -> tuple[int, str]:
    """Return number and digest of the last entry."""
    found = AuditHead.objects.using(database).first()
    return (found.seq, found.digest) if found else (0, GENESIS)


Event = AuditEvent
"""An audit entry, for pages to name the type of what they get."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditFilter:
    """What a reader of the log looks for; empty values do not narrow it."""

    verb: str = ""
    noun: str = ""
    actor: str = ""
    object_id: int | None = None
    since: date | None = None
    until: date | None = None


def events(committee_id: int, wanted: AuditFilter) -> QuerySet[AuditEvent]:
    """Return the audit entries of a committee and of the installation itself, newest first."""
    rows = _of(committee_id)
    if wanted.verb:
        rows = rows.filter(verb=wanted.verb)
    if wanted.noun:
        rows = rows.filter(noun=wanted.noun)
    if wanted.actor:
        rows = rows.filter(actor_name__icontains=wanted.actor)
    if wanted.object_id is not None:
        rows = rows.filter(object_id=wanted.object_id)
    if wanted.since:
        rows = rows.filter(at__date__gte=wanted.since)
    if wanted.until:
        rows = rows.filter(at__date__lte=wanted.until)
    return rows.select_related("on_behalf_of").order_by("-seq")


def _of(committee_id: int) -> QuerySet[AuditEvent]:
    # Acts of no committee are set-up, backups, and sign-ins under names that nobody has.
    return AuditEvent.objects.filter(Q(committee=committee_id) | Q(committee__isnull=True))
