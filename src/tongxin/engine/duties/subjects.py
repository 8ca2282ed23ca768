"""Whom and what a duty is laid upon, read from the roster; and which entries concern it."""

from collections.abc import Iterator, Set
from dataclasses import dataclass, field

from tongxin.engine.duties.rules import Bound, DutyRule, Presence
from tongxin.engine.kernel.spans import Span
from tongxin.engine.ledger.entries import Entry
from tongxin.engine.roster.values import Link, Membership, Organisation, Roster

PARTY, NON_PARTY = "party_member", "non_party_member"
EVERYBODY = ("all", PARTY, NON_PARTY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """One subject of a rule.

    Attributes:
        id: identity of the link, organisation or membership.
        bound: which of these it is.
        kind: code of the link or organisation kind; for members the sector.
        span: the days on which it is there.
        people: who answers for it: holders of a link, the member, nobody for an organisation.
        bodies: organisations that answer for it.
        target_people: the linked person.
        target_bodies: the linked organisation and the one that hosts it.
        body: the linked organisation itself; for an organisation's own duty that organisation.
    """

    id: int
    bound: Bound
    kind: str
    span: Span
    people: frozenset[int] = field(default_factory=frozenset)
    bodies: frozenset[int] = field(default_factory=frozenset)
    target_people: frozenset[int] = field(default_factory=frozenset)
    target_bodies: frozenset[int] = field(default_factory=frozenset)
    body: int | None = None


def subjects(rule: DutyRule, roster: Roster) -> Iterator[Subject]:
    """Yield everything a rule is laid upon, whenever it was there, in the order of identity."""
    if rule.bound is Bound.LINK:
        for link in sorted(roster.links, key=lambda one: one.id):
            if link.kind in rule.of:
                yield _of_link(link, roster)
    elif rule.bound is Bound.ORGANISATION:
        for body in sorted(roster.organisations.values(), key=lambda one: one.id):
            if body.kind in rule.of:
                yield _of_body(body)
    else:
        for seat in sorted(roster.memberships.values(), key=lambda one: one.id):
            yield from _of_seat(rule, seat, roster)


def _of_link(link: Link, roster: Roster) -> Subject:
    target = roster.organisations.get(link.organisation) if link.organisation is not None else None
    hosts = {target.id, target.host} - {None} if target else set()
    return Subject(
        id=link.id,
        bound=Bound.LINK,
        kind=link.kind,
        span=link.span,
        people=frozenset(link.people),
        bodies=frozenset(link.organisations),
        target_people=frozenset({link.person} - {None}),  # type: ignore[arg-type]  # None is taken out
        target_bodies=frozenset(hosts),  # type: ignore[arg-type]  # None is taken out
        body=link.organisation,
    )


def _of_body(body: Organisation) -> Subject:
    return Subject(
        id=body.id,
        bound=Bound.ORGANISATION,
        kind=body.kind,
        span=body.span,
        bodies=frozenset({body.id}),
        body=body.id,
    )


def _of_seat(rule: DutyRule, seat: Membership, roster: Roster) -> Iterator[Subject]:
    """Yield the seat from the first day on which a rule binds the member to the last."""
    spans = list(_bound_spans(rule, seat, roster))
    if spans:
        yield Subject(
            id=seat.id,
            bound=Bound.MEMBER,
            kind=seat.sector,
            span=_hull(spans),
            people=frozenset({seat.person}),
        )


def _hull(spans: list[Span]) -> Span:
    """Return the span from the first day of several to the last."""
    starts, ends = [span.start for span in spans], [span.end for span in spans]
    known_starts = [day for day in starts if day is not None]
    known_ends = [day for day in ends if day is not None]
    return Span(
        min(known_starts) if len(known_starts) == len(starts) else None,
        max(known_ends) if len(known_ends) == len(ends) else None,
    )


def _bound_spans(rule: DutyRule, seat: Membership, roster: Roster) -> Iterator[Span]:
    """Yield the days on which a rule binds a member, narrowed to those of one affiliation if it says so."""
    wide = [span for code in rule.of for span in _spans_of(code, seat, roster)]
    if not rule.among:
        yield from wide
        return
    for span in wide:
        for other in _affiliated(rule.among == PARTY, seat, roster):
            yield from _shared(span, other)


def _spans_of(code: str, seat: Membership, roster: Roster) -> Iterator[Span]:
    """Yield the days of a seat on which its holder is one of those that a code names."""
    if code == "all":
        yield seat.span
    elif code in EVERYBODY:
        for span in _affiliated(code == PARTY, seat, roster):
            yield from _shared(seat.span, span)
    else:
        for post in roster.posts:
            if post.person == seat.person and post.role == code:
                yield from _shared(seat.span, post.span)


def _affiliated(party: bool, seat: Membership, roster: Roster) -> Iterator[Span]:
    """Yield the days on which somebody is, or is not, a party member."""
    for standing in roster.standings:
        if standing.person == seat.person and (standing.affiliation in roster.party_codes) is party:
            yield standing.span


def _shared(one: Span, other: Span) -> Iterator[Span]:
    """Yield the days that two spans share, if there are any."""
    if one.overlaps(other):
        starts = [day for day in (one.start, other.start) if day is not None]
        ends = [day for day in (one.end, other.end) if day is not None]
        yield Span(max(starts, default=None), min(ends, default=None))


People = Set[int]
Bodies = Set[int | None]


def _answer(rule: DutyRule, subject: Subject, present: People, bodies: Bodies) -> bool:
    """Tell whether those take part who must answer for a link."""
    if rule.holders is Presence.ALL:
        return subject.people <= present and subject.bodies <= bodies
    return not (subject.people.isdisjoint(present) and subject.bodies.isdisjoint(bodies))


class Index:
    """Finds the subjects that an entry concerns, by the people and bodies it names.

    Subjects are arranged by the end that an entry must name: the linked side where the rule asks for it, else
    those who answer. For links it is then left to ask who of those who answer takes part.
    """

    def __init__(self, rule: DutyRule, bound: list[Subject]) -> None:
        """Arrange subjects; those without such an end are concerned by every entry that counts."""
        self._rule = rule
        self._asks = rule.bound is Bound.LINK and rule.holders is not Presence.NONE
        self._people: dict[int, list[Subject]] = {}
        self._bodies: dict[int | None, list[Subject]] = {}
        self._others: list[Subject] = []
        for subject in bound:
            people, bodies = self._ends(subject)
            for person in people:
                self._people.setdefault(person, []).append(subject)
            for body in bodies:
                self._bodies.setdefault(body, []).append(subject)
            if not people and not bodies:
                self._others.append(subject)

    def _ends(self, subject: Subject) -> tuple[frozenset[int], frozenset[int]]:
        if subject.bound is Bound.LINK and self._rule.target:
            return subject.target_people, subject.target_bodies
        if subject.bound is Bound.LINK and self._rule.holders is Presence.NONE:
            return frozenset(), frozenset()
        return subject.people, subject.bodies

    def about(self, entry: Entry) -> list[Subject]:
        """Return the subjects that an entry concerns, each once, in the order of identity."""
        people, there = self._people, self._bodies
        present = {person for person, _ in entry.participants}
        bodies = {entry.unit, entry.organisation, entry.base, entry.enterprise}
        bodies.discard(None)
        found = list(self._others)
        for person in present:
            if person in people:
                found += people[person]
        for body in bodies:
            if body in there:
                found += there[body]
        day, rule, asks = entry.happened, self._rule, self._asks
        about = [
            one for one in found if one.span.covers(day) and (not asks or _answer(rule, one, present, bodies))
        ]
        if len(about) < 2:
            return about
        each = {one.id: one for one in about}
        return [each[pk] for pk in sorted(each)]
