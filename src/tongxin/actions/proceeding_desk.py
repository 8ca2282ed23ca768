"""A locked paper with the rules that bind it, and who an actor is for it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from tongxin.actions.acting import Actor, Invalid, Refused, require
from tongxin.actions.entry_rows import mechanism_at
from tongxin.engine.kernel.issues import Issue, Subject
from tongxin.engine.kernel.rights import Scope
from tongxin.engine.kernel.workdays import Calendar
from tongxin.engine.mechanism.values import Mechanism
from tongxin.engine.proceedings.blindness import ran_out
from tongxin.engine.proceedings.clocks import deadlines, over
from tongxin.engine.proceedings.rules import Hand, Workflow
from tongxin.engine.proceedings.standing import Made, standing
from tongxin.store.models import Proceeding, ProceedingPart
from tongxin.store.queries import proceedings as queries
from tongxin.store.queries.workdays import calendar_of

ROLES = ("sole", "lead", "assist", "split")
"""Parts that units play: alone, leading, assisting, each separately."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What a move takes besides its fields.

    Attributes:
        paper: another paper.
        body: a handling unit.
        person: a person.
        units: handling units with their roles, for an assignment.
        bulletin: an issue of a bulletin that a report is added to.
        series: series of bulletins whose next issue is begun with a report.
    """

    paper: int | None = None
    body: int | None = None
    person: int | None = None
    units: tuple[tuple[int, str], ...] = ()
    bulletin: int | None = None
    series: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A move to be made: its code, what is said with it, what it takes."""

    move: str
    fields: Mapping[str, object] = field(default_factory=dict)
    taken: Taken = field(default_factory=Taken)


@dataclass(frozen=True, slots=True)
class Desk:
    """A locked paper with the rules that bind it."""

    actor: Actor
    mechanism: Mechanism
    flow: Workflow
    paper: Proceeding

    @property
    def day(self) -> date:
        """The day of the act where the committee is."""
        return self.day_of(self.actor.at)

    @property
    def calendar(self) -> Calendar:
        """Which days are worked, with what the office marked."""
        return calendar_of(self.actor.committee, self.mechanism)

    def over(self, part: ProceedingPart | None) -> frozenset[str]:
        """Return the deadlines of the paper, or of a part and of the days of rating in it, that are over."""
        flow, held = self.flow_of(part), self._held(part)
        own = over(deadlines(flow, held, self.calendar, self.day_of), self.day)
        if part is None:
            return own
        whole = self._held(None)
        found = deadlines(self.flow, whole, self.calendar, self.day_of)
        return own | ran_out(flow, whole, found, self.day)

    def _held(self, part: ProceedingPart | None) -> tuple[Made, ...]:
        return standing(self.flow_of(part), self.made(part)).in_force

    def day_of(self, at: datetime) -> date:
        """Return the day of a moment where the committee is."""
        return at.astimezone(ZoneInfo(self.mechanism.time_zone)).date()

    def flow_of(self, part: ProceedingPart | None) -> Workflow:
        """Return the workflow of the paper, or of the parts in which units handle it.

        Raises:
            Invalid: papers of this kind are not handled in parts.
        """
        if part is None:
            return self.flow
        return self.part_flow

    @property
    def part_flow(self) -> Workflow:
        """The workflow of the parts in which units handle the paper.

        Raises:
            Invalid: papers of this kind are not handled in parts.
        """
        found = next((flow for flow in self.mechanism.workflows if flow.part_of == self.flow.id), None)
        if found is None:
            raise Invalid((Issue(code="proceeding.no_parts"),))
        return found

    def made(self, part: ProceedingPart | None) -> list[Made]:
        """Return the moves of the paper, or of a part, so far."""
        return queries.moves_of(self.paper) if part is None else queries.moves_of_part(part)


def open_desk(actor: Actor, pk: int) -> Desk:
    """Lock a paper that the actor may see, with the rules that bind it.

    Raises:
        Refused: there is none, or the actor may not see it.
    """
    scope = require(actor, "read", "proceeding")
    paper = Proceeding.objects.select_for_update().filter(committee=actor.committee, pk=pk).first()
    if paper is None or not sees(actor, scope, paper):
        raise Refused("read", "proceeding")
    mechanism, _day = mechanism_at(actor, actor.at)
    return Desk(actor, mechanism, flow_of(mechanism, paper.workflow), paper)


def sees(actor: Actor, scope: Scope, paper: Proceeding) -> bool:
    """Tell whether an actor's scope reaches a paper: all, those of their unit, their own, those they lead."""
    if scope is Scope.COMMITTEE:
        return True
    if actor.unit_ids & {part.body_id for part in paper.parts.all()}:
        return True
    people = {paper.first_id, paper.leader_id, *(row.person_id for row in paper.signers.all())}
    return actor.person_id is not None and actor.person_id in people


def hands_of(actor: Actor, paper: Proceeding, part: ProceedingPart | None = None) -> frozenset[Hand]:
    """Return who an actor is for a paper, and for a unit's part in it."""
    handles = actor.scope("proceeding", "handle") is not None
    being = {
        Hand.SIGNER: actor.person_id in {row.person_id for row in paper.signers.all()},
        Hand.UNIT: handles and part is not None and part.body_id in actor.unit_ids,
    }
    return hands_by_row(actor, paper).union(hand for hand, is_so in being.items() if is_so)


def hands_by_row(actor: Actor, paper: Proceeding) -> frozenset[Hand]:
    """Return who an actor is for a paper as far as its own row says, without signers and units."""

    def may(verb: str, noun: str) -> bool:
        return actor.scope(noun, verb) is not None

    person = actor.person_id
    being = {
        Hand.PROPOSER: person is not None and person == paper.first_id,
        Hand.OFFICE: may("review", "proceeding"),
        Hand.DISPATCH: may("dispatch", "proceeding"),
        Hand.APPROVER: may("approve", "proceeding"),
        # Who writes nothing, such as a chair who reads all, leaves it to the office.
        Hand.LEADER: person is not None and person == paper.leader_id and may("submit", "proceeding"),
    }
    return frozenset(hand for hand, is_so in being.items() if is_so)


def concealed(flow: Workflow | None, paper: Proceeding) -> bool:
    """Tell whether a paper's text is hidden, as that of one that was stopped as secret."""
    state = flow.state(paper.state) if flow else None
    return state is not None and state.concealed


def writable(desk: Desk) -> bool:
    """Tell whether a paper is being written: a draft, or back in its proposer's hands."""
    state = desk.flow.state(desk.paper.state)
    return desk.paper.state == desk.flow.start or (state is not None and state.hand is Hand.PROPOSER)


def subject_of(paper: Proceeding) -> Subject:
    """Name a paper for the log."""
    return Subject(noun="proceeding", id=paper.pk, name=paper.title)


def flow_of(mechanism: Mechanism, code: str) -> Workflow:
    """Return the workflow of a kind of papers.

    Raises:
        Invalid: the mechanism in force has none.
    """
    flow = mechanism.workflow(code)
    if flow is None or flow.submission is None:
        raise Invalid((Issue(code="proceeding.unknown_workflow", params={"found": code}),))
    return flow
