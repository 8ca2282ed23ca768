"""The directory of a committee on a day, its contacts, and records beside it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Max, Q

from tongxin.engine.mechanism.values import Mechanism
from tongxin.engine.roster.directory import Directory, directory
from tongxin.store.models import Committee, Entry, Membership, Organisation, Participation, Person, Term
from tongxin.store.queries.kept import Kept
from tongxin.store.queries.roster import roster_of

OrganisationRow = Organisation
"""An organisation as the pages see it."""

_kept: Kept[tuple[int, int, str, date], Directory] = Kept(size=16)


@dataclass(frozen=True, slots=True)
class Contacts:
    """Latest contact between two people, and latest visit to an enterprise.

    Attributes:
        pairs: (person, person) → day, both ways round.
        enterprises: enterprise id → day.
    """

    pairs: dict[tuple[int, int], date]
    enterprises: dict[int, date]

    def between(self, holders: Iterable[int], person: int) -> date | None:
        """Return the latest contact of one of the holders with a person."""
        days = [day for holder in holders if (day := self.pairs.get((holder, person)))]
        return max(days, default=None)


def directory_of(committee: Committee, mechanism: Mechanism, day: date) -> Directory:
    """Return a committee's directory on a day, kept in memory until the roster changes."""
    key = (committee.pk, committee.roster_revision, mechanism.digest, day)
    codes = mechanism.vocabulary.party_codes()
    return _kept.get(
        key,
        lambda known: (
            known
            or directory(roster_of(committee.pk, codes, committee.roster_revision), mechanism.vocabulary, day)
        ),
    )


def contacts_of(committee_id: int, kinds: Iterable[str], since: date | None = None) -> Contacts:
    """Return the latest contacts, in two queries: entries of some kinds in which both took part.

    Args:
        committee_id: the committee.
        kinds: entry kinds that are contacts.
        since: only contacts from this day on.
    """
    entries = Q(entry__committee_id=committee_id, entry__kind__in=list(kinds))
    if since:
        entries &= Q(entry__happened_on__gte=since)
    rows = (
        Participation.objects.filter(entries)
        .exclude(entry__versions__act="void")
        .values_list("person", "entry__participations__person")
        .annotate(latest=Max("entry__happened_on"))
    )
    firms = Entry.objects.filter(committee_id=committee_id, kind__in=list(kinds), enterprise__isnull=False)
    if since:
        firms = firms.filter(happened_on__gte=since)
    visited = firms.exclude(versions__act="void").values_list("enterprise").annotate(Max("happened_on"))
    return Contacts(
        pairs={(one, other): day for one, other, day in rows if one != other}, enterprises=dict(visited)
    )


def person_record(committee_id: int, pk: int) -> Person | None:
    """Return a person's record with affiliations, or ``None``."""
    found = Person.objects.filter(committee_id=committee_id, pk=pk)
    return found.prefetch_related("standings", "memberships").first()


def organisation_record(committee_id: int, pk: int) -> Organisation | None:
    """Return an organisation's record with its bases' partners, or ``None``."""
    found = Organisation.objects.filter(committee_id=committee_id, pk=pk).select_related("parent", "host")
    return found.prefetch_related("partners__person", "partners__organisation").first()


def organisation_records(committee_id: int, family: str) -> dict[int, Organisation]:
    """Return a family's records by id, with partners."""
    rows = Organisation.objects.filter(committee_id=committee_id, family=family).select_related(
        "host", "parent"
    )
    return {row.pk: row for row in rows.prefetch_related("partners__person", "partners__organisation")}


def latest_entries(committee_id: int, limit: int = 10, **wanted: int) -> list[Entry]:
    """Return the latest rows in force of a body (``unit=…``, ``base=…``) or a person (``person=…``)."""
    rows = Entry.objects.filter(committee_id=committee_id, versions__isnull=True).exclude(act="void")
    person = wanted.pop("person", None)
    if person is not None:
        rows = rows.filter(participations__person_id=person).distinct()
    for name, value in wanted.items():
        rows = rows.filter(**{f"{name}_id": value})
    # Of a corrected happening the latest correction shows, so earlier corrections are left out.
    return list(rows.order_by("-happened_on", "-pk")[:limit])


def activity_since(committee_id: int, since: date) -> dict[int, int]:
    """Return unit id → entries of the unit since a day."""
    rows = Entry.objects.filter(
        committee_id=committee_id, unit__isnull=False, happened_on__gte=since, root=None
    )
    counts: dict[int, int] = {}
    for unit in rows.values_list("unit_id", flat=True):
        counts[unit] = counts.get(unit, 0) + 1
    return counts


def term_of(committee_id: int, day: date) -> Term | None:
    """Return the term that holds on a day, with its sessions and sectors."""
    rows = Term.objects.filter(committee_id=committee_id).filter(Q(start__lte=day) | Q(start__isnull=True))
    return rows.prefetch_related("sessions", "sectors").order_by("-number").first()


def member_numbers(committee_id: int) -> dict[int, tuple[str, str]]:
    """Return membership id → (number, pinyin of the name)."""
    rows = Membership.objects.filter(committee_id=committee_id)
    return {pk: (number, pinyin) for pk, number, pinyin in rows.values_list("pk", "number", "person__pinyin")}


def entries_between(
    committee_id: int, holders: Iterable[int], person: int | None, enterprise: int | None, limit: int = 50
) -> list[Entry]:
    """Return what happened between a link's holders and its target, newest first."""
    rows = Entry.objects.filter(committee_id=committee_id, versions__isnull=True).exclude(act="void")
    rows = rows.filter(pk__in=Participation.objects.filter(person_id__in=list(holders)).values("entry_id"))
    if person is not None:
        rows = rows.filter(pk__in=Participation.objects.filter(person_id=person).values("entry_id"))
    if enterprise is not None:
        rows = rows.filter(enterprise_id=enterprise)
    return list(rows.order_by("-happened_on", "-pk")[:limit])
