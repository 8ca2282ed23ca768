"""What the home pages show: counters that are queues, the latest records, who had contact with whom."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Exists, F, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from tongxin.engine.kernel.spans import ALWAYS, Span
from tongxin.engine.roster.values import Link, Roster
from tongxin.store.models import (
    AuditEvent,
    AuditHead,
    Committee,
    Complaint,
    Draft,
    Entry,
    Participation,
    RosterImport,
    User,
)
from tongxin.store.queries.drafts import RECEIPT


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
    """

    pack: str
    demo: bool
    drafts: int
    imports: int
    complaints: int
    newest: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Recent:
    """A record as a list of latest records shows it."""

    id: int
    kind: str
    title: str
    happened: date
    recorded: datetime
    unit: str
    recorded_by: str


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


Contacts = Mapping[tuple[int, int], date]
"""(who keeps the contact, with whom) → day of the last contact."""


def queues(committee_id: int, user_id: int) -> Queues:
    """Return what waits for an account and its committee, in one query.

    Raises:
        Committee.DoesNotExist: there is no such committee.
    """
    drafts = Draft.objects.filter(user=user_id).exclude(form__startswith=RECEIPT)
    imports = RosterImport.objects.filter(committee=OuterRef("pk"), state="preview")
    complaints = Complaint.objects.filter(user__committee=OuterRef("pk"), answered_at__isnull=True)
    newest = Entry.objects.filter(committee=OuterRef("pk")).order_by("-happened_on")
    row = Committee.objects.values(
        "pack",
        "demo",
        drafts_kept=_counted(drafts, "user"),
        imports_open=_counted(imports, "committee"),
        complaints_open=_counted(complaints, "user__committee"),
        newest=newest.values("happened_on")[:1],
    ).get(pk=committee_id)
    return Queues(
        pack=row["pack"],
        demo=row["demo"],
        drafts=row["drafts_kept"] or 0,
        imports=row["imports_open"] or 0,
        complaints=row["complaints_open"] or 0,
        newest=row["newest"],
    )


def _counted(rows: QuerySet[Any], by: str) -> Subquery:
    return Subquery(rows.order_by().values(by).annotate(n=Count("pk")).values("n"))


def in_force(rows: QuerySet[Entry]) -> QuerySet[Entry]:
    """Return the rows that hold: the last of each happening, unless it says that the happening is void."""
    later = Entry.objects.filter(root=Coalesce(OuterRef("root"), OuterRef("pk")), pk__gt=OuterRef("pk"))
    return rows.exclude(act="void").filter(~Exists(later))


def happenings(committee_id: int, *spans: Span) -> tuple[int, ...]:
    """Return how many records in force lie in each of some spans, in one query."""
    widest = Q()
    for span in spans:
        widest |= _within(span)
    rows = in_force(Entry.objects.filter(widest, committee=committee_id))
    counts = rows.aggregate(
        **{f"n{place}": Count("pk", filter=_within(span)) for place, span in enumerate(spans)}
    )
    return tuple(counts[f"n{place}"] for place in range(len(spans)))


def _within(span: Span, field: str = "happened_on") -> Q:
    return Q(**{f"{field}__gte": span.start, f"{field}__lte": span.end})


def recent(committee_id: int, *, limit: int, person_id: int | None = None) -> list[Recent]:
    """Return the latest recorded happenings in force, of the committee or of one person."""
    rows = in_force(Entry.objects.filter(committee=committee_id))
    if person_id is not None:
        mine = Participation.objects.filter(entry=OuterRef("pk"), person=person_id)
        rows = rows.filter(Exists(mine))
    chosen = rows.order_by("-id").values_list(
        *("id", "kind", "title", "happened_on", "recorded_at"),
        *("unit__name", "recorded_by__display_name", "recorded_by__username"),
    )
    return [
        Recent(
            id=number,
            kind=kind,
            title=title,
            happened=happened,
            recorded=recorded,
            unit=unit or "",
            recorded_by=name or login,
        )
        for number, kind, title, happened, recorded, unit, name, login in chosen[:limit]
    ]


