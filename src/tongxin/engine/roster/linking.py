"""Who may hold a link of a kind, and what speaks against somebody's holding one more."""

from collections.abc import Sequence

from tongxin.engine.kernel.issues import Issue
from tongxin.engine.roster.directory import Directory, loads, party_group
from tongxin.engine.roster.values import Link
from tongxin.engine.roster.vocabulary import Family, LinkKind, Party


def holds_by_organisation(kind: LinkKind) -> bool:
    """Tell whether organisations hold links of a kind, not persons."""
    return kind.linker is Party.PARTY_ORGANISATION


def candidates(of: Directory, kind: LinkKind) -> tuple[frozenset[int], ...]:
    """Return who may hold a link of a kind on the directory's day: one set for each holder it needs.

    The ids are organisations' where organisations hold such links, else persons'. A joint link takes
    each holder from another body, in the order in which the kind lists them.
    """
    if holds_by_organisation(kind):
        found = of.of_family(Family.PARTY_ORGANISATION)
        own = frozenset(body.id for body in found if body.host is None)
        return (own,) * kind.linkers
    if kind.bodies:
        return tuple(_holders_in(of, body) for body in kind.bodies)
    if kind.linker is Party.PARTY_GROUP_MEMBER:
        return (party_group(of),) * kind.linkers
    sitting = frozenset(of.seats)
    party = sitting & of.party if kind.linker is Party.PARTY_MEMBER else sitting - of.party
    return (party,) * kind.linkers


def _holders_in(of: Directory, body: str) -> frozenset[int]:
    """Return who has a post in an organisation of a kind."""
    organisations = of.roster.organisations
    return frozenset(
        post.person
        for place, posts in of.holders_in.items()
        if organisations[place].kind == body
        for post in posts
    )


def against_holding(of: Directory, kind: LinkKind, link: Link, holders: Sequence[int]) -> tuple[Issue, ...]:
    """Return what speaks against these holders taking a link over; nothing when they may.

    Args:
        of: the directory on the first day of their holding.
        kind: the link's kind.
        link: the link as it is now.
        holders: the new holders in the order of :func:`candidates`.
    """
    if len(holders) != kind.linkers or len(set(holders)) != len(holders):
        return (Issue(code="link.holders_needed", params={"count": kind.linkers}),)
    found = []
    load = loads(of, kind.id)
    present = {*link.people, *link.organisations}
    for place, (holder, allowed) in enumerate(zip(holders, candidates(of, kind), strict=True)):
        if holder not in allowed:
            found.append(Issue(code="link.may_not_hold", place=f"holder{place}"))
        elif holder == link.person:
            found.append(Issue(code="link.self", place=f"holder{place}"))
        elif kind.max_load and holder not in present and load.get(holder, 0) >= kind.max_load:
            params: dict[str, str | int] = {"name": _name(of, kind, holder), "most": kind.max_load}
            found.append(Issue(code="link.full", place=f"holder{place}", params=params))
    if not found and set(holders) == present:
        return (Issue(code="link.same_holders"),)
    return tuple(found)


def targets(of: Directory, kind: LinkKind) -> frozenset[int]:
    """Return whom or what nobody links yet and a link of a kind may reach, on the directory's day.

    The ids are persons', but organisations' where enterprise branches are linked.
    """
    held = of.roster.links_on(of.day, [kind.id])
    if links_body(kind):
        branches = of.of_family(Family.PARTY_ORGANISATION)
        linked = {link.organisation for link in held}
        return frozenset(one.id for one in branches if one.host is not None and one.id not in linked)
    sitting = frozenset(of.seats)
    wanted = sitting & of.party if kind.linked is Party.PARTY_MEMBER else sitting - of.party
    return wanted - {link.person for link in held if link.person is not None}


def links_body(kind: LinkKind) -> bool:
    """Tell whether links of a kind lead to an organisation, not to a person."""
    return kind.linked is Party.ENTERPRISE_BRANCH


def _name(of: Directory, kind: LinkKind, holder: int) -> str:
    return of.roster.organisations[holder].name if holds_by_organisation(kind) else of.name(holder)
