"""Duties on the home pages: the next thing somebody owes, and how each group of duties stands."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from tongxin.engine.duties.rules import DutyGroup
from tongxin.engine.duties.settling import State
from tongxin.web import duty_grid, duty_rows
from tongxin.web.access import PageRequest
from tongxin.web.duty_rows import DutyRow

NEXT = 3
"""How many duties a home page shows at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How the duties of a group stand this year."""

    group: DutyGroup
    met: int
    open: int
    overdue: int
    exempt: int

    @property
    def owed(self) -> int:
        """How many periods so far were owed and are over or met."""
        return self.met + self.overdue


def next_duties(request: PageRequest, day: date) -> tuple[list[DutyRow], int]:
    """Return what the visitor should do next, the most urgent first, and how much waits in all."""
    if request.actor.scope("duty", "read") is None or request.actor.person_id is None:
        return [], 0
    here = duty_rows.desk(request, day)
    waiting = [
        duty for duty in here.book.waiting(request.actor.person_id) if duty.due >= duty_rows.asked_since(here)
    ]
    return duty_rows.rows(here, waiting[:NEXT]), len(waiting)


def standings(request: PageRequest, day: date) -> list[Standing]:
    """Return how each group of duties stands this year, for those who oversee them."""
    if request.actor.scope("duty", "oversee") is None:
        return []
    here = duty_rows.desk(request, day)
    found = []
    for group in here.where.mechanism.duty_groups:
        tables = duty_grid.tables(here, group.id, here.where.day.year)
        counts = sum((table.counts for table in tables), Counter[State]())
        found.append(
            Standing(
                group=group,
                met=counts[State.MET],
                open=counts[State.OPEN],
                overdue=counts[State.OVERDUE],
                exempt=counts[State.EXEMPT],
            )
        )
    return found