def active_units(committee_id: int, span: Span) -> frozenset[int]:
    """Return the liaison units that have a record in a span."""
    rows = in_force(Entry.objects.filter(_within(span), committee=committee_id, unit__isnull=False))
    return frozenset(rows.order_by().values_list("unit", flat=True).distinct())


def contacts(
    committee_id: int, keepers: Collection[int], others: Collection[int], span: Span = ALWAYS
) -> Contacts:
    """Return the last contact between people, in one query.

    A contact is a record in which the two take part in different roles, such as talker and talked with:
    sitting in the same meeting is none.

    Args:
        committee_id: the committee.
        keepers: persons who keep the contact.
        others: persons they keep it with.
        span: only what happened in it; open ends set no limit.
    """
    if not keepers or not others:
        return {}
    entries = in_force(Entry.objects.filter(committee=committee_id))
    if span.start is not None:
        entries = entries.filter(happened_on__gte=span.start)
    if span.end is not None:
        entries = entries.filter(happened_on__lte=span.end)
    rows = (
        Participation.objects.filter(person__in=others, entry__in=entries)
        .annotate(keeper=F("entry__participations__person"), keeps_as=F("entry__participations__role"))
        .filter(keeper__in=keepers)
        .exclude(role=F("keeps_as"))
        .order_by()
        .values_list("keeper", "person")
        .annotate(last=Max("entry__happened_on"))
    )
    return {(keeper, person): last for keeper, person, last in rows}


def visited_bodies(committee_id: int, bodies: Collection[int], span: Span) -> Mapping[int, frozenset[int]]:
    """Return who took part in what happened at enterprises or with organisations.

    Args:
        committee_id: the committee.
        bodies: the enterprises and organisations.
        span: only what happened in it.

    Returns:
        body → ids of the persons and organisations that took part there.
    """
    if not bodies:
        return {}
    rows = in_force(
        Entry.objects.filter(
            _within(span), Q(enterprise__in=bodies) | Q(organisation__in=bodies), committee=committee_id
        )
    ).values_list("enterprise", "organisation", "participations__person")
    found: defaultdict[int, set[int]] = defaultdict(set)
    for enterprise, organisation, person in rows:
        for body in {enterprise, organisation} & set(bodies):
            found[body].add(person or 0)
    return {body: frozenset(people) for body, people in found.items()}


def touched(committee_id: int, roster: Roster, links: Iterable[Link], span: Span) -> frozenset[int]:
    """Return the links (their ids) that had contact in a span, in at most two queries.

    A link to a person is touched by a contact of a holder with that person; a link to an enterprise's
    party organisation by anything in which a holder took part there, or, where the holder is itself an
    organisation, by anything that happened there.
    """
    chosen = list(links)
    to_people = [link for link in chosen if link.person is not None]
    met = contacts(
        committee_id,
        {holder for link in to_people for holder in link.people},
        {link.person for link in to_people if link.person is not None},
        span,
    )
    to_bodies = [(link, _bodies(roster, link)) for link in chosen if link.organisation is not None]
    went = visited_bodies(committee_id, {body for _, bodies in to_bodies for body in bodies}, span)
    people = {
        link.id
        for link in to_people
        if link.person is not None and any((holder, link.person) in met for holder in link.people)
    }
    bodies = {
        link.id
        for link, places in to_bodies
        for place in places
        if place in went and (link.organisations or went[place] & set(link.people))
    }
    return frozenset(people | bodies)


def _bodies(roster: Roster, link: Link) -> tuple[int, ...]:
    """Return a linked party organisation and the enterprise it stands in."""
    target = roster.organisations.get(link.organisation or 0)
    if target is None:
        return ()
    return (target.id,) if target.host is None else (target.id, target.host)


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
