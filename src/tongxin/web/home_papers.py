"""Papers on the home pages: what is in the visitor's hands, for the office by state."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from tongxin.actions.acting import Actor
from tongxin.engine.mechanism.values import Mechanism
from tongxin.engine.proceedings.rules import Hand, Workflow
from tongxin.store.queries import proceedings as queries
from tongxin.web import wording

MOST = 6
"""Papers that a home lists one by one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """Something that waits: a state with how many papers are in it, or one paper.

    Attributes:
        words: the state, or the paper's title.
        note: what the paper waits for, in plain words; empty for a state.
        count: how many; 0 for a single paper.
        address: where it is dealt with.
    """

    words: str
    note: str
    count: int
    address: str


def waiting(actor: Actor, mechanism: Mechanism) -> list[Waiting]:
    """Return what is in the visitor's hands, in the order of the workflows and their states."""
    if actor.scope("proceeding", "read") is None or actor.committee_id is None or not mechanism.workflows:
        return []
    return [*_own(actor, mechanism), *_of_units(actor, mechanism), *_of_office(actor, mechanism)]


def _own(actor: Actor, mechanism: Mechanism) -> list[Waiting]:
    """Papers that the visitor should sign, mend, agree to or rate."""
    if actor.person_id is None or actor.scope("proceeding", "submit") is None:
        return []
    states = _states(mechanism, Hand.PROPOSER, but_first=True)
    found = []
    for paper in queries.in_own_hands(actor.committee, actor.person_id, states)[:MOST]:
        flow = mechanism.workflow(paper.workflow)
        state = flow.state(paper.state) if flow else None
        note = wording.label(state.told) if state else ""
        if paper.first_id != actor.person_id:
            note = _("You are asked to sign")
        elif paper.on_behalf and not paper.stands:
            note = _("Entered by the office for you; please say whether it is yours")
        found.append(_one(paper.title, note, paper.pk))
    return found


def _of_units(actor: Actor, mechanism: Mechanism) -> list[Waiting]:
    """Parts that the visitor's unit should sign for or answer."""
    if actor.scope("proceeding", "handle") is None or not actor.unit_ids:
        return []
    names = {
        (flow.part_of, state.id): wording.label(state.label)
        for flow in mechanism.workflows
        for state in flow.states
        if flow.part_of and state.hand is Hand.UNIT
    }
    rows = queries.parts_of_bodies(actor.committee, actor.unit_ids)
    mine = [row for row in rows if (row.proceeding.workflow, row.state) in names][:MOST]
    return [
        _one(row.proceeding.title, names[row.proceeding.workflow, row.state], row.proceeding_id)
        for row in mine
    ]


def _one(title: str, note: str, paper: int) -> Waiting:
    return Waiting(words=title, note=note, count=0, address=reverse("proceeding", args=[paper]))


def _of_office(actor: Actor, mechanism: Mechanism) -> list[Waiting]:
    """States of papers and of parts that are in the hands of the visitor's office."""
    hands = {
        hand
        for hand, verb in (
            (Hand.OFFICE, "review"),
            (Hand.DISPATCH, "dispatch"),
            (Hand.APPROVER, "approve"),
        )
        if actor.scope("proceeding", verb) is not None
    }
    if not hands:
        return []
    papers, parts = queries.counts_of_states(actor.committee)
    found = _denied(mechanism, papers) if Hand.OFFICE in hands else []
    for flow in mechanism.workflows:
        key = "part" if flow.part_of else "state"
        whole = flow.part_of or flow.id
        for state in flow.states:
            count = (parts if flow.part_of else papers).get((whole, state.id), 0)
            if count and state.hand in hands and not state.final:
                found.append(_several(flow, wording.label(state.label), count, (key, whole, state.id)))
    return found


def _denied(mechanism: Mechanism, counts: dict[tuple[str, str], int]) -> list[Waiting]:
    """Return the papers that were entered for members who do not stand by them, for each kind."""
    return [
        Waiting(
            words=f"{wording.label(flow.label)} · {_('Not confirmed by the member')}",
            note="",
            count=counts[flow.id, queries.DENIED],
            address=wording.with_query(reverse("proceedings-of", args=[flow.id]), {"stands": queries.DENIED}),
        )
        for flow in mechanism.workflows
        if counts.get((flow.id, queries.DENIED))
    ]


def _several(flow: Workflow, name: str, count: int, query: tuple[str, str, str]) -> Waiting:
    key, whole, state = query
    address = wording.with_query(reverse("proceedings-of", args=[whole]), {key: state})
    return Waiting(words=f"{wording.label(flow.label)} · {name}", note="", count=count, address=address)


def _states(mechanism: Mechanism, hand: Hand, *, but_first: bool) -> list[tuple[str, str]]:
    """Return the states, with their workflow, in which papers are in some hands."""
    return [
        (flow.id, state.id)
        for flow in mechanism.workflows
        for state in flow.states
        if state.hand is hand and not flow.part_of and not (but_first and state.id == flow.start)
    ]
