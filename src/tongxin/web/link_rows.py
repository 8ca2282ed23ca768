"""Links as pages show them: who holds them, whom they reach, when they last met."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tongxin.engine.kernel.labels import Label
from tongxin.engine.roster.values import Link
from tongxin.engine.roster.vocabulary import Family
from tongxin.store.queries.directories import Contacts
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
    """Somebody or something with the page it has; an empty page name means none."""

    name: str
    page: str
    pk: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkRow:
    """One link: its kind, its ends, the latest contact."""

    link: Link
    kind: Label | None
    holders: list[Named]
    target: Named
    last: date | None


def people_named(where: Ground, people: Iterable[int]) -> list[Named]:
    """Return persons with their member pages; staff of the office have none."""
    found = []
    for person in people:
        seat = where.directory.seats.get(person) or next(
            (one for one in where.directory.roster.memberships.values() if one.person == person), None
        )
        found.append(Named(where.directory.name(person), "member" if seat else "", seat.id if seat else 0))
    return found


def bodies_named(where: Ground, bodies: Iterable[int]) -> list[Named]:
    """Return organisations with their pages."""
    found = [where.directory.roster.organisations[body] for body in bodies]
    return [Named(body.name, PAGE_OF.get(body.family, ""), body.id) for body in found]


def link_row(where: Ground, link: Link, contacts: Contacts) -> LinkRow:
    """Return a link as a row."""
    kind = where.mechanism.vocabulary.link_kind(link.kind)
    if link.person is not None:
        target = people_named(where, [link.person])[0]
        last = contacts.between(link.people, link.person)
    else:
        body = link.organisation or 0
        target = bodies_named(where, [body])[0]
        host = where.directory.roster.organisations[body].host
        last = contacts.enterprises.get(host) if host else None
    return LinkRow(
        link=link,
        kind=kind.label if kind else None,
        holders=[*people_named(where, link.people), *bodies_named(where, link.organisations)],
        target=target,
        last=last,
    )


__all__ = ["Contacts", "LinkRow", "Named", "bodies_named", "link_row", "people_named"]
