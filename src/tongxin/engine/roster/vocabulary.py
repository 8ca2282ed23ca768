"""The words a pack gives to the roster: kinds of organisations, sectors, posts, links."""

from dataclasses import dataclass
from enum import StrEnum

from tongxin.engine.kernel.labels import Label


class Family(StrEnum):
    """The families of organisations that every committee has; their kinds are pack data."""

    LIAISON_UNIT = "liaison_unit"
    PARTY_ORGANISATION = "party_organisation"
    SPECIAL_COMMITTEE = "special_committee"
    HANDLING_UNIT = "handling_unit"
    ENTERPRISE = "enterprise"
    BASE = "base"


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationKind:
    """One kind of organisation, such as a township room or a functional branch.

    Attributes:
        id: stable code.
        family: the family it belongs to.
        label: its name.
        head_role: post that heads it, if it must have a head.
        head_party_member: whether the head must be a party member (the mechanism's 党员干部担任负责人).
        places_members: whether every member must have one primary placement in a unit of such a kind.
        statutory: for party organisations, whether the rules of a statutory branch bind it.
    """

    id: str
    family: Family
    label: Label
    head_role: str = ""
    head_party_member: bool = False
    places_members: bool = False
    statutory: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Affiliation:
    """A political affiliation (政治面貌) and whether it counts as party member (党员)."""

    id: str
    label: Label
    party: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Sector:
    """A sector (界别) of a term; ``sensitive`` hides it where belief could be read from it."""

    id: str
    label: Label
    sensitive: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PostRole:
    """A post somebody holds: chair, standing member, unit head, branch secretary.

    Attributes:
        id: stable code.
        label: its name.
        of: ``committee`` for posts in the committee itself, else the family of organisation.
        standing: whether holders belong to the standing committee.
    """

    id: str
    label: Label
    of: str
    standing: bool = False


class Party(StrEnum):
    """What may stand at an end of a link."""

    PARTY_GROUP_MEMBER = "party_group_member"
    PARTY_MEMBER = "party_member"
    NON_PARTY_MEMBER = "non_party_member"
    PARTY_ORGANISATION = "party_organisation"
    ENTERPRISE_BRANCH = "enterprise_branch"


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkKind:
    """One of the links (四联) that a mechanism declares.

    Attributes:
        id: stable code.
        label: its name.
        about: one or two sentences for the mechanism page.
        linker: what holds the link.
        linked: what is linked.
        linkers: how many hold one link together (two for the joint link to enterprises).
        bodies: kinds of party organisation that must each give one of the linkers.
        max_load: most targets one linker may have; 0 for no limit.
        covers_all: whether every possible target must have a link.
    """

    id: str
    label: Label
    about: Label
    linker: Party
    linked: Party
    linkers: int = 1
    bodies: tuple[str, ...] = ()
    max_load: int = 0
    covers_all: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Norm:
    """A norm that is reckoned and reported, never enforced, such as 60 % non-party members.

    Attributes:
        id: stable code.
        label: its name.
        share_percent: the least share of non-party members, in percent.
        among: ``members`` or ``standing``.
    """

    id: str
    label: Label
    share_percent: int
    among: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """All the roster words of one mechanism."""

    organisation_kinds: tuple[OrganisationKind, ...]
    affiliations: tuple[Affiliation, ...]
    sectors: tuple[Sector, ...]
    posts: tuple[PostRole, ...]
    links: tuple[LinkKind, ...]
    norms: tuple[Norm, ...] = ()

    def organisation_kind(self, code: str) -> OrganisationKind | None:
        """Return the kind with a code, if it is declared."""
        return next((kind for kind in self.organisation_kinds if kind.id == code), None)

    def link_kind(self, code: str) -> LinkKind | None:
        """Return the link kind with a code, if it is declared."""
        return next((kind for kind in self.links if kind.id == code), None)

    def party_codes(self) -> frozenset[str]:
        """Return the affiliations that count as party member."""
        return frozenset(item.id for item in self.affiliations if item.party)

    def standing_roles(self) -> frozenset[str]:
        """Return the posts whose holders belong to the standing committee."""
        return frozenset(role.id for role in self.posts if role.standing)
