"""What is watched over: each unit's numbers in the order of the roster, and who has had what how long."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tongxin.engine.proceedings.monitoring import Age, Mark, ages, by_body
from tongxin.engine.proceedings.rules import State, Workflow
from tongxin.engine.roster.values import Organisation
from tongxin.store.queries import part_tracks
from tongxin.web import wording
from tongxin.web.part_lines import Sight
from tongxin.web.proceeding_words import HANDS
from tongxin.web.standing_on import Ground

MARKS: dict[Mark, Promise] = {
    Mark.GIVEN: _("Given"),
    Mark.SIGNED: _("Signed for"),
    Mark.SOON: _("Due soon"),
    Mark.OVERDUE: _("Overdue"),
    Mark.ANSWERED: _("Answered"),
    Mark.ON_TIME: _("On time"),
    Mark.LATE: _("Answered late"),
    Mark.MET: _("Met in person"),
    Mark.REFUSED: _("Asked to return"),
    Mark.RATED: _("Rated"),
}
"""The columns, each with the parts behind its numbers."""

LIGHTS: dict[Mark, str] = {Mark.SOON: "soon", Mark.OVERDUE: "late"}
"""Numbers that are said with a shape besides."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitRow:
    """A unit with how many of its parts carry each mark."""

    unit: Organisation
    counts: Mapping[Mark, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class AgeRow:
    """A state with how long what is in it has been there, and in whose hands that is."""

    hand: Promise
    state: State
    flow: Workflow
    age: Age
    address: str


def unit_rows(where: Ground, sight: Sight) -> list[UnitRow]:
    """Return the units that have parts, in the order of the roster: a table of numbers and no ranking."""
    found = by_body(sight.seen, sight.bodies)
    units = where.directory.roster.organisations
    there = sorted((units[pk] for pk in found if pk in units), key=lambda unit: (unit.code, unit.id))
    return [UnitRow(unit=unit, counts={mark: len(found[unit.id][mark]) for mark in Mark}) for unit in there]


def totals(rows: Sequence[UnitRow]) -> dict[Mark, int]:
    """Return the sum of each column."""
    return {mark: sum(row.counts[mark] for row in rows) for mark in Mark}


def marked(sight: Sight, mark: Mark, unit: int | None) -> list[int]:
    """Return the parts behind a number, those that are due first before the others."""
    found = [
        part for part, seen in sight.seen.items() if mark in seen.marks and unit in {None, sight.bodies[part]}
    ]

    def order(part: int) -> tuple[bool, object, int]:
        reply = sight.seen[part].reply
        return reply is None, reply.due if reply else 0, part

    return sorted(found, key=order)


def age_rows(where: Ground, flow: Workflow, inner: Workflow | None) -> list[AgeRow]:
    """Return how long papers and units' parts have been in each state that is no resting place."""
    moving = [state for state in flow.states if not state.final]
    parts = [state for state in inner.states if not state.final] if inner else []
    papers_in, parts_in = part_tracks.entered(
        where.committee.pk, flow.id, [state.id for state in moving], [state.id for state in parts]
    )
    found = []
    for of, states, entered, key in ((flow, moving, papers_in, "state"), (inner, parts, parts_in, "part")):
        if of is None:
            continue
        there = ages(((state, timezone.localdate(at)) for state, at in entered), where.day)
        base = reverse("proceedings-of", args=[flow.id])
        found += [
            AgeRow(
                hand=HANDS[state.hand],
                state=state,
                flow=of,
                age=there[state.id],
                address=wording.with_query(base, {key: state.id}),
            )
            for state in states
            if state.id in there
        ]
    return found
