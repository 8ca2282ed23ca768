"""What the home pages show: counters that are queues, accounts that need somebody, the end of the log."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from tongxin.engine.kernel.spans import Span
from tongxin.store.models import (
    AuditEvent,
    AuditHead,
    CalendarDay,
    Committee,
    Complaint,
    Draft,
    Entry,
    RosterImport,
    User,
)
from tongxin.store.queries.drafts import RECEIPT
from tongxin.store.queries.entries import latest
from tongxin.store.queries.happenings import within


@dataclass(frozen=True, slots=True, kw_only=True)
class Queues:
    """What waits for somebody in a committee, and how fresh its ledger is.

    Attributes:
        pack: name of the committee's pack.
        demo: whether the committee is a demonstration.
        drafts: drafts the account has kept.
        imports: uploads of the committee that nobody has confirmed yet.
        complaints: complaints of the committee's accounts without an answer.
        newest: day of the latest happening on record.
        marks: how many days of the calendar were marked, and how many of these marks withdrawn.
    """

    pack: str
    demo: bool
    drafts: int
    imports: int
    complaints: int
    newest: date | None
    marks: tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Accounts:
    """Accounts of a committee by what an administrator must know of them."""

    total: int
    locked: int
    first_password: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One line of the audit log as the home page shows it."""

    seq: int
    at: datetime
    who: str
    verb: str
    name: str


def queues(committee_id: int, user_id: int) -> Queues:
    """Return what waits for an account and its committee, in one query.

    Raises:
        Committee.DoesNotExist: there is no such committee.
    """
    drafts = Draft.objects.filter(user=user_id).exclude(form__startswith=RECEIPT)
    imports = RosterImport.objects.filter(committee=OuterRef("pk"), state="preview")
    complaints = Complaint.objects.filter(user__committee=OuterRef("pk"), answered_at__isnull=True)
    newest = Entry.objects.filter(committee=OuterRef("pk")).order_by("-happened_on")
    marks = CalendarDay.objects.filter(committee=OuterRef("pk"))
    row = Committee.objects.values(
        "pack",
        "demo",
        drafts_kept=_counted(drafts, "user"),
        imports_open=_counted(imports, "committee"),
        complaints_open=_counted(complaints, "user__committee"),
        newest=newest.values("happened_on")[:1],
        marked=_counted(marks, "committee"),
        withdrawn=_counted(marks.filter(withdrawn_at__isnull=False), "committee"),
    ).get(pk=committee_id)
    return Queues(
        pack=row["pack"],
        demo=row["demo"],
        drafts=row["drafts_kept"] or 0,
        imports=row["imports_open"] or 0,
        complaints=row["complaints_open"] or 0,
        newest=row["newest"],
        marks=(row["marked"] or 0, row["withdrawn"] or 0),
    )


def _counted(rows: QuerySet[Any], by: str) -> Subquery:
    return Subquery(rows.order_by().values(by).annotate(n=Count("pk")).values("n"))


def recorded(committee_id: int, *spans: Span) -> tuple[int, ...]:
    """Return how many records in force lie in each of some spans, in one query."""
    widest = Q()
    for span in spans:
        widest |= within(span)
    rows = latest(committee_id).filter(widest).exclude(act="void")
    counts = rows.aggregate(
        **{f"n{place}": Count("pk", filter=within(span)) for place, span in enumerate(spans)}
    )
    return tuple(counts[f"n{place}"] for place in range(len(spans)))


def accounts(committee_id: int, at: datetime) -> Accounts:
    """Return how many accounts a committee has, and which need the administrator."""
    row = User.objects.filter(committee=committee_id, is_active=True).aggregate(
        total=Count("pk"),
        locked=Count("pk", filter=Q(locked_until__gt=at)),
        first_password=Count("pk", filter=Q(must_change_password=True)),
    )
    return Accounts(**row)


def log_head() -> tuple[int, str]:
    """Return the number and digest of the newest entry of the audit log."""
    return AuditHead.objects.values_list("seq", "digest").first() or (0, "")


def acts(committee_id: int, limit: int) -> list[Act]:
    """Return the latest entries of the audit log."""
    rows = AuditEvent.objects.filter(committee=committee_id).order_by("-seq")
    fields = ("seq", "at", "actor_name", "verb", "object_name")
    return [
        Act(seq=seq, at=at, who=who, verb=verb, name=name)
        for seq, at, who, verb, name in rows.values_list(*fields)[:limit]
    ]
