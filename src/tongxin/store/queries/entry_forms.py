"""What the form of an entry offers: people and bodies, those closest to the recorder first."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet, Value
from django.db.models.functions import Replace

from tongxin.engine.roster.vocabulary import Family
from tongxin.store.models import Organisation, Person, Placement
from tongxin.store.queries.ties import Ties, holding

MOST_FOUND = 10
"""Names that the search-as-you-type shows."""

PARTS = {
    "unit": (Family.LIAISON_UNIT,),
    "base": (Family.BASE,),
    "enterprise": (Family.ENTERPRISE,),
    "organisation": (Family.SPECIAL_COMMITTEE, Family.PARTY_ORGANISATION, Family.LIAISON_UNIT),
}
"""Families of organisations that may have a part in an entry."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonOption:
    """Somebody to choose.

    Attributes:
        id: the person.
        name: their name.
        note: their unit, to tell people of one name apart.
    """

    id: int
    name: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyOption:
    """An organisation to choose; ``near`` ones are the recorder's own."""

    id: int
    name: str
    near: bool


def own_units(person_id: int | None, day: date) -> list[int]:
    """Return the liaison units a person is placed in, the primary one first."""
    if person_id is None:
        return []
    rows = Placement.objects.filter(holding(day), membership__person=person_id).order_by("-primary", "id")
    return list(rows.values_list("unit", flat=True))


def offered_people(
    committee_id: int, person_id: int | None, units: Collection[int], ties: Ties, day: date
) -> list[PersonOption]:
    """Return whom a recorder most likely means: themselves, their linked people, then their unit."""
    mates = Placement.objects.filter(holding(day), unit__in=units).values("membership__person")
    wanted = Q(pk__in=ties.people) | Q(pk__in=mates)
    if person_id is not None:
        wanted |= Q(pk=person_id)
    found = _options(Person.objects.filter(wanted, committee=committee_id).order_by("pinyin", "pk"), day)

    def nearness(option: PersonOption) -> int:
        return 0 if option.id == person_id else 1 if option.id in ties.people else 2

    return sorted(found, key=nearness)


def people_by_id(committee_id: int, ids: Collection[int], day: date) -> list[PersonOption]:
    """Return persons of a committee by identity; what is not there is left out."""
    return _options(Person.objects.filter(committee=committee_id, pk__in=ids).order_by("pk"), day)


def people_by_name(committee_id: int, names: Collection[str], day: date) -> dict[str, list[PersonOption]]:
    """Return name → the persons of a committee who have it exactly."""
    found: dict[str, list[PersonOption]] = {name: [] for name in names}
    rows = Person.objects.filter(committee=committee_id, name__in=names).order_by("pk")
    for option in _options(rows, day) if names else ():
        found[option.name].append(option)
    return found


def people_like(committee_id: int, text: str, day: date) -> list[PersonOption]:
    """Return the first persons whose name contains a text or whose pinyin begins with it."""
    plain = text.strip()
    if not plain:
        return []
    rows = Person.objects.filter(committee=committee_id).annotate(
        joined=Replace("pinyin", Value(" "), Value(""))
    )
    like = Q(name__contains=plain) | Q(joined__startswith=plain.lower().replace(" ", ""))
    return _options(rows.filter(like).order_by("pinyin", "pk")[:MOST_FOUND], day)


def _options(people: QuerySet[Person], day: date) -> list[PersonOption]:
    """Return persons with the unit they are placed in, in two queries."""
    chosen = list(people.values_list("pk", "name"))
    units = dict(
        Placement.objects.filter(
            holding(day), primary=True, membership__person__in=[pk for pk, _ in chosen]
        ).values_list("membership__person", "unit__name")
    )
    return [PersonOption(id=pk, name=name, note=units.get(pk, "")) for pk, name in chosen]


def offered_bodies(
    committee_id: int, parts: Iterable[str], near: Collection[int], day: date
) -> dict[str, list[BodyOption]]:
    """Return part → organisations that may have it, those near to the recorder first, in one query.

    Args:
        committee_id: the committee.
        parts: keys of ``PARTS``.
        near: the recorder's units, linked organisations and shared bases.
        day: bodies that exist on it.
    """
    wanted = tuple(parts)
    families = {family for part in wanted for family in PARTS[part]}
    rows = (
        Organisation.objects.filter(holding(day), committee=committee_id, family__in=families)
        .order_by("family", "code", "pk")
        .values_list("pk", "name", "family", "host")
    )
    found: dict[str, list[BodyOption]] = {part: [] for part in wanted}
    for pk, name, family, host in rows:
        option = BodyOption(id=pk, name=name, near=pk in near or host in near)
        for part in wanted:
            if family in PARTS[part]:
                found[part].append(option)
    for options in found.values():
        options.sort(key=lambda option: not option.near)
    return found
