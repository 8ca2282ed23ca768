"""From a roster on a day to pairing problems: who may link whom, and how well they fit."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from tongxin.engine.pairing.rules import Fit, PairingRules
from tongxin.engine.roster.directory import Directory
from tongxin.engine.roster.linking import candidates, links_body
from tongxin.engine.roster.values import Link, Organisation
from tongxin.engine.roster.vocabulary import Family, LinkKind, Party


@dataclass(frozen=True, slots=True)
class Matching:
    """What decides how well people fit on a day.

    Attributes:
        book: the roster of the day.
        kind: the kind of link.
        rules: what the pack says.
        met: pairs of persons who had a link of any kind before.
    """

    book: Directory
    kind: LinkKind
    rules: PairingRules
    met: frozenset[tuple[int, int]]


def matching(book: Directory, kind: LinkKind, rules: PairingRules) -> Matching:
    """Return what decides how well people fit."""
    return Matching(book, kind, rules, frozenset(_pairs(book.roster.links)))


def _pairs(links: Iterable[Link]) -> Iterator[tuple[int, int]]:
    for link in links:
        for holder in link.people:
            if link.person is not None:
                yield holder, link.person
                yield link.person, holder


def everybody(book: Directory, kind: LinkKind) -> list[int]:
    """Return whom or what links of a kind may lead to on the day, linked already or not."""
    if links_body(kind):
        branches = book.of_family(Family.PARTY_ORGANISATION)
        return sorted(one.id for one in branches if one.host is not None)
    wanted = frozenset(book.seats) & book.party if kind.linked is Party.PARTY_MEMBER else None
    return sorted(frozenset(book.seats) - book.party if wanted is None else wanted)


def fits(one: Matching, by: int, to: int) -> list[Fit]:
    """Return what makes a linker and a linked person or branch fit, in the order of the pack."""
    found = _common(one, by, to)
    return [fit.id for fit in one.rules.fits if fit.id in found]


def _common(one: Matching, by: int, to: int) -> set[Fit]:
    book = one.book
    mine = book.unit_of(by)
    if links_body(one.kind):
        body = _firm(book, to)
        same = mine is not None and mine.township != "" and body.township == mine.township
        return {Fit.SAME_TOWNSHIP} if same else set()
    theirs = book.unit_of(to)
    found = {Fit.ACQUAINTED} if (by, to) in one.met else set()
    if mine is not None and theirs is not None:
        if mine.id == theirs.id:
            found.add(Fit.SAME_UNIT)
        if mine.township and mine.township == theirs.township:
            found.add(Fit.SAME_TOWNSHIP)
    sectors = [book.seats[person].sector for person in (by, to) if person in book.seats]
    if len(sectors) > 1 and sectors[0] == sectors[1]:
        found.add(Fit.SAME_SECTOR)
    trades = {book.roster.people[person].profession for person in (by, to)}
    if len(trades) == 1 and trades != {""}:
        found.add(Fit.SAME_PROFESSION)
    return found


def _firm(book: Directory, branch: int) -> Organisation:
    body = book.roster.organisations[branch]
    return book.roster.organisations[body.host] if body.host is not None else body


def conflict(one: Matching, by: int, to: int) -> bool:
    """Tell whether somebody must not link a person or branch: themselves, or their own employer."""
    if links_body(one.kind):
        name = _firm(one.book, to).name
    elif by == to:
        return True
    else:
        name = one.book.roster.people[to].employer
    return not one.rules.own_employer and bool(name) and one.book.roster.people[by].employer == name


def limit(one: Matching, person: int) -> int | None:
    """Return the most links of the kind that somebody may have; ``None`` for no limit."""
    posts = {post.role for post in one.book.posts_of.get(person, ())}
    found = [rule.most for rule in one.rules.limits if rule.post in posts]
    if one.kind.max_load:
        found.append(one.kind.max_load)
    return min(found, default=None)


def problems(one: Matching) -> list[dict[str, Any]]:
    """Return the pairing problems of a kind, as plain values: one for each holder that a link needs.

    A joint link takes each holder from another body, so its holders are paired apart.
    """
    targets = everybody(one.book, one.kind)
    return [
        _problem(one, place, sorted(allowed), targets)
        for place, allowed in enumerate(candidates(one.book, one.kind))
    ]


def _problem(one: Matching, place: int, linkers: list[int], targets: list[int]) -> dict[str, Any]:
    points = {fit.id: fit.points for fit in one.rules.fits}
    rows = [
        [by, to, sum(points[fit] for fit in fits(one, by, to))]
        for to in targets
        for by in linkers
        if not conflict(one, by, to)
    ]
    possible = {(by, to) for by, to, _ in rows}
    present = [pair for pair in sorted(_present(one, place)) if pair in possible]
    return {
        "linkers": [{"id": by, "min": 0, "max": limit(one, by) or len(targets)} for by in linkers],
        "linked": targets,
        "candidates": rows,
        "forbidden": [],
        "pinned": [],
        "present": [list(pair) for pair in present],
        "stability": one.rules.stability,
    }


def _present(one: Matching, place: int) -> Iterator[tuple[int, int]]:
    """Yield who holds which link of the kind on the day, for one of the holders that it needs."""
    allowed = candidates(one.book, one.kind)[place]
    for link in one.book.roster.links_on(one.book.day, [one.kind.id]):
        target = link.person if link.person is not None else link.organisation
        for holder in link.people:
            if holder in allowed and target is not None:
                yield holder, target
