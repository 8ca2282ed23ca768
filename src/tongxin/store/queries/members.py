"""What the pages of persons show beyond the roster: their file, and how seats were taken and left."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tongxin.engine.kernel.spans import Span
from tongxin.store.models import Membership, Person


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonFile:
    """A person's facts that have no history of their own."""

    id: int
    name: str
    sex: str
    ethnicity: str
    born: date | None
    education: str
    employer: str
    position: str
    profession: str
    township: str
    phone: str
    id_number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """A seat somebody held or holds.

    Attributes:
        id: identity.
        term: number of the term.
        number: number of the seat.
        sector: code of the sector.
        span: while it held.
        joined_by: code of how it was taken.
        left_by: code of how it was left, or empty.
        note: what was noted at the leaving.
    """

    id: int
    term: int
    number: str
    sector: str
    span: Span
    joined_by: str
    left_by: str
    note: str


def person_of_seat(committee_id: int, seat_id: int) -> int | None:
    """Return the person who holds or held a seat of the committee."""
    rows = Membership.objects.filter(committee=committee_id, pk=seat_id)
    return rows.values_list("person", flat=True).first()


def person_file(committee_id: int, person_id: int) -> PersonFile | None:
    """Return a person's file."""
    names = tuple(PersonFile.__dataclass_fields__)
    row = Person.objects.filter(committee=committee_id, pk=person_id).values(*names).first()
    return None if row is None else PersonFile(**row)


def seats_of(committee_id: int, people: Iterable[int]) -> dict[int, list[Seat]]:
    """Return the seats of persons, newest first, in one query."""
    rows = (
        Membership.objects.filter(committee=committee_id, person__in=list(people))
        .order_by("-start", "-id")
        .values_list(
            *("person", "id", "term__number", "number", "sector", "start", "end"),
            *("joined_by", "left_by", "note"),
        )
    )
    found: dict[int, list[Seat]] = {}
    for person, number, term, seat, sector, start, end, joined, left, note in rows:
        found.setdefault(person, []).append(
            Seat(
                id=number,
                term=term,
                number=seat,
                sector=sector,
                span=Span(start, end),
                joined_by=joined,
                left_by=left,
                note=note,
            )
        )
    return found


SeatRow = Membership
"""A seat as the pages hand it to verbs."""


def seat_row(committee_id: int, pk: int) -> Membership | None:
    """Return a seat with its person, or ``None``."""
    return Membership.objects.filter(committee_id=committee_id, pk=pk).select_related("person").first()
