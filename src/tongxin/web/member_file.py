"""One person's page: who they are, what they were and when, whom they are linked with."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.http import Http404

from tongxin.actions.acting import Actor
from tongxin.engine.duties.rules import Bound
from tongxin.engine.duties.settling import State
from tongxin.engine.kernel.labels import Label
from tongxin.engine.kernel.spans import Span
from tongxin.engine.papers.templates import About
from tongxin.engine.roster.values import Organisation
from tongxin.store.queries.happenings import taken_part
from tongxin.store.queries.links import contacts
from tongxin.store.queries.members import Seat, person_file, seats_of
from tongxin.store.queries.organisations import shared_bases
from tongxin.web import duty_rows, standing_on
from tongxin.web.access import PageRequest
from tongxin.web.duty_rows import Desk
from tongxin.web.link_rows import LinkRow, bodies_named, link_row
from tongxin.web.member_rows import affiliation_on, member_row
from tongxin.web.standing_on import Ground

SENSITIVE = ("phone", "id_number", "born", "sector")
"""Fields that are masked until somebody's look at them is on record."""

LATEST = 10
"""Records shown on the page; the ledger has the rest."""

MOST = 500
"""Records looked through for honours: more than anybody gathers in a term."""

HONOURS = "honour"
"""The group of entry kinds that a pack files honours under."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A dated fact: what was held, where, and when.

    Attributes:
        label: what, in the pack's words.
        body: where, if it was somewhere.
        span: when.
        note: anything else worth a word, as stored.
        current: whether it holds on the day.
    """

    label: Label | None
    span: Span
    current: bool
    body: Organisation | None = None
    note: str = ""


def context_of(request: PageRequest, where: Ground, person: int, *, revealed: bool) -> dict[str, object]:
    """Return what the page of a person shows.

    Args:
        request: the page's request.
        where: the committee on a day.
        person: whose page.
        revealed: whether masked fields are shown this once.

    Raises:
        Http404: there is no such person.
    """
    record = person_file(where.committee.pk, person)
    if record is None:
        raise Http404
    actor, book = request.actor, where.directory
    seat = where.seat_of(person)
    open_file = revealed or actor.person_id == person
    links = _links(where, actor, person)
    records = standing_on.records(request, where, taken_part(person), limit=MOST)
    return {
        "where": where,
        "record": record,
        "seat": seat,
        "row": member_row(where, seat) if seat else None,
        "sitting": person in book.seats,
        "sheets": [kind for kind in where.mechanism.papers if kind.about is About.MEMBER],
        "party": person in book.party,
        "affiliation": affiliation_on(where, person),
        "sector": _sector(where, seat.sector if seat else "", open_file=open_file),
        "open_file": open_file,
        "phone": masked(record.phone, open_file=open_file),
        "id_number": masked(record.id_number, open_file=open_file),
        "may_reveal": not open_file and actor.scope("member", "reveal") is not None,
        "seats": [(one, _sector(where, one.sector, open_file=open_file)) for one in _seats(where, person)],
        "standings": _standings(where, person),
        "posts": _posts(where, person),
        "places": _places(where, person),
        "holds": [row for row in links if row.link.id in {one.id for one in book.links_from.get(person, ())}],
        "linked_by": [row for row in links if row.link.person == person],
        "bases": bodies_named(where, _bases(where, person)),
        "records": records[:LATEST],
        "more": len(records) > LATEST,
        "honours": [row for row in records if row.kind and row.kind.group == HONOURS],
    }


def next_due(here: Desk) -> dict[int, date]:
    """Return for each link the day by which the next open thing owed under it must be on record."""
    found: dict[int, date] = {}
    for duty in here.book.duties:
        if duty.subject.bound is Bound.LINK and duty.state is State.OPEN:
            found[duty.subject.id] = min(duty.due, found.get(duty.subject.id, duty.due))
    return found


def masked(number: str, *, open_file: bool) -> str:
    """Return a personal number, all but its last two characters hidden unless the file is open."""
    return number if open_file else "＊" * min(max(len(number) - 2, 0), 8) + number[-2:]


def _sector(where: Ground, code: str, *, open_file: bool) -> Label | None:
    if not open_file:
        return where.sector(code)
    return next((one.label for one in where.mechanism.vocabulary.sectors if one.id == code), None)


def _seats(where: Ground, person: int) -> list[Seat]:
    return seats_of(where.committee.pk, [person]).get(person, [])


def _links(where: Ground, actor: Actor, person: int) -> list[LinkRow]:
    book = where.directory
    due = next_due(duty_rows.desk_of(where, actor)) if actor.scope("duty", "read") is not None else {}
    mine = [*book.links_from.get(person, ()), *book.links_to.get(person, ())]
    met = contacts(where.committee.pk, book.roster, mine, Span(None, where.day))
    return sorted((link_row(where, link, met, due) for link in mine), key=lambda row: row.order)


def _standings(where: Ground, person: int) -> list[Held]:
    held = [item for item in where.directory.roster.standings if item.person == person]
    return _newest_first(
        Held(label=where.affiliation(one.affiliation), span=one.span, current=one.span.covers(where.day))
        for one in held
    )


def _posts(where: Ground, person: int) -> list[Held]:
    roster = where.directory.roster
    return _newest_first(
        Held(
            label=where.post(post.role),
            span=post.span,
            current=post.span.covers(where.day),
            body=roster.organisations.get(post.organisation or 0),
        )
        for post in roster.posts
        if post.person == person
    )


def _places(where: Ground, person: int) -> list[tuple[Held, bool]]:
    """Return where somebody is or was placed, and whether it was the primary place."""
    roster = where.directory.roster
    seats = {seat.id for seat in where.directory.all_seats.get(person, ())}
    places = [place for place in roster.placements if place.membership in seats]
    places.sort(key=lambda place: (place.span.covers(where.day), str(place.span.start)), reverse=True)
    return [
        (
            Held(
                label=None,
                span=place.span,
                current=place.span.covers(where.day),
                body=roster.organisations.get(place.unit),
            ),
            place.primary,
        )
        for place in places
    ]


def _newest_first(held: Iterable[Held]) -> list[Held]:
    return sorted(held, key=lambda one: (one.current, str(one.span.start or "")), reverse=True)


def _bases(where: Ground, person: int) -> list[int]:
    organisations = where.directory.roster.organisations
    return [
        base
        for base in shared_bases(person)
        if base in organisations and organisations[base].span.covers(where.day)
    ]
