"""Links as pages show them: who holds them, whom they reach, when they last met."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from tongxin.engine.roster.directory import by_pinyin
from tongxin.engine.roster.values import Link, Organisation
from tongxin.engine.roster.vocabulary import Family, LinkKind
from tongxin.store.queries.links import Contact
from tongxin.web.standing_on import Ground

PAGE_OF = {
    Family.LIAISON_UNIT: "unit",
    Family.PARTY_ORGANISATION: "party-organisation",
    Family.ENTERPRISE: "enterprise",
    Family.BASE: "base",
    Family.HANDLING_UNIT: "handling-unit",
}


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody or something with the address of its page; an empty one means that it has no page."""

    name: str
    address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkRow:
    """One link: its kind, its ends, its contacts.

    Attributes:
        link: the link.
        kind: its kind.
        holders: who holds it.
        target: whom or what it links.
        unit: liaison unit of a linked member.
        times: contacts in the span asked for.
        last: day of the last of them.
        due: day by which the next thing owed under it must be on record, where that was asked for.
        order: what rows are sorted by: how the first holder's name is read, then the target's.
    """

    link: Link
    kind: LinkKind | None
    holders: list[Named]
    target: Named
    unit: Organisation | None
    times: int
    last: date | None
    order: tuple[str, str]
    due: date | None = None


def address_of_person(where: Ground, person: int) -> str:
    """Return the page of a person: as a member if they sit or sat, else as somebody of the office."""
    seat = where.seat_of(person)
    return reverse("person", args=[person]) if seat is None else reverse("member", args=[seat.id])


def address_of_body(body: Organisation) -> str:
    """Return the page of an organisation; special committees have none."""
    page = PAGE_OF.get(body.family)
    return reverse(page, args=[body.id]) if page else ""


def people_named(where: Ground, people: Iterable[int]) -> list[Named]:
    """Return persons with their pages."""
    return [Named(where.directory.name(person), address_of_person(where, person)) for person in people]


def bodies_named(where: Ground, bodies: Iterable[int]) -> list[Named]:
    """Return organisations with their pages."""
    found = (where.directory.roster.organisations[body] for body in bodies)
    return [Named(body.name, address_of_body(body)) for body in found]


def link_row(
    where: Ground, link: Link, met: Mapping[int, Contact], due: Mapping[int, date] | None = None
) -> LinkRow:
    """Return a link as a row.

    Args:
        where: the committee on a day.
        link: the link.
        met: id of a link → its contacts.
        due: id of a link → day by which the next thing owed under it is due.
    """
    book = where.directory
    contact = met.get(link.id)
    target = people_named(where, [link.person]) if link.person is not None else []
    target += bodies_named(where, [link.organisation]) if link.organisation is not None else []
    return LinkRow(
        link=link,
        kind=where.mechanism.vocabulary.link_kind(link.kind),
        holders=[*people_named(where, link.people), *bodies_named(where, link.organisations)],
        target=target[0],
        unit=book.unit_of(link.person) if link.person is not None else None,
        times=contact.times if contact else 0,
        last=contact.last if contact else None,
        due=(due or {}).get(link.id),
        order=(
            _read(where, link.people, link.organisations),
            _read(where, [link.person], [link.organisation]),
        ),
    )


def _read(where: Ground, people: Iterable[int | None], bodies: Iterable[int | None]) -> str:
    """Return how the first name is read."""
    roster = where.directory.roster
    names = [by_pinyin(roster.people[number])[0] for number in people if number is not None]
    names += [roster.organisations[number].code for number in bodies if number is not None]
    return names[0] if names else ""
