"""Who hands a paper in, and what it comes from: seats, liaison units, the record behind it."""

from datetime import date

from django.db.models import Q, QuerySet

from tongxin.store.models import Entry, Membership, Placement


def seated(committee_id: int, person: int | None, day: date) -> bool:
    """Tell whether somebody holds a seat on a day."""
    return person is not None and _seats(committee_id, person, day).exists()


def unit_of(committee_id: int, person: int | None, day: date) -> int | None:
    """Return the liaison unit of somebody's primary placement on a day."""
    if person is None:
        return None
    places = Placement.objects.filter(membership__in=_seats(committee_id, person, day), primary=True)
    return places.filter(_on(day)).values_list("unit", flat=True).first()


def _seats(committee_id: int, person: int, day: date) -> QuerySet[Membership]:
    return Membership.objects.filter(_on(day), committee=committee_id, person=person)


def _on(day: date) -> Q:
    begun = Q(start__lte=day) | Q(start=None)
    return begun & (Q(end__gte=day) | Q(end=None))


def kind_of_record(committee_id: int, pk: int) -> str:
    """Return the kind of a record, or nothing if there is none."""
    found = Entry.objects.filter(committee=committee_id, pk=pk).values_list("kind", flat=True).first()
    return found or ""
