"""What somebody was on a day: looked up for every participant of every entry, so it must be quick."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from tongxin.engine.kernel.spans import Span
from tongxin.engine.roster.values import Roster

_Dated = dict[int, list[tuple[Span, str]]]


class PeopleByDay:
    """The roster's facts about persons, each asked as of a day."""

    def __init__(self, roster: Roster) -> None:
        """Arrange the roster's facts by person."""
        self._party: defaultdict[int, list[Span]] = defaultdict(list)
        self._affiliations: _Dated = defaultdict(list)
        self._sectors: _Dated = defaultdict(list)
        self._posts: _Dated = defaultdict(list)
        self._units: defaultdict[int, list[tuple[Span, int, bool]]] = defaultdict(list)
        for standing in roster.standings:
            self._affiliations[standing.person].append((standing.span, standing.affiliation))
            if standing.affiliation in roster.party_codes:
                self._party[standing.person].append(standing.span)
        for membership in roster.memberships.values():
            self._sectors[membership.person].append((membership.span, membership.sector))
        for post in roster.posts:
            self._posts[post.person].append((post.span, post.role))
        for placement in roster.placements:
            seat = roster.memberships.get(placement.membership)
            if seat is not None:
                self._units[seat.person].append((placement.span, placement.unit, placement.primary))

    def is_party_member(self, person: int, day: date) -> bool:
        """Tell whether somebody is a party member on a day."""
        return any(span.covers(day) for span in self._party.get(person, ()))

    def is_member(self, person: int, day: date) -> bool:
        """Tell whether somebody holds a seat on a day."""
        return any(span.covers(day) for span, _ in self._sectors.get(person, ()))

    def affiliations(self, person: int, day: date) -> Iterable[str]:
        """Return somebody's political affiliations on a day."""
        return [code for span, code in self._affiliations.get(person, ()) if span.covers(day)]

    def sector(self, person: int, day: date) -> str | None:
        """Return the sector of somebody's seat on a day; ``None`` for who holds no seat."""
        return next((code for span, code in self._sectors.get(person, ()) if span.covers(day)), None)

    def posts(self, person: int, day: date) -> Iterable[str]:
        """Return the posts somebody holds on a day."""
        return [code for span, code in self._posts.get(person, ()) if span.covers(day)]

    def unit(self, person: int, day: date) -> int | None:
        """Return the unit of somebody's primary placement on a day."""
        places = self._units.get(person, ())
        return next((unit for span, unit, primary in places if primary and span.covers(day)), None)

    def is_placed(self, person: int, day: date) -> bool:
        """Tell whether somebody is placed in a unit on a day."""
        return self.unit(person, day) is not None
