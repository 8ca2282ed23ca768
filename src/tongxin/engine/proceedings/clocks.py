"""Deadlines of a paper: when each is due, and how that came about."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from tongxin.engine.kernel.workdays import Calendar, Measure, due, moved, skipped
from tongxin.engine.proceedings.rules import Clock, Workflow
from tongxin.engine.proceedings.standing import Made

DayOf = Callable[[datetime], date]


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """One deadline.

    Attributes:
        clock: the rule.
        started: day on which it started.
        due: last day.
        met: day on which what it asks for was done; ``None`` while it was not.
        dropped: whether it no longer matters.
        paused: whether it stands still now.
        extended: whether a later day was granted.
        skipped: holidays that lie in it.
        uncertain: whether it reaches into a year whose holidays are not known.
    """

    clock: Clock
    started: date
    due: date
    met: date | None = None
    dropped: bool = False
    paused: bool = False
    extended: bool = False
    skipped: tuple[str, ...] = ()
    uncertain: bool = False

    @property
    def runs(self) -> bool:
        """Whether it is still to be met."""
        return self.met is None and not self.dropped

    def late(self, today: date) -> bool:
        """Tell whether it was missed: still open after its last day, or met after it."""
        return (self.met or today) > self.due and not self.dropped and not (self.paused and self.runs)

    def left(self, today: date) -> int:
        """Return how many days are left; negative ones are over."""
        return (self.due - today).days


@dataclass(slots=True)
class _Run:
    """A deadline while the moves are gone through."""

    started: date
    due: date
    met: date | None = None
    dropped: bool = False
    since: date | None = None
    extended: bool = False


def deadlines(
    flow: Workflow, held: Sequence[Made], calendar: Calendar, day_of: DayOf
) -> tuple[Deadline, ...]:
    """Return the deadlines that were started, each as it was started last, in the order of the pack.

    Args:
        flow: the workflow.
        held: moves in force, oldest first.
        calendar: which days are worked.
        day_of: the day of a moment where the committee is.
    """
    found = (_deadline(clock, held, calendar, day_of) for clock in flow.clocks)
    return tuple(one for one in found if one is not None)


def _deadline(clock: Clock, held: Sequence[Made], calendar: Calendar, day_of: DayOf) -> Deadline | None:
    run: _Run | None = None
    said: dict[str, object] = {}
    for made in held:
        day = day_of(made.at)
        said |= made.fields
        if run is not None:
            _step(run, clock, made, day, calendar)
        if made.move in clock.starts:
            run = _started(clock, said, day, calendar) or _ended(run)
    if run is None:
        return None
    counted = clock.measure is Measure.WORKDAY and not clock.day_field
    return Deadline(
        clock=clock,
        started=run.started,
        due=run.due,
        met=run.met,
        dropped=run.dropped,
        paused=run.since is not None,
        extended=run.extended,
        skipped=skipped(run.started, run.due, calendar) if counted else (),
        uncertain=counted and not calendar.knows(run.due),
    )


def _started(clock: Clock, said: Mapping[str, object], day: date, calendar: Calendar) -> _Run | None:
    """Return a deadline that a move starts; without what it asks for, or the day it should name, none."""
    if clock.when is not None and str(said.get(clock.when.field, "")) not in clock.when.values:
        return None
    if not clock.day_field:
        return _Run(day, due(day, clock.amount, clock.measure, calendar))
    named = _day(said.get(clock.day_field))
    return _Run(day, named) if named is not None else None


def _ended(run: _Run | None) -> _Run | None:
    """Return a deadline that is not started anew: a met one stays met, an open one is gone."""
    return run if run is not None and run.met is not None else None


def _step(run: _Run, clock: Clock, made: Made, day: date, calendar: Calendar) -> None:
    """Let a move do to a deadline what it does."""
    if made.move in clock.ends and run.met is None:
        run.met = day
    elif made.move in clock.drops:
        run.dropped = True
    if made.move in clock.pauses and run.since is None:
        run.since = day
    elif made.move in clock.resumes and run.since is not None:
        run.due = moved(run.due, run.since, day, clock.measure, calendar)
        run.since = None
    later = _day(made.fields.get(clock.extend_field)) if clock.extend_field else None
    if later is not None and later > run.due:
        run.due, run.extended = later, True


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return None


def over(found: Sequence[Deadline], today: date) -> frozenset[str]:
    """Return the codes of the deadlines that are over: their windows are closed."""
    return frozenset(one.clock.id for one in found if one.runs and today > one.due and not one.paused)
