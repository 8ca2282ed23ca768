"""What units were given, line by line: role, other units, last day of the reply."""

from collections.abc import Iterable
from datetime import date

from django.utils import timezone

from tongxin.engine.kernel.workdays import Calendar
from tongxin.engine.proceedings.clocks import deadlines
from tongxin.engine.proceedings.rules import Workflow
from tongxin.engine.proceedings.standing import standing
from tongxin.store.queries import proceedings as queries
from tongxin.store.queries.proceedings import Part
from tongxin.web.proceeding_papers import Handed
from tongxin.web.proceeding_rows import ROLES


def lines(inner: Workflow, calendar: Calendar, parts: Iterable[Part]) -> list[Handed]:
    """Return parts as lines of the list, without those that went on to another unit.

    Args:
        inner: workflow of the parts.
        calendar: which days are worked.
        parts: the parts, with their moves and the other parts of their papers.
    """
    gone = {move.to for move in inner.moves if move.voids}
    return [
        Handed(
            unit=part.body.name,
            paper=part.proceeding,
            role=str(ROLES.get(part.role, part.role)),
            others=tuple(
                _named(other) for other in part.proceeding.parts.all() if _beside(other, part, gone)
            ),
            due=_due(inner, calendar, part),
        )
        for part in parts
        if part.state not in gone
    ]


def _beside(other: Part, part: Part, gone: set[str]) -> bool:
    return other.pk != part.pk and other.state not in gone


def _named(part: Part) -> str:
    return f"{part.body.name}（{ROLES.get(part.role, part.role)}）"


def _due(inner: Workflow, calendar: Calendar, part: Part) -> date | None:
    """Return the last day of what the part owes: the deadline that its reply meets."""
    replies = {move.id for move in inner.moves if move.raises}
    held = standing(inner, queries.made(part.moves.all())).in_force
    found = deadlines(inner, held, calendar, timezone.localdate)
    return next((one.due for one in found if replies & set(one.clock.ends)), None)
