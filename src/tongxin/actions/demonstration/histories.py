"""Papers with their whole history, written in bulk; each move is judged as if somebody made it now.

What the verbs do one by one for the living is done here for hundreds of papers of years past: the engine
folds the moves, says whether each was allowed, and what the records say after it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from tongxin.actions.acting import Actor, Invalid
from tongxin.actions.entry_rows import Recording
from tongxin.actions.proceeding_desk import Taken
from tongxin.engine.kernel.workdays import Calendar
from tongxin.engine.ledger.drafts import EntryDraft
from tongxin.engine.ledger.entries import Act
from tongxin.engine.ledger.kinds import EntryKind
from tongxin.engine.mechanism.values import Mechanism
from tongxin.engine.proceedings.clocks import DayOf, Deadline, deadlines, over
from tongxin.engine.proceedings.judging import Moment, judge
from tongxin.engine.proceedings.records import amendable, amended, spoken, told
from tongxin.engine.proceedings.rules import Move, Workflow, hands_in
from tongxin.engine.proceedings.standing import Made, standing


@dataclass(slots=True, kw_only=True)
class Played:
    """A move of a history.

    Attributes:
        move: its code.
        at: when.
        fields: what was said with it.
        taken: what it took.
        part: place of the unit's part in the history; ``None`` for a move of the paper.
        other: the history of the paper that it was merged into.
        entry: id of the record that it wrote, once it is written.
    """

    move: str
    at: datetime
    fields: Mapping[str, object] = field(default_factory=dict)
    taken: Taken = field(default_factory=Taken)
    part: int | None = None
    other: "History | None" = None
    entry: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PartPlan:
    """A unit's part: which unit, as what, since when."""

    body: int
    role: str
    begun_at: datetime


@dataclass(slots=True, kw_only=True)
class History:
    """A paper with everything that happened to it.

    Attributes:
        draft: its record as handing it in writes it, without what became of it.
        form: form in which it was handed in.
        parts_of_text: text by part.
        fields: what else was asked when it was handed in.
        created_at: when it was begun.
        wished: handling units that the proposer wished for.
        parts: parts of units.
        played: moves, oldest first.
        paper: id of the paper once it is written, 0 before.
        origin: the paper that it came from.
        edited: the office's version, once it is handed on: title, text by part, and when it was written.
    """

    draft: EntryDraft
    form: str
    parts_of_text: Mapping[str, str]
    fields: Mapping[str, object]
    created_at: datetime
    wished: tuple[int, ...] = ()
    parts: list[PartPlan] = field(default_factory=list)
    played: list[Played] = field(default_factory=list)
    paper: int = 0
    origin: "History | None" = None
    edited: "tuple[str, Mapping[str, str], datetime] | None" = None

    def of(self, part: int | None) -> list[Played]:
        """Return the moves of the paper itself, or of a part."""
        return [one for one in self.played if one.part == part]


