"""Filtering and ordering the ledger's list."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet, Value

from tongxin.engine.roster.vocabulary import Family
from tongxin.store.models import Entry, Organisation, Participation, Person
from tongxin.store.queries.entries import latest
from tongxin.store.queries.search import matching
from tongxin.store.queries.ties import holding

SORTS = {
    "newest": ("-happened_on", "-id"),
    "oldest": ("happened_on", "id"),
    # Identities rise in the order of recording, and an index has them in that order.
    "recorded": ("-id",),
}
"""Orders that the list offers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryFilter:
    """What somebody looks for in the ledger; empty values do not narrow it.

    Attributes:
        kinds: codes of entry kinds.
        since: happened on or after.
        until: happened on or before.
        unit: liaison unit concerned or organising.
        base: base concerned.
        enterprise: enterprise concerned.
        person: participant by identity, as other pages link to the list.
        name: participant by name, as people type it.
        text: words in title, text, place or names.
        void: ``only`` for void entries, ``without`` to leave them out.
        sort: one of ``SORTS``.
    """

    kinds: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    unit: int | None = None
    base: int | None = None
    enterprise: int | None = None
    person: int | None = None
    name: str = ""
    text: str = ""
    void: str = ""
    sort: str = "newest"


def listed(committee_id: int, within: Q, wanted: EntryFilter) -> QuerySet[Entry]:
    """Return the rows in force that somebody may see and looks for, in the order wanted.

    Args:
        committee_id: the committee.
        within: what somebody may see, from ``entries.reach``.
        wanted: the filter.
    """
    rows = latest(committee_id).filter(within, _about(wanted), _when(wanted))
    if wanted.kinds:
        rows = rows.filter(kind__in=wanted.kinds)
    if wanted.void == "only":
        rows = rows.filter(act="void")
    elif wanted.void == "without":
        rows = rows.exclude(act="void")
    people = Q()
    if wanted.person is not None:
        people &= Q(person=wanted.person)
    if wanted.name:
        people &= Q(person__name__contains=wanted.name, person__committee=committee_id)
    if people:
        rows = rows.filter(pk__in=Participation.objects.filter(people).values("entry"))
    if wanted.text:
        rows = rows.filter(matching(committee_id, wanted.text))
    return rows.order_by(*SORTS.get(wanted.sort, SORTS["newest"]))


def _about(wanted: EntryFilter) -> Q:
    condition = Q()
    if wanted.unit is not None:
        condition &= Q(unit=wanted.unit) | Q(organisation=wanted.unit)
    if wanted.base is not None:
        condition &= Q(base=wanted.base)
    if wanted.enterprise is not None:
        condition &= Q(enterprise=wanted.enterprise)
    return condition


def _when(wanted: EntryFilter) -> Q:
    """Return the condition that the days of a happening meet the period."""
    condition = Q()
    if wanted.since is not None:
        condition &= Q(happened_on__gte=wanted.since) | Q(happened_to__gte=wanted.since)
    if wanted.until is not None:
        condition &= Q(happened_on__lte=wanted.until)
    return condition


@dataclass(frozen=True, slots=True)
class Option:
    """Something a filter or form offers."""

    id: int
    name: str


def filter_options(committee_id: int, day: date, person_id: int | None) -> dict[str, list[Option]]:
    """Return units, bases and enterprises to filter by, and the person filtered by, in one query.

    Args:
        committee_id: the committee.
        day: bodies that exist on it come; others are reached by links from their pages.
        person_id: the participant filtered by, if any.

    Returns:
        family, or ``person`` → options.
    """
    families = (Family.LIAISON_UNIT, Family.BASE, Family.ENTERPRISE)
    bodies = (
        Organisation.objects.filter(holding(day), committee=committee_id, family__in=families)
        .values_list("family", "id", "name", "code")
        .order_by()
    )
    people = (
        Person.objects.filter(committee=committee_id, pk=person_id or 0)
        .values_list(Value("person"), "id", "name", Value(""))
        .order_by()
    )
    rows = bodies.union(people) if person_id is not None else bodies
    found: dict[str, list[Option]] = {}
    for family, number, name, _ in sorted(rows, key=lambda row: (row[0], row[3], row[1])):
        found.setdefault(family, []).append(Option(number, name))
    return found
