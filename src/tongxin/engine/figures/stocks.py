"""Stocks: the members, organisations and links that there are on a day."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tongxin.engine.figures import filters
from tongxin.engine.figures.indicators import Indicator, Measure, Source
from tongxin.engine.figures.people import PeopleByDay
from tongxin.engine.figures.values import Exclusion, Figure, Reason, Trail
from tongxin.engine.roster.values import Link, Membership, Organisation, Roster

_End = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Counted:
    """One record that a stock counts.

    Attributes:
        id: the membership, organisation or link.
        ends: what is counted of it: itself, its person, or the ends of a link.
        kind: code of the organisation or link kind, or the member's sector.
        unit: unit of a member's primary placement.
        sector: sector of a member, or of the first person at the counted end of a link.
        people: the persons counted.
    """

    id: int
    ends: tuple[_End, ...]
    kind: str
    unit: int | None = None
    sector: str | None = None
    people: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Stock:
    """What a stock indicator found on a day."""

    counted: tuple[Counted, ...]
    excluded: tuple[Exclusion, ...]

    @property
    def value(self) -> Decimal:
        """How many there are, each distinct end once."""
        return amount_of(self.counted)


def amount_of(counted: Iterable[Counted]) -> Decimal:
    """Return how many distinct ends some records have."""
    return Decimal(len({end for item in counted for end in item.ends}))


def stock(indicator: Indicator, roster: Roster, people: PeopleByDay, day: date) -> Stock:
    """Count a stock indicator on a day."""
    examine, records = _SOURCES[indicator.source](indicator, roster, people)
    counted: list[Counted] = []
    excluded: list[Exclusion] = []
    for record in records:
        if not record.span.covers(day):
            excluded.append(Exclusion(record.id, Reason.OUTSIDE_PERIOD))
            continue
        found = examine(record, day)
        if found is None:
            excluded.append(Exclusion(record.id, Reason.FILTER_NOT_MET))
        else:
            counted.append(found)
    return Stock(tuple(counted), tuple(excluded))


def stock_figure(indicator: Indicator, found: Stock) -> Figure:
    """Return what was found as a figure with its trail."""
    return Figure(
        indicator=indicator.id,
        value=found.value,
        unit=indicator.unit,
        count=len(found.counted),
        trail=Trail(records=tuple(item.id for item in found.counted), excluded=found.excluded),
    )


_Record = Membership | Organisation | Link
_Examine = Callable[[_Record, date], Counted | None]
_Prepared = tuple[_Examine, Iterable[_Record]]


def _members(indicator: Indicator, roster: Roster, people: PeopleByDay) -> _Prepared:
    tests = filters.person_tests(indicator.where, people)

    def examine(record: _Record, day: date) -> Counted | None:
        if not isinstance(record, Membership) or not all(test(record.person, day) for test in tests):
            return None
        end = ("person", record.person) if indicator.measure is Measure.PEOPLE else ("seat", record.id)
        unit = people.unit(record.person, day)
        return Counted(record.id, (end,), record.sector, unit, record.sector, (record.person,))

    return examine, roster.memberships.values()


def _organisations(indicator: Indicator, roster: Roster, people: PeopleByDay) -> _Prepared:
    del people
    tests = filters.organisation_tests(indicator.where, roster)
    wanted = frozenset(indicator.kinds)

    def examine(record: _Record, day: date) -> Counted | None:
        del day
        if not isinstance(record, Organisation) or not all(test(record) for test in tests):
            return None
        return Counted(record.id, (("organisation", record.id),), record.kind)

    return examine, [item for item in roster.organisations.values() if not wanted or item.kind in wanted]


def _links(indicator: Indicator, roster: Roster, people: PeopleByDay) -> _Prepared:
    tests = filters.person_tests(indicator.where, people)
    wanted = frozenset(indicator.kinds)

    def examine(record: _Record, day: date) -> Counted | None:
        if not isinstance(record, Link):
            return None
        persons, bodies = _ends(record, indicator.measure)
        persons = tuple(person for person in persons if all(test(person, day) for test in tests))
        if not persons and (tests or not bodies):
            return None
        ends: tuple[_End, ...] = (
            *(("person", person) for person in persons),
            *(("organisation", body) for body in bodies if not tests),
        )
        if indicator.measure is Measure.COUNT:
            ends = (("link", record.id),)
        sector = people.sector(persons[0], day) if persons else None
        return Counted(record.id, ends, record.kind, None, sector, persons)

    return examine, [item for item in roster.links if not wanted or item.kind in wanted]


def _ends(link: Link, measure: Measure) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return the persons and the organisations at the end of a link that a measure looks at."""
    if measure is Measure.LINKED:
        persons = () if link.person is None else (link.person,)
        bodies = () if link.organisation is None else (link.organisation,)
        return persons, bodies
    return link.people, link.organisations


_SOURCES: dict[Source, Callable[[Indicator, Roster, PeopleByDay], _Prepared]] = {
    Source.MEMBERS: _members,
    Source.ORGANISATIONS: _organisations,
    Source.LINKS: _links,
}