@dataclass(frozen=True, slots=True)
class Ground:
    """What histories of one kind of paper are judged by."""

    actor: Actor
    mechanism: Mechanism
    flow: Workflow
    part_flow: Workflow
    calendar: Calendar
    day_of: DayOf
    sessions: Sequence[tuple[date, date]]

    def flow_of(self, part: int | None) -> Workflow:
        """Return the workflow of the paper or of its parts."""
        return self.flow if part is None else self.part_flow

    def move_of(self, one: Played) -> Move:
        """Return the rule of a move that was made."""
        found = self.flow_of(one.part).move(one.move)
        if found is None:
            raise LookupError(one.move)
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A first record that a move writes."""

    played: Played
    recording: Recording


@dataclass(frozen=True, slots=True, kw_only=True)
class Further:
    """A further row of a record: what it was, what it is, and the move that wrote the record.

    Attributes:
        root: the move that wrote the record.
        before: what stood there.
        draft: what stands there now.
        at: when.
        reason: the move, as the history of the record shows it.
        void: whether the record no longer counts.
    """

    root: Played
    before: EntryDraft
    draft: EntryDraft
    at: datetime
    reason: str
    void: bool = False


def check(ground: Ground, history: History) -> None:
    """Judge every move of a history as it was made.

    Raises:
        Invalid: a move could not have been made.
    """
    for part in (None, *range(len(history.parts))):
        flow, made = ground.flow_of(part), list[Made]()
        for number, one in enumerate(history.of(part)):
            move = ground.move_of(one)
            closed = over(_deadlines(ground, flow, made), ground.day_of(one.at)) if move.window else ()
            moment = Moment(at=one.at, hands=frozenset(move.by), over=closed)
            issues = judge(flow, made, one.move, one.fields, moment)
            if issues:
                raise Invalid(issues)
            made.append(Made(id=number, move=one.move, at=one.at, fields=one.fields))


def _deadlines(ground: Ground, flow: Workflow, made: Sequence[Made]) -> tuple[Deadline, ...]:
    return deadlines(flow, standing(flow, made).in_force, ground.calendar, ground.day_of)


def records(ground: Ground, history: History) -> Iterator[Written]:
    """Yield the first records that the moves of a history write, oldest first in each part."""
    for part in (None, *range(len(history.parts))):
        flow, rows = ground.flow_of(part), history.of(part)
        for number, one in enumerate(rows):
            move = ground.move_of(one)
            kind = ground.mechanism.entry_kind(move.writes) if move.writes else None
            if kind is None:
                continue
            draft = _draft(ground, history, kind, rows[: number + 1])
            if part is None and hands_in(flow, move):
                draft = history.draft
            yield Written(
                played=one,
                recording=Recording(draft=draft, recorded_at=one.at, recorded_by=ground.actor.user),
            )


def _draft(ground: Ground, history: History, kind: EntryKind, rows: Sequence[Played]) -> EntryDraft:
    """Return the record that the last of some moves writes."""
    one = rows[-1]
    flow = ground.flow_of(one.part)
    part = history.parts[one.part] if one.part is not None else None
    held = standing(flow, _made(rows)).in_force
    filled = amended(flow, held, ground.calendar, ground.day_of)
    paper = {**history.fields, "form": history.draft.fields.get("form", "")}
    said = spoken(flow, held, paper=paper, role=part.role if part else "", filled=filled)
    about = part.body if part else history.draft.organisation
    return EntryDraft(
        kind=kind.id,
        happened_on=ground.day_of(one.at),
        title=history.draft.title,
        organisation=about if "organisation" in kind.about else None,
        participants=history.draft.participants if kind.roles else (),
        fields=told(kind, said),
    )


def _made(rows: Iterable[Played]) -> list[Made]:
    return [Made(id=number, move=one.move, at=one.at, fields=one.fields) for number, one in enumerate(rows)]


def further(ground: Ground, history: History, first: Mapping[int, Written]) -> Iterator[Further]:
    """Yield the further rows of a history's records: what moves made of the paper's and of each part's.

    Args:
        ground: what it is judged by.
        history: the history.
        first: the first records by the identity of the move that wrote them.
    """
    for part in (None, *range(len(history.parts))):
        rows = history.of(part)
        root = next((one for one in rows if id(one) in first), None)
        if root is not None and amendable(ground.flow_of(part)):
            yield from _amendments(ground, rows, root, first[id(root)].recording.draft)


def _amendments(ground: Ground, rows: Sequence[Played], root: Played, draft: EntryDraft) -> Iterator[Further]:
    flow = ground.flow_of(root.part)
    filled = amendable(flow)
    first = next(place for place, one in enumerate(rows) if one is root)
    for number, one in enumerate(rows[first:], first):
        move = ground.move_of(one)
        held = standing(flow, _made(rows[: number + 1])).in_force
        kept = {key: value for key, value in draft.fields.items() if key not in filled}
        fields = {**kept, **amended(flow, held, ground.calendar, ground.day_of)}
        now = replace(draft, fields=fields)
        reason = move.label.zh_hans
        if fields != draft.fields:
            yield Further(root=root, before=draft, draft=now, at=one.at, reason=reason)
            draft = now
        if move.voids:
            yield Further(root=root, before=draft, draft=draft, at=one.at, reason=reason, void=True)


def acts_of(row: Further) -> Act:
    """Return what a further row does to its record."""
    return Act.VOID if row.void else Act.CORRECT
