"""What an indicator over entries makes of one entry: a weight, the persons counted, or why not."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tongxin.engine.figures import filters
from tongxin.engine.figures.indicators import DateUsed, Indicator, Measure, Source
from tongxin.engine.figures.people import PeopleByDay
from tongxin.engine.figures.values import Reason
from tongxin.engine.kernel.quantities import SCALE
from tongxin.engine.ledger.entries import Act, Entry
from tongxin.engine.roster.values import Roster

_BY_PERSON = frozenset({Measure.PEOPLE, Measure.ATTENDANCES})
_UNIT = Decimal(10) ** SCALE


@dataclass(frozen=True, slots=True)
class Counted:
    """What one entry adds to an indicator.

    Attributes:
        weight: 1 for ``count``, persons for ``people`` and ``attendances``, ten-thousandths of the
            unit for ``sum``, so that all adding is done in whole numbers.
        people: the persons counted, each once.
    """

    weight: int
    people: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """An indicator over entries, ready to be asked about one entry after another."""

    indicator: Indicator
    kinds: frozenset[str]
    roles: frozenset[str]
    tests: tuple[filters.EntryTest, ...]
    person_tests: tuple[filters.PersonTest, ...]

    def covers(self, kind: str) -> bool:
        """Tell whether entries of a kind concern the indicator at all."""
        return not self.kinds or kind in self.kinds

    def day(self, entry: Entry, first_recorded: date) -> date:
        """Return the day that decides the period an entry belongs to.

        Args:
            entry: the row in force.
            first_recorded: day on which the happening was first recorded; a later correction does not
                move it to another period.
        """
        return first_recorded if self.indicator.date_used is DateUsed.RECORDED else entry.happened

    def count(self, entry: Entry) -> Counted | Reason:
        """Return what an entry of the plan's kinds adds, or why it adds nothing.

        Participants are judged by what they were on the day of the happening.
        """
        if entry.act is Act.VOID:
            return Reason.VOID
        day = entry.happened
        if not all(test(entry, day) for test in self.tests):
            return Reason.FILTER_NOT_MET
        people = self._people(entry, day)
        if self.person_tests and not people:
            return Reason.FILTER_NOT_MET
        weight = self._weight(entry, people)
        return Reason.NOTHING_COUNTED if weight is None else Counted(weight, people)

    def _people(self, entry: Entry, day: date) -> tuple[int, ...]:
        if not entry.participants:
            return ()
        found = dict.fromkeys(
            person for person, role in entry.participants if not self.roles or role in self.roles
        )
        if not self.person_tests:
            return tuple(found)
        return tuple(person for person in found if all(test(person, day) for test in self.person_tests))

    def _weight(self, entry: Entry, people: tuple[int, ...]) -> int | None:
        measure = self.indicator.measure
        if measure is Measure.SUM:
            amount = entry.amounts.get(self.indicator.quantity)
            return None if amount is None else int(amount * _UNIT)
        if measure in _BY_PERSON:
            return len(people) or None
        return 1

    def needs_people(self) -> bool:
        """Tell whether the persons counted matter beyond their number."""
        by_person = {"member", "sector"} & set(self.indicator.per)
        return self.indicator.measure is Measure.PEOPLE or bool(by_person)

    def value(self, total: int) -> Decimal:
        """Return the exact value that a total of weights stands for."""
        return Decimal(total) / _UNIT if self.indicator.measure is Measure.SUM else Decimal(total)


def plan(indicator: Indicator, roster: Roster, people: PeopleByDay) -> Plan:
    """Prepare an indicator over entries."""
    return Plan(
        indicator,
        frozenset(indicator.kinds),
        frozenset(indicator.roles),
        filters.entry_tests(indicator.where, roster, people),
        filters.person_tests(indicator.where, people),
    )


def plans(indicators: Iterable[Indicator], roster: Roster, people: PeopleByDay) -> tuple[Plan, ...]:
    """Prepare all indicators over entries among some indicators."""
    return tuple(plan(item, roster, people) for item in indicators if item.source is Source.ENTRIES)
