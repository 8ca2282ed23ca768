"""Papers that leaders took up, as lines of lists: who leads them, what units did, when last looked after."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import timezone

from tongxin.actions.acting import Actor
from tongxin.actions.proceeding_desk import hands_by_row
from tongxin.engine.kernel.workdays import Calendar
from tongxin.engine.ledger.kinds import FieldSpec, FieldType
from tongxin.engine.mechanism.values import Mechanism
from tongxin.engine.proceedings.judging import Moment, offered
from tongxin.engine.proceedings.leading import Care, care_moves, care_of, named_last, namings
from tongxin.engine.proceedings.rules import Move, State, Workflow
from tongxin.engine.proceedings.standing import Made, standing
from tongxin.store.queries import led_papers
from tongxin.store.queries import proceedings as queries
from tongxin.store.queries.proceedings import Paper, Part, Row
from tongxin.store.queries.workdays import calendar_of
from tongxin.web import wording
from tongxin.web.paper_results import Result, results
from tongxin.web.proceeding_rows import (
    Due,
    answers,
    deadlines_of,
    dues,
    number_words,
    part_flow,
    shape_of,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class LedPaper:
    """A paper that a leader took up, or that was chosen.

    Attributes:
        paper: the paper.
        number: its number, in words.
        state: where it stands.
        shape: shape that the state is shown with.
        held: codes of the moves in force.
        leader: who leads it; empty for nobody.
        way: code of how it is led, such as by a leader of the committee; empty for nobody.
        way_words: the same in words.
        care: how it was looked after.
        care_words: what was done last, in words.
        units: what each unit did.
        due: the deadline that is due first.
        steps: moves by which the visitor may look after it now.
    """

    paper: Paper
    number: str
    state: State | None
    shape: str
    held: frozenset[str]
    leader: str
    way: str
    way_words: str
    care: Care
    care_words: str
    units: tuple[Result, ...]
    due: Due | None
    steps: tuple[Move, ...]


@dataclass(frozen=True, slots=True)
class Viewing:
    """Who looks at papers, by which mechanism and on which day.

    Attributes:
        marks: how many days of the calendar are marked, where the page has asked already.
    """

    actor: Actor
    mechanism: Mechanism
    day: date
    marks: tuple[int, int] | None = None


def led_by(viewing: Viewing) -> list[LedPaper]:
    """Return the papers that the visitor leads and that do not rest for good, those due first on top."""
    actor, mechanism = viewing.actor, viewing.mechanism
    flows = [flow.id for flow in mechanism.workflows if namings(flow)]
    if actor.person_id is None or not flows or actor.scope("proceeding", "read") is None:
        return []
    rows = led_papers.moves_of_led(actor.committee, actor.person_id, flows)
    found = [one for one in shown(viewing, rows) if _looked_after_now(mechanism, one)]
    return sorted(
        found, key=lambda one: (one.due is None, one.due.day if one.due else date.max, one.paper.pk)
    )


def _looked_after_now(mechanism: Mechanism, one: LedPaper) -> bool:
    """Tell whether a leader still looks after a paper where it stands: not once it is in the archive."""
    flow = mechanism.workflow(one.paper.workflow)
    return flow is not None and any(one.paper.state in move.since for move in care_moves(flow))


def chosen_lists(flow: Workflow, code: str = "") -> list[tuple[str, str, bool]]:
    """Return the lists of chosen papers as tabs: word, address, whether it is the one shown."""
    return [
        (wording.label(move.listed), reverse("proceeding-chosen", args=[flow.id, move.id]), move.id == code)
        for move in flow.moves
        if move.listed
    ]


def shown(viewing: Viewing, rows: Sequence[Row]) -> list[LedPaper]:
    """Return papers as lines, in the order in which they came in.

    Args:
        viewing: who looks.
        rows: the moves of the papers, oldest first, those of units' parts among them.
    """
    if not rows:
        return []
    calendar = calendar_of(viewing.actor.committee, viewing.mechanism, head=viewing.marks)
    papers: dict[int, list[Row]] = {}
    for row in rows:
        papers.setdefault(row.proceeding_id, []).append(row)
    found = (_line(viewing, calendar, line) for line in papers.values())
    return [one for one in found if one is not None]


def _line(viewing: Viewing, calendar: Calendar, line: Sequence[Row]) -> LedPaper | None:
    paper = line[0].proceeding
    flow = viewing.mechanism.workflow(paper.workflow)
    if flow is None:
        return None
    inner = part_flow(viewing.mechanism, flow)
    made = queries.made(row for row in line if row.part_id is None)
    parts = _parts(line)
    now = standing(flow, made)
    named = named_last(flow, now.in_force)
    way, way_words = _way(flow, named)
    care = care_of(flow, now.in_force, timezone.localdate)
    running = [(flow, made), *((inner, moves) for _part, moves in parts if inner is not None)]
    found = [one for rules, moves in running for one in deadlines_of(calendar, rules, moves)]
    state = flow.state(paper.state)
    return LedPaper(
        paper=paper,
        number=number_words(paper),
        state=state,
        shape=shape_of(flow, state),
        held=frozenset(one.move for one in now.in_force),
        leader=next((row.person.name for row in line if named and row.pk == named.id and row.person), ""),
        way=way,
        way_words=way_words,
        care=care,
        care_words=_said(flow, care.step),
        units=tuple(results(inner, parts, calendar, viewing.day)),
        due=next(iter(dues(calendar, found, viewing.day)), None),
        steps=_steps(viewing, flow, paper, made),
    )


def _parts(line: Sequence[Row]) -> list[tuple[Part, list[Made]]]:
    """Return the parts of units with their moves, in the order of assigning."""
    parts = {row.part_id: row.part for row in line if row.part is not None}
    return [
        (part, queries.made(row for row in line if row.part_id == pk)) for pk, part in sorted(parts.items())
    ]


def _steps(viewing: Viewing, flow: Workflow, paper: Paper, made: Sequence[Made]) -> tuple[Move, ...]:
    care = {move.id for move in care_moves(flow)}
    moment = Moment(at=viewing.actor.at, hands=hands_by_row(viewing.actor, paper))
    return tuple(one.move for one in offered(flow, made, moment) if one.move.id in care and not one.against)


def _way(flow: Workflow, named: Made | None) -> tuple[str, str]:
    """Return how a paper is led, as code and in words: the choice made when its leader was named."""
    move = flow.move(named.move) if named else None
    specs = [spec for spec in move.fields if spec.type is FieldType.CHOICE] if move else []
    if named is None or not specs:
        return "", ""
    return str(named.fields.get(specs[0].id, "")), _choices(specs[:1], named)


def _said(flow: Workflow, step: Made | None) -> str:
    move = flow.move(step.move) if step else None
    specs = [spec for spec in move.fields if spec.type is FieldType.CHOICE] if move else []
    return _choices(specs, step) if step else ""


def _choices(specs: Sequence[FieldSpec], made: Made) -> str:
    return "；".join(words for _name, words in answers(specs, dict(made.fields)))
