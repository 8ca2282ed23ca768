"""The roster as of a day, arranged for reading: who sits where, holds what, is linked with whom."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from tongxin.engine.roster.values import Link, Membership, Organisation, Person, Placement, Post, Roster
from tongxin.engine.roster.vocabulary import Family, Party, Vocabulary


@dataclass(frozen=True, slots=True)
class Directory:
    """Look-ups of one roster on one day.

    Attributes:
        roster: everything known.
        vocabulary: the mechanism's words.
        day: the day asked about.
        party: persons who are party members on the day.
        seats: person → membership that holds.
        all_seats: person → every membership they ever had, oldest first.
        places: membership id → placements that hold, the primary one first.
        members_of: unit id → persons placed there, those with their primary place first.
        posts_of: person → posts that hold.
        holders_in: organisation id → posts in it that hold.
        affiliations: person → their affiliations, those that make a party member first.
        links_from: person → links they hold.
        links_to: person → links to them.
        links_of_body: organisation id → links it holds or that lead to it.
    """

    roster: Roster
    vocabulary: Vocabulary
    day: date
    party: frozenset[int]
    seats: dict[int, Membership] = field(default_factory=dict)
    all_seats: dict[int, list[Membership]] = field(default_factory=dict)
    places: dict[int, list[Placement]] = field(default_factory=dict)
    members_of: dict[int, list[int]] = field(default_factory=dict)
    posts_of: dict[int, list[Post]] = field(default_factory=dict)
    holders_in: dict[int, list[Post]] = field(default_factory=dict)
    affiliations: dict[int, list[str]] = field(default_factory=dict)
    links_from: dict[int, list[Link]] = field(default_factory=dict)
    links_to: dict[int, list[Link]] = field(default_factory=dict)
    links_of_body: dict[int, list[Link]] = field(default_factory=dict)

    def name(self, person: int) -> str:
        """Return a person's name."""
        return self.roster.people[person].name

    def unit_of(self, person: int) -> Organisation | None:
        """Return the unit of somebody's primary placement."""
        seat = self.seats.get(person)
        places = self.places.get(seat.id, []) if seat else []
        return self.roster.organisations[places[0].unit] if places and places[0].primary else None

    def heads(self, organisation: Organisation) -> list[int]:
        """Return the persons who head an organisation."""
        kind = self.vocabulary.organisation_kind(organisation.kind)
        role = kind.head_role if kind else ""
        return [post.person for post in self.holders_in.get(organisation.id, []) if post.role == role]

    def of_family(self, family: Family) -> list[Organisation]:
        """Return a family's organisations that exist on the day, by kind in the pack's order, then by id."""
        order = {kind.id: place for place, kind in enumerate(self.vocabulary.organisation_kinds)}
        found = self.roster.organisations_of(family, self.day)
        return sorted(found, key=lambda item: (order.get(item.kind, len(order)), item.id))

    def branches_of(self, enterprise: int) -> list[Organisation]:
        """Return the party branches that an enterprise hosts."""
        return [item for item in self.of_family(Family.PARTY_ORGANISATION) if item.host == enterprise]

    def committee_posts(self, person: int) -> list[Post]:
        """Return somebody's posts in the committee itself."""
        return [post for post in self.posts_of.get(person, []) if post.organisation is None]


def directory(roster: Roster, vocabulary: Vocabulary, day: date) -> Directory:
    """Arrange a roster for a day."""
    made = Directory(roster, vocabulary, day, roster.party_people(day))
    made.seats.update((seat.person, seat) for seat in roster.members(day))
    for seat in sorted(roster.memberships.values(), key=lambda item: (item.span.start or date.min, item.id)):
        made.all_seats.setdefault(seat.person, []).append(seat)
    for placement in sorted(_holding(roster, day), key=lambda item: not item.primary):
        made.places.setdefault(placement.membership, []).append(placement)
        seat = roster.memberships[placement.membership]
        if seat.span.covers(day):
            made.members_of.setdefault(placement.unit, []).append(seat.person)
    _facts(made)
    _links(made)
    return made


def _facts(made: Directory) -> None:
    """Arrange affiliations and posts."""
    roster, day = made.roster, made.day
    for standing in sorted(roster.standings, key=lambda item: item.affiliation not in roster.party_codes):
        if standing.span.covers(day):
            made.affiliations.setdefault(standing.person, []).append(standing.affiliation)
    for post in roster.posts:
        if post.span.covers(day):
            made.posts_of.setdefault(post.person, []).append(post)
            if post.organisation is not None:
                made.holders_in.setdefault(post.organisation, []).append(post)


def _holding(roster: Roster, day: date) -> Iterator[Placement]:
    return (item for item in roster.placements if item.span.covers(day))


def _links(made: Directory) -> None:
    held: dict[int, list[Link]] = defaultdict(list)
    for link in made.roster.links_on(made.day):
        for person in link.people:
            held[person].append(link)
        if link.person is not None:
            made.links_to.setdefault(link.person, []).append(link)
        bodies = (*link.organisations, *([link.organisation] if link.organisation is not None else []))
        for body in bodies:
            made.links_of_body.setdefault(body, []).append(link)
    made.links_from.update(held)


def by_pinyin(person: Person) -> tuple[str, str, int]:
    """Return what persons are sorted by: how their names are read."""
    return person.pinyin or person.name, person.name, person.id


def party_group(of: Directory) -> frozenset[int]:
    """Return the members of the party groups: who has a post in the bodies that must give linkers.

    Where no link names such bodies, whoever holds a link of a party-group member counts.
    """
    kinds = {body for kind in of.vocabulary.links for body in kind.bodies}
    organisations = of.roster.organisations
    if kinds:
        return frozenset(
            post.person
            for body, posts in of.holders_in.items()
            if organisations[body].kind in kinds
            for post in posts
        )
    codes = [kind.id for kind in of.vocabulary.links if kind.linker is Party.PARTY_GROUP_MEMBER]
    return frozenset(person for link in of.roster.links_on(of.day, codes) for person in link.people)


def loads(made: Directory, kind: str) -> dict[int, int]:
    """Return how many targets each holder of a kind of link has: ``{linker: targets}``."""
    counts: dict[int, int] = defaultdict(int)
    for link in made.roster.links_on(made.day, [kind]):
        for holder in (*link.people, *link.organisations):
            counts[holder] += 1
    return dict(counts)
