"""The roster's dated facts, and the roster itself with its look-ups by day."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from tongxin.engine.kernel.spans import ALWAYS, Span
from tongxin.engine.roster.vocabulary import Family


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody; being a member or a head is a dated fact about them, not a part of them."""

    id: int
    name: str
    pinyin: str = ""
    born: date | None = None
    phone: str = ""
    employer: str = ""
    profession: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A person's political affiliation while it holds; two at once are possible (交叉党员)."""

    person: int
    affiliation: str
    span: Span = ALWAYS


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """A person's seat on the committee in a term, in one sector, while it holds."""

    id: int
    person: int
    sector: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """A liaison unit, party organisation, special committee, handling unit, enterprise or base."""

    id: int
    family: Family
    kind: str
    name: str
    code: str = ""
    parent: int | None = None
    host: int | None = None
    credit_code: str = ""
    credit_code_note: str = ""
    township: str = ""
    span: Span = ALWAYS


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """A person's post in the committee (``organisation`` is ``None``) or in an organisation."""

    person: int
    role: str
    organisation: int | None
    span: Span = ALWAYS


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """A member's place in a liaison unit; exactly one at a time is primary."""

    membership: int
    unit: int
    primary: bool
    span: Span = ALWAYS


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A dated link of one kind: its holders, and whom or what it links.

    Attributes:
        id: identity.
        kind: code of the link kind.
        people: persons who hold it.
        organisations: organisations that hold it.
        person: the linked person, if a person is linked.
        organisation: the linked organisation, if an organisation is linked.
        span: the days on which it holds.
    """

    id: int
    kind: str
    people: tuple[int, ...] = ()
    organisations: tuple[int, ...] = ()
    person: int | None = None
    organisation: int | None = None
    span: Span = ALWAYS


@dataclass(frozen=True, slots=True, kw_only=True)
class Roster:
    """Everything known of who there is; every look-up asks as of a day.

    Attributes:
        party_codes: affiliations that count as party member, from the vocabulary.
    """

    people: dict[int, Person] = field(default_factory=dict)
    standings: tuple[Standing, ...] = ()
    memberships: dict[int, Membership] = field(default_factory=dict)
    organisations: dict[int, Organisation] = field(default_factory=dict)
    posts: tuple[Post, ...] = ()
    placements: tuple[Placement, ...] = ()
    links: tuple[Link, ...] = ()
    party_codes: frozenset[str] = frozenset()

    def members(self, day: date) -> list[Membership]:
        """Return the memberships that hold on a day."""
        return [item for item in self.memberships.values() if item.span.covers(day)]

    def party_people(self, day: date) -> frozenset[int]:
        """Return the persons who are party members on a day."""
        return frozenset(
            item.person
            for item in self.standings
            if item.affiliation in self.party_codes and item.span.covers(day)
        )

    def organisations_of(self, family: Family, day: date) -> Iterator[Organisation]:
        """Yield a family's organisations that exist on a day."""
        for item in self.organisations.values():
            if item.family is family and item.span.covers(day):
                yield item

    def links_on(self, day: date, kinds: Iterable[str] | None = None) -> list[Link]:
        """Return the links that hold on a day, of some kinds or of all."""
        wanted = None if kinds is None else frozenset(kinds)
        return [
            link for link in self.links if link.span.covers(day) and (wanted is None or link.kind in wanted)
        ]

    def holders(self, roles: frozenset[str], day: date) -> frozenset[int]:
        """Return the persons who hold one of the posts on a day."""
        return frozenset(post.person for post in self.posts if post.role in roles and post.span.covers(day))
