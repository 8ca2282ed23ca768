"""What the demonstration has made so far, handed from step to step."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from random import Random

from tongxin.actions.acting import Actor
from tongxin.store.models import Committee, Link, Membership, Organisation, Person, Term, User

FIRST = date(2023, 1, 1)
LAST = date(2024, 10, 31)
TERM_START = date(2021, 10, 15)
LOADED_AT = datetime(2024, 11, 1, 1, 0, tzinfo=UTC)
SESSIONS = (
    (1, date(2021, 10, 15), date(2021, 10, 18)),
    (2, date(2023, 2, 14), date(2023, 2, 17)),
    (3, date(2024, 1, 16), date(2024, 1, 19)),
)


@dataclass(slots=True)
class World:
    """One committee in the making.

    Attributes:
        committee: the committee.
        term: its term.
        actor: the installation, acting through an account that nobody can sign in to.
        loader: that account.
        random: the only source of chance; the same seed makes the same world.
        seats: memberships by person id, as they stand at the end.
        party: members who are party members at the end, seniors first.
        nonparty: the other members at the end.
        gone: people who left during the term.
        staff: people of the office who are no members.
        units: liaison units.
        members_of: unit id → people placed there.
        bodies: other organisations by their code.
        enterprises: member enterprises.
        branches: enterprise id → its party branch.
        bases: joint bases.
        pairs: links from party members to non-party members in force at the end.
        group_pairs: links from party-group members to party members in force at the end.
        joint: the joint links to enterprises: (link, linkers).
        organised: pairs of party organisations: ours, and the enterprise that hosts the other.
        principals: enterprise id → the member who heads it.
    """

    committee: Committee
    term: Term
    actor: Actor
    loader: User
    random: Random
    seats: dict[int, Membership] = field(default_factory=dict)
    party: list[Person] = field(default_factory=list)
    nonparty: list[Person] = field(default_factory=list)
    gone: list[Person] = field(default_factory=list)
    staff: list[Person] = field(default_factory=list)
    units: list[Organisation] = field(default_factory=list)
    members_of: dict[int, list[Person]] = field(default_factory=dict)
    bodies: dict[str, Organisation] = field(default_factory=dict)
    enterprises: list[Organisation] = field(default_factory=list)
    branches: dict[int, Organisation] = field(default_factory=dict)
    bases: list[Organisation] = field(default_factory=list)
    pairs: list[tuple[Person, Person]] = field(default_factory=list)
    group_pairs: list[tuple[Person, Person]] = field(default_factory=list)
    joint: list[tuple[Link, Person, Person, Organisation]] = field(default_factory=list)
    organised: list[tuple[Organisation, Organisation]] = field(default_factory=list)
    principals: dict[int, Person] = field(default_factory=dict)

    @property
    def members(self) -> list[Person]:
        """All members at the end."""
        return self.party + self.nonparty

    @property
    def steady_party(self) -> list[Person]:
        """Party members who sat and were party members for the whole time."""
        return self.party[:STEADY_PARTY]

    @property
    def steady(self) -> list[Person]:
        """Members who sat for the whole time."""
        return self.steady_party + self.nonparty[:STEADY_NONPARTY]


PARTY = 72
NONPARTY = 106
JOINED_PARTY = 3
JOINED_NONPARTY = 3
STEADY_PARTY = PARTY - JOINED_PARTY - 1
STEADY_NONPARTY = NONPARTY - JOINED_NONPARTY
