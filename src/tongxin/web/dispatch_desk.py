"""The desk of the office that assigns: what is filed, returns asked for, replies to be checked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import timezone

from tongxin.actions.acting import Actor
from tongxin.engine.mechanism.values import Mechanism
from tongxin.engine.proceedings.rules import Hand, Move, State, Workflow
from tongxin.store.queries import proceedings as queries
from tongxin.store.queries.proceedings import Paper, Part
from tongxin.web import wording
from tongxin.web.proceeding_rows import number_words, part_flow

MOST = 8
"""Papers that a pile shows; those that wait longest come first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waits:
    """A paper, or a unit's part in one, that waits.

    Attributes:
        paper: identity of the paper.
        title: its number and title.
        unit: the unit whose part it is; empty for a paper.
        days: days that it has waited.
        moves: what can be done: word and address.
    """

    paper: int
    title: str
    unit: str
    days: int
    moves: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """What waits in one state: how many, the first of them, and where all are."""

    state: State
    count: int
    rows: tuple[Waits, ...]
    address: str


def piles(actor: Actor, mechanism: Mechanism, day: date) -> list[Waiting]:
    """Return what waits for the office that assigns, in the order of the work; empty piles are left out.

    Args:
        actor: who looks.
        mechanism: the mechanism in force.
        day: the day of the page.
    """
    if actor.scope("proceeding", "dispatch") is None:
        return []
    flows = [flow for flow in mechanism.workflows if flow.submission]
    return [pile for flow in flows for pile in _piles(actor, flow, part_flow(mechanism, flow), day)]


def _piles(actor: Actor, flow: Workflow, inner: Workflow | None, day: date) -> Iterator[Waiting]:
    states = _waiting_states(flow)
    papers = list(queries.waiting_in(actor.committee, flow.id, states)) if states else []
    inner_states = _waiting_states(inner) if inner else []
    parts = list(queries.parts_in(actor.committee, flow.id, inner_states)) if inner_states else []
    yield from _by_state(flow, flow, papers, day)
    if inner is not None:
        yield from _by_state(inner, flow, parts, day)


def _waiting_states(flow: Workflow) -> list[str]:
    return [state.id for state in flow.states if state.hand is Hand.DISPATCH and not state.final]


def _by_state(
    rules: Workflow, flow: Workflow, rows: Sequence[Paper] | Sequence[Part], day: date
) -> Iterator[Waiting]:
    key = "part" if rules.part_of else "state"
    for code in _waiting_states(rules):
        there = [row for row in rows if row.state == code]
        state = rules.state(code)
        if there and state is not None:
            yield Waiting(
                state=state,
                count=len(there),
                rows=tuple(_waits(rules, row, day) for row in there[:MOST]),
                address=wording.with_query(reverse("proceedings-of", args=[flow.id]), {key: code}),
            )


def _waits(rules: Workflow, row: Paper | Part, day: date) -> Waits:
    paper = row.proceeding if isinstance(row, Part) else row
    page = "proceeding-part-move" if isinstance(row, Part) else "proceeding-move"
    moves = (move for move in rules.moves if _leads_on(move, row.state))
    return Waits(
        paper=paper.pk,
        title=f"{number_words(paper)} {paper.title}".strip(),
        unit=row.body.name if isinstance(row, Part) else "",
        days=max(0, (day - timezone.localdate(row.since)).days),
        moves=tuple((wording.label(move.label), reverse(page, args=[row.pk, move.id])) for move in moves),
    )


def _leads_on(move: Move, state: str) -> bool:
    return Hand.DISPATCH in move.by and state in move.since and bool(move.to)
