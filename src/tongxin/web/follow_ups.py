"""The calendar of promises: what was promised for which day, and what is asked again next year."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tongxin.engine.kernel.periods import Grain, containing
from tongxin.engine.proceedings.clocks import Deadline
from tongxin.engine.proceedings.monitoring import follow_up_clocks, open_first
from tongxin.engine.proceedings.rules import Clock, Workflow
from tongxin.web.part_lines import Sight


class When(StrEnum):
    """When something that was promised is due."""

    OVERDUE = "overdue"
    MONTH = "month"
    LATER = "later"


WHENS: dict[When, Promise] = {
    When.OVERDUE: _("Past their day"),
    When.MONTH: _("Due this month"),
    When.LATER: _("Later"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUps:
    """Parts with a promise, or to be asked about, by when that is due; the earliest first."""

    parts: dict[When, list[int]]
    clocks: tuple[Clock, ...]

    @property
    def ids(self) -> frozenset[str]:
        """Codes of the deadlines asked about."""
        return frozenset(clock.id for clock in self.clocks)

    @property
    def first(self) -> When:
        """What is shown to begin with: the first list that holds something."""
        return next((when for when in When if self.parts[when]), When.MONTH)


def follow_ups(sight: Sight, clock: str = "") -> FollowUps:
    """Return what is to be followed up.

    Args:
        sight: the parts.
        clock: one deadline alone, such as that of promises; empty for all.
    """
    clocks = tuple(one for one in follow_up_clocks(sight.watch.flow) if clock in {"", one.id})
    wanted = {one.id for one in clocks}
    found = []
    for part, seen in sight.seen.items():
        first = open_first([one for one in seen.deadlines if one.clock.id in wanted])
        if first is not None:
            found.append((first.due, part, first))
    parts: dict[When, list[int]] = {when: [] for when in When}
    for _due, part, deadline in sorted(found, key=lambda row: row[:2]):
        parts[_when(sight, deadline)].append(part)
    return FollowUps(parts=parts, clocks=clocks)


def _when(sight: Sight, deadline: Deadline) -> When:
    if deadline.due < sight.today:
        return When.OVERDUE
    return When.MONTH if deadline.due <= containing(sight.today, Grain.MONTH).end else When.LATER


def asking(inner: Workflow, clocks: Sequence[Clock]) -> frozenset[str]:
    """Return the moves that are made about a promise: what became of it, how far it is."""
    ends = {code for clock in clocks for code in clock.ends}
    since = {state for move in inner.moves if move.id in ends for state in move.since}
    told = {move.id for move in inner.moves if since.issuperset(move.since) and not move.to}
    return frozenset(ends | told)
