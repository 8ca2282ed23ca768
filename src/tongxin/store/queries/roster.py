"""A committee's roster as one engine value, read in six queries and kept in memory."""

from collections import defaultdict
from typing import Any

from tongxin.engine.kernel.spans import Span
from tongxin.engine.roster.values import (
    Link,
    Membership,
    Organisation,
    Person,
    Placement,
    Post,
    Roster,
    Standing,
)
from tongxin.engine.roster.vocabulary import Family
from tongxin.store import models
from tongxin.store.queries.kept import Kept

_Key = tuple[int, int, frozenset[str]]
_kept: Kept[_Key, Roster] = Kept(size=8)


def roster_of(committee_id: int, party_codes: frozenset[str], revision: int | None = None) -> Roster:
    """Return a committee's roster: everybody and everything, on all days.

    Args:
        committee_id: the committee.
        party_codes: affiliations that count as party member, from the pack's vocabulary.
        revision: the committee's roster revision, where the caller has just read it.

    Raises:
        Committee.DoesNotExist: there is no such committee.
    """
    if revision is None:
        revision = models.Committee.objects.values_list("roster_revision", flat=True).get(pk=committee_id)
    return _kept.get(
        (committee_id, revision, party_codes), lambda known: known or _read(committee_id, party_codes)
    )


def _read(committee_id: int, party_codes: frozenset[str]) -> Roster:
    people, standings = _people(committee_id)
    memberships, placements = _seats(committee_id)
    return Roster(
        people=people,
        standings=standings,
        memberships=memberships,
        organisations=_organisations(committee_id),
        posts=_posts(committee_id),
        placements=placements,
        links=_links(committee_id),
        party_codes=party_codes,
    )


def _people(committee_id: int) -> tuple[dict[int, Person], tuple[Standing, ...]]:
    """Read persons with their affiliations in one query: a row an affiliation."""
    people: dict[int, Person] = {}
    standings: list[tuple[int, Standing]] = []
    rows = models.Person.objects.filter(committee=committee_id).values_list(
        *("id", "name", "pinyin", "born", "phone", "employer", "profession"),
        *("standings__id", "standings__affiliation", "standings__start", "standings__end"),
    )
    for (
        number,
        name,
        pinyin,
        born,
        phone,
        employer,
        profession,
        standing,
        affiliation,
        start,
        end,
    ) in rows.order_by("id"):
        if number not in people:
            people[number] = Person(
                id=number,
                name=name,
                pinyin=pinyin,
                born=born,
                phone=phone,
                employer=employer,
                profession=profession,
            )
        if standing is not None:
            fact = Standing(person=number, affiliation=affiliation or "", span=Span(start, end))
            standings.append((standing, fact))
    return people, tuple(fact for _, fact in sorted(standings, key=lambda row: row[0]))


def _seats(committee_id: int) -> tuple[dict[int, Membership], tuple[Placement, ...]]:
    """Read memberships with their placements in one query: a row a placement."""
    memberships: dict[int, Membership] = {}
    placements: list[tuple[int, Placement]] = []
    rows: Any = models.Membership.objects.filter(committee=committee_id).values_list(
        *("id", "person_id", "sector", "start", "end"),
        *("placements__id", "placements__unit_id", "placements__primary"),
        *("placements__start", "placements__end"),
    )
    for number, person, sector, start, end, placement, unit, primary, since, until in rows.order_by("id"):
        if number not in memberships:
            span = Span(start, end)
            memberships[number] = Membership(id=number, person=person, sector=sector, span=span)
        if placement is not None:
            placed = Placement(membership=number, unit=unit, primary=primary, span=Span(since, until))
            placements.append((placement, placed))
    return memberships, tuple(placed for _, placed in sorted(placements, key=lambda row: row[0]))


def _organisations(committee_id: int) -> dict[int, Organisation]:
    rows = models.Organisation.objects.filter(committee=committee_id).order_by("id")
    fields = ("kind", "name", "code", "credit_code", "credit_code_note", "township")
    ids = ("id", "parent_id", "host_id")
    values = rows.values(*ids, "family", *fields, "start", "end")
    return {
        row["id"]: Organisation(
            id=row["id"],
            family=Family(row["family"]),
            parent=row["parent_id"],
            host=row["host_id"],
            span=Span(row["start"], row["end"]),
            **{name: row[name] for name in fields},
        )
        for row in values
    }


def _posts(committee_id: int) -> tuple[Post, ...]:
    rows = models.Post.objects.filter(committee=committee_id).values_list(
        "person_id", "role", "organisation_id", "start", "end"
    )
    return tuple(
        Post(person=person, role=role, organisation=organisation, span=Span(start, end))
        for person, role, organisation, start, end in rows.order_by("id")
    )


def _links(committee_id: int) -> tuple[Link, ...]:
    """Read links with their holders in one query: a row a holder."""
    rows: Any = models.Link.objects.filter(committee=committee_id).values_list(
        *("id", "kind", "person_id", "organisation_id", "start", "end"),
        *("holders__person_id", "holders__organisation_id"),
    )
    facts: dict[int, tuple[Any, ...]] = {}
    people: defaultdict[int, list[int]] = defaultdict(list)
    bodies: defaultdict[int, list[int]] = defaultdict(list)
    for number, *fact, person, body in rows.order_by("id", "holders__id"):
        facts[number] = tuple(fact)
        if person is not None:
            people[number].append(person)
        if body is not None:
            bodies[number].append(body)
    return tuple(
        Link(
            id=number,
            kind=kind,
            people=tuple(people[number]),
            organisations=tuple(bodies[number]),
            person=person,
            organisation=organisation,
            span=Span(start, end),
        )
        for number, (kind, person, organisation, start, end) in facts.items()
    )
