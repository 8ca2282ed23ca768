"""What a unit has done with its parts: each part marked, so that every number is a list of parts.

Nothing here knows a committee's codes: which move signs for a part, replies or asks to give it back is read
from how the moves hang together.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from statistics import median

from tongxin.engine.kernel.workdays import Calendar
from tongxin.engine.proceedings.clocks import DayOf, Deadline, deadlines
from tongxin.engine.proceedings.rules import Clock, Hand, Move, Takes, Workflow
from tongxin.engine.proceedings.standing import Made, Standing, standing


class Mark(StrEnum):
    """What can be said of a unit's part, in the order in which a table says it."""

    GIVEN = "given"
    """The unit was given it and has it still or has answered it."""
    SIGNED = "signed"
    """It was signed for."""
    SOON = "soon"
    """The reply is due within the days of the last reminder."""
    OVERDUE = "overdue"
    """The reply was due and is not there."""
    ANSWERED = "answered"
    """It was replied to, or the opinion for the leading unit was given."""
    ON_TIME = "on_time"
    """It was answered by its last day."""
    LATE = "late"
    """It was answered after its last day."""
    MET = "met"
    """The proposer was met in person."""
    REFUSED = "refused"
    """The unit asked to give it back, whatever came of it."""
    RATED = "rated"
    """The proposer rated the reply."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartTrack:
    """A unit's part with its moves.

    Attributes:
        id: identity of the part.
        body: the unit.
        made: its moves, oldest first.
        rated: whether the paper was rated.
    """

    id: int
    body: int
    made: tuple[Made, ...]
    rated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A part as it stands.

    Attributes:
        now: where it stands.
        deadlines: its deadlines.
        marks: what can be said of it.
        reply: deadline of the reply, if one was started.
    """

    now: Standing
    deadlines: tuple[Deadline, ...]
    marks: frozenset[Mark]
    reply: Deadline | None


@dataclass(frozen=True)
class Watch:
    """What parts are looked at by.

    Attributes:
        flow: workflow of the parts.
        calendar: which days are worked.
        day_of: the day of a moment where the committee is.
        today: the day asked for.
    """

    flow: Workflow
    calendar: Calendar
    day_of: DayOf
    today: date

    @cached_property
    def answered(self) -> frozenset[str]:
        """The states in which a part has done what it was given for: replied, or given its opinion."""
        return answered_states(self.flow)

    @cached_property
    def gone(self) -> frozenset[str]:
        """The states of a part that another unit has now."""
        return frozenset(state.id for state in self.flow.states if state.settled) - self.answered

    @cached_property
    def reply_clocks(self) -> frozenset[str]:
        """The deadlines that a reply meets."""
        replies = {move.id for move in self.flow.moves if move.raises}
        clocks = (clock for clock in self.flow.clocks if not clock.day_field)
        return frozenset(clock.id for clock in clocks if replies.intersection(clock.ends))

    @cached_property
    def receipts(self) -> frozenset[str]:
        """The moves by which a unit takes a part on: out of the first state, without giving it back."""
        return frozenset(
            move.id
            for move in self.flow.moves
            if self.flow.start in move.since and move.to and _by_unit(move, Takes.NOTHING)
        )

    @cached_property
    def refusals(self) -> frozenset[str]:
        """The moves by which a unit asks to give a part back."""
        return frozenset(move.id for move in self.flow.moves if _by_unit(move, Takes.BODY))

    def see(self, track: PartTrack) -> Seen:
        """Return a part as it stands, with everything that can be said of it."""
        now = standing(self.flow, track.made)
        found = deadlines(self.flow, now.in_force, self.calendar, self.day_of)
        reply = next((one for one in found if one.clock.id in self.reply_clocks), None)
        marks = frozenset(self._marks(track, now, reply))
        return Seen(now=now, deadlines=found, marks=marks, reply=reply)

    def _marks(self, track: PartTrack, now: Standing, reply: Deadline | None) -> Iterator[Mark]:
        codes = {made.move for made in now.in_force}
        if codes & self.refusals:
            yield Mark.REFUSED
        if now.state in self.gone:
            return
        yield Mark.GIVEN
        if codes & self.receipts:
            yield Mark.SIGNED
        if any(_in_person(self.flow, made) for made in now.in_force):
            yield Mark.MET
        if track.rated:
            yield Mark.RATED
        yield from self._time(now, reply)

    def _time(self, now: Standing, reply: Deadline | None) -> Iterator[Mark]:
        if now.state in self.answered:
            yield Mark.ANSWERED
            if reply is not None:
                yield Mark.LATE if reply.late(self.today) else Mark.ON_TIME
        elif reply is not None and reply.runs and not reply.paused:
            if reply.late(self.today):
                yield Mark.OVERDUE
            elif reply.left(self.today) <= max(reply.clock.remind_days, default=0):
                yield Mark.SOON


def answered_states(flow: Workflow) -> frozenset[str]:
    """Return the states in which a part has done what it was given for: replied, or given its opinion."""
    settled = {state.id for state in flow.states if state.settled}
    return frozenset(settled & {move.to for move in flow.moves if move.raises or Hand.UNIT in move.by})


def follow_up_clocks(flow: Workflow) -> list[Clock]:
    """Return the deadlines that begin when a part has been answered: promises, being asked again."""
    resting = answered_states(flow)
    asked = {move.id for move in flow.moves if resting.issuperset(move.since)}
    return [clock for clock in flow.clocks if clock.ends and asked.issuperset(clock.ends)]


def _by_unit(move: Move, takes: Takes) -> bool:
    return move.takes is takes and Hand.UNIT in move.by


def _in_person(flow: Workflow, made: Made) -> bool:
    """Tell whether a move was a meeting in person, as the pack says."""
    move = flow.move(made.move)
    asked = move.in_person if move is not None else None
    return asked is not None and str(made.fields.get(asked.field, "")) in asked.values


def ratings(flow: Workflow) -> frozenset[str]:
    """Return the moves by which proposers rate what a paper was answered with."""
    answers = {move.to for move in flow.moves if Hand.NONE in move.by and move.to}
    return frozenset(
        move.id
        for move in flow.moves
        if Hand.PROPOSER in move.by and answers.intersection(move.since) and move.fields
    )


def by_body(seen: Mapping[int, Seen], bodies: Mapping[int, int]) -> dict[int, dict[Mark, list[int]]]:
    """Return unit → mark → its parts, in the order in which the parts came.

    Args:
        seen: parts as they stand.
        bodies: part → unit.
    """
    found: dict[int, dict[Mark, list[int]]] = {}
    for part, one in seen.items():
        row = found.setdefault(bodies[part], {mark: [] for mark in Mark})
        for mark in one.marks:
            row[mark].append(part)
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Age:
    """How long papers have been in a state.

    Attributes:
        count: how many are in it.
        oldest: days of the one that has been there longest.
        median: half of them have been there for at most so many days.
    """

    count: int
    oldest: int
    median: float


def ages(since: Iterable[tuple[str, date]], today: date) -> dict[str, Age]:
    """Return state → how long what is in it has been there.

    Args:
        since: state, and the day on which it was entered, of each paper.
        today: the day asked for.
    """
    days: dict[str, list[int]] = {}
    for state, entered in since:
        days.setdefault(state, []).append(max(0, (today - entered).days))
    return {
        state: Age(count=len(found), oldest=max(found), median=median(found)) for state, found in days.items()
    }


def open_first(found: Sequence[Deadline]) -> Deadline | None:
    """Return the deadline that runs and is due first."""
    return min((one for one in found if one.runs), key=lambda one: one.due, default=None)
