"""Workflows as a pack declares them: states, moves, deadlines."""

from dataclasses import dataclass
from enum import StrEnum

from tongxin.engine.kernel.labels import Label
from tongxin.engine.kernel.workdays import Measure
from tongxin.engine.ledger.kinds import Condition, FieldSpec
from tongxin.engine.proceedings.numbering import BulletinSeries, Per
from tongxin.engine.proceedings.submissions import SubmissionRules


class Hand(StrEnum):
    """In whose hands a paper may be; who somebody is for a paper follows from the roster and their rights."""

    PROPOSER = "proposer"
    SIGNER = "signer"
    OFFICE = "office"
    DISPATCH = "dispatch"
    APPROVER = "approver"
    """Who signs off what the office edited."""
    UNIT = "unit"
    LEADER = "leader"
    """Who was named last by a move that takes a person, such as the leader who supervises a key paper."""
    NONE = "none"
    """Nobody: the move follows from another one."""


class Takes(StrEnum):
    """What a move needs besides its fields."""

    NOTHING = "nothing"
    PAPER = "paper"
    """Another paper of the same workflow, such as the one that it is merged into."""
    SUPPORTED = "supported"
    """A paper that says the same, was handed in before, and is supported instead."""
    UNITS = "units"
    """Handling units, each with its part."""
    BODY = "body"
    """One handling unit, such as the better one that a refusal names."""
    PERSON = "person"
    """A person, such as the leader who supervises."""
    BULLETIN = "bulletin"
    """An issue of a bulletin: the next one of a series, or one that is issued today."""


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """A state of a paper.

    Attributes:
        id: stable code.
        label: its name.
        told: what the proposer is told while the paper is in it, in plain words.
        hand: in whose hands it lies.
        final: whether a paper may rest here for good.
        settled: whether a part that rests here keeps the whole from going on no longer.
        edited: whether the office writes its own version of the text here, beside the author's.
        concealed: whether its text is hidden here from everybody who may not see hidden details.
    """

    id: str
    label: Label
    told: Label
    hand: Hand = Hand.NONE
    final: bool = False
    settled: bool = False
    edited: bool = False
    concealed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Becoming:
    """That a paper becomes one of another kind by a move, with its text, its people and a link to it.

    Attributes:
        workflow: the other kind.
        when: what must have been said by then, with this move or an earlier one; ``None`` for always.
    """

    workflow: str
    when: Condition | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Blind:
    """That a unit rates the paper while its proposer rates the reply, and neither sees the other's rating.

    Each side sees the other's once it gave its own; when the days of rating are over, both are shown.

    Attributes:
        beside: moves of the paper by which its proposer rates. What must be known at once, such as why a
            reply is not good enough, is none of them.
        until: deadline of the paper that bounds the days of rating; the unit rates in them or not at all.
    """

    beside: tuple[str, ...]
    until: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Amend:
    """What a move makes of the record of the paper, or of a unit's part: that it was filed, answered late.

    That record is the one that handing the paper in, or assigning the part, wrote. The figures of a period
    are those of what was received or assigned in it: what becomes of it later amends the record, so that no
    share can have more above than below.

    Attributes:
        field: field of the record.
        value: what it holds then; ``yes`` for a flag.
        said: field of an earlier or this move whose answer it takes instead.
        when: what must have been said with this move.
        missed: deadline that must be over when the move is made, such as that of the reply.
        alike: field in which the proposer says why it is handed in although another paper says the same.
        after: moves one of which must have been made before.
        once: whether what the record holds already stays: a first rating is not replaced by a second one.
    """

    field: str
    value: str = ""
    said: str = ""
    when: Condition | None = None
    missed: str = ""
    after: tuple[str, ...] = ()
    once: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A move from one state to another.

    Attributes:
        id: stable code.
        label: the button.
        done: what the time line says once it was made.
        by: who may make it.
        since: states from which it may be made.
        to: state that it leads to; empty for a move that changes no state, such as a record of contact.
        only: parts of units (``lead``, ``assist``, ``split``, ``sole``) for which alone it is offered; empty
            for all.
        takes: what it needs besides its fields.
        fields: what must or may be said with it.
        window: deadline that must still run, such as that for refusing.
        rest_hours: hours that must lie between two such moves, as between two reminders.
        most: how often it may be made in the life of a paper; 0 for any number of times.
        in_person: what must be said with it for it to be a meeting in person; a telephone call is none.
        once_per: fields whose answers no second such move may repeat, such as level and way of an adoption.
        batch: whether it may be made for many papers on one page.
        edition: whether the office's version of the text must be there.
        day_field: field that holds the day on which it happened, where that is not the day of the move.
        after: moves one of which must have been made before, such as a first rejection before a second one.
        undoes: move whose effect it takes back; the paper returns to where it was before.
        writes: kind of entry that it records.
        voids: earlier move whose record no longer counts, as an assignment that went to another unit.
        amends: what it makes of the record of the paper or of the part, as long as it is in force.
        numbers: whether the paper gets its number by it.
        letter: paper that goes out with it.
        raises: move of the whole that follows once every part is settled.
        pushes: move of every part that follows.
        carries: move of every paper merged into this one that follows.
        becomes: paper of another kind that comes of it.
        listed: what the papers that it was made for are called together; they get a page of their own.
        blind: that it rates the paper without seeing how the proposer rates, and the other way round.
    """

    id: str
    label: Label
    done: Label
    by: tuple[Hand, ...]
    since: tuple[str, ...]
    to: str = ""
    only: tuple[str, ...] = ()
    takes: Takes = Takes.NOTHING
    fields: tuple[FieldSpec, ...] = ()
    window: str = ""
    rest_hours: int = 0
    most: int = 0
    in_person: Condition | None = None
    once_per: tuple[str, ...] = ()
    batch: bool = False
    edition: bool = False
    day_field: str = ""
    alike: str = ""
    after: tuple[str, ...] = ()
    undoes: str = ""
    writes: str = ""
    voids: str = ""
    amends: tuple[Amend, ...] = ()
    numbers: bool = False
    letter: str = ""
    raises: str = ""
    pushes: str = ""
    carries: str = ""
    becomes: Becoming | None = None
    listed: Label | None = None
    blind: Blind | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """A deadline.

    Attributes:
        id: stable code.
        label: its name.
        amount: how many days, working days or months; 0 where a field of the starting move says the day.
        measure: in what it is counted.
        starts: moves that start it, and start it anew.
        ends: moves that meet it.
        drops: moves after which it no longer matters.
        pauses: moves that stop it.
        resumes: moves that let it run on.
        day_field: field, said by then, that holds the day itself, such as that of a promise.
        when: what must have been said by then for it to start, such as that the reply only promises.
        extend_field: field of a move that holds a new day, such as that of a granted extension.
        remind_days: days before the due day on which whoever has it is reminded.
    """

    id: str
    label: Label
    starts: tuple[str, ...]
    ends: tuple[str, ...]
    amount: int = 0
    measure: Measure = Measure.DAY
    drops: tuple[str, ...] = ()
    pauses: tuple[str, ...] = ()
    resumes: tuple[str, ...] = ()
    day_field: str = ""
    when: Condition | None = None
    extend_field: str = ""
    remind_days: tuple[int, ...] = (7,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Workflow:
    """The states of one kind of paper and the moves between them; the first state is where it begins.

    Attributes:
        id: stable code.
        label: its name.
        about: one or two sentences.
        states: states, the first being that of a new paper.
        moves: moves.
        clocks: deadlines.
        submission: what a paper of it consists of; ``None`` for parts.
        part_of: workflow whose papers are handled in parts of this one, as a proposal is by units.
        unit: classifier in which papers are counted, such as 件.
        numbered: in each of which rows its papers are numbered from 1.
        bulletins: series of bulletins in which its papers are issued.
    """

    id: str
    label: Label
    about: Label
    states: tuple[State, ...]
    moves: tuple[Move, ...]
    clocks: tuple[Clock, ...] = ()
    submission: SubmissionRules | None = None
    part_of: str = ""
    unit: str = "件"
    numbered: Per = Per.SESSION
    bulletins: tuple[BulletinSeries, ...] = ()

    @property
    def start(self) -> str:
        """State in which a paper begins."""
        return self.states[0].id

    def state(self, code: str) -> State | None:
        """Return the state with a code, if it is declared."""
        return next((state for state in self.states if state.id == code), None)

    def move(self, code: str) -> Move | None:
        """Return the move with a code, if it is declared."""
        return next((move for move in self.moves if move.id == code), None)

    def clock(self, code: str) -> Clock | None:
        """Return the deadline with a code, if it is declared."""
        return next((clock for clock in self.clocks if clock.id == code), None)

    def series(self, code: str) -> BulletinSeries | None:
        """Return the series of bulletins with a code, if it is declared."""
        return next((one for one in self.bulletins if one.id == code), None)

    def issuing(self) -> Move | None:
        """Return the move that puts a paper into a bulletin, if there is one."""
        return next((move for move in self.moves if move.takes is Takes.BULLETIN), None)


def hands_in(flow: Workflow, move: Move) -> bool:
    """Tell whether a move hands a paper in: out of the proposer's hands into the office's."""
    state = flow.state(move.to) if move.to else None
    arrives = state is not None and state.hand is Hand.OFFICE
    return arrives and Hand.PROPOSER in move.by and flow.start in move.since
