"""What pages of papers show: where one stands, whose turn it is, what may be done, what was done."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from urllib.parse import urlencode

from django.db.models import Q
from django.http import Http404
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tongxin.actions.acting import Actor
from tongxin.actions.proceeding_desk import hands_of, sees
from tongxin.engine.kernel.labels import Label
from tongxin.engine.kernel.rights import Scope
from tongxin.engine.kernel.workdays import Calendar, due
from tongxin.engine.ledger.kinds import FieldSpec, FieldType
from tongxin.engine.mechanism.values import Mechanism
from tongxin.engine.proceedings.clocks import Deadline, deadlines, over
from tongxin.engine.proceedings.judging import Moment, Offer, offered
from tongxin.engine.proceedings.rules import Hand, State, Takes, Workflow
from tongxin.engine.proceedings.standing import Made, standing
from tongxin.store.queries import proceedings as queries
from tongxin.store.queries.bulletins import Bulletin
from tongxin.store.queries.proceedings import Paper, Part, Row, Text
from tongxin.web import wording
from tongxin.web.access import PageRequest
from tongxin.web.entry_view import HIDDEN
from tongxin.web.proceeding_words import clock_words
from tongxin.web.standing_on import Ground

ROLES: dict[str, Promise] = {
    "sole": _("alone"),
    "lead": _("leading"),
    "assist": _("assisting"),
    "split": _("separately"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A paper in a list."""

    paper: Paper
    state: State | None
    shape: str
    days: int
    units: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A move on the time line."""

    at: datetime
    who: str
    words: str
    answers: tuple[tuple[str, str], ...]
    entry: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A deadline that runs, with its shape: late, soon or open, and how it came about.

    Attributes:
        rule: name and length of the deadline, in words.
        trail: query of the calendar's page that counts it day by day; empty where the day was named.
    """

    label: Label
    day: date
    started: date
    rule: str
    trail: str
    left: int
    shape: str
    paused: bool
    extended: bool
    skipped: tuple[Label, ...]
    uncertain: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PartView:
    """A unit's part: where it stands and what may be done."""

    part: Part
    state: State | None
    shape: str
    role: Promise
    offers: tuple[Offer, ...]
    dues: tuple[Due, ...]


def flow_or_404(where: Ground, code: str) -> Workflow:
    """Return a workflow whose papers are handed in.

    Raises:
        Http404: the mechanism has none.
    """
    flow = where.mechanism.workflow(code)
    if flow is None or flow.submission is None:
        raise Http404
    return flow


def part_flow(mechanism: Mechanism, flow: Workflow) -> Workflow | None:
    """Return the workflow of the parts in which units handle papers of a kind."""
    return next((other for other in mechanism.workflows if other.part_of == flow.id), None)


def paper_or_404(request: PageRequest, pk: int) -> Paper:
    """Return a paper that the visitor may see.

    Raises:
        Http404: there is none, or the visitor may not see it.
    """
    paper = queries.paper_of(request.actor.committee, pk)
    if paper is None or not sees(
        request.actor, request.actor.scope("proceeding", "read") or Scope.OWN, paper
    ):
        raise Http404
    return paper


def text_or_404(request: PageRequest, pk: int) -> Text:
    """Return the newest text of a paper that the visitor may see; the paper comes with it.

    Raises:
        Http404: there is none, or the visitor may not see it.
    """
    text = queries.text_of(request.actor.committee, pk)
    scope = request.actor.scope("proceeding", "read") or Scope.OWN
    if text is None or not sees(request.actor, scope, text.proceeding):
        raise Http404
    return text


def within(request: PageRequest) -> Q:
    """Return the condition that the visitor may see a paper."""
    return Q() if request.scope is Scope.COMMITTEE else sight(request.actor)


def sight(actor: Actor) -> Q:
    """Return the condition that a paper is an actor's own, or that their unit has a part in it."""
    own = queries.within_own(actor.person_id)
    return own | queries.within_units(actor.unit_ids) if actor.unit_ids else own


def shape_of(flow: Workflow, state: State | None, *, mine: bool = False) -> str:
    """Return the shape that a state is shown with: done, in work, or waiting for the visitor."""
    if state is None:
        return "none"
    if state.final and state.id != flow.start:
        return "done"
    return "soon" if mine else "open"


def lines(flow: Workflow, papers: Iterable[Paper], today: date) -> list[Line]:
    """Return papers as lines of a list, with who has had them how long."""
    found = []
    for paper in papers:
        state = flow.state(paper.state)
        units = tuple(part.body.name for part in paper.parts.all())
        days = max(0, (today - timezone.localdate(paper.since)).days)
        found.append(Line(paper=paper, state=state, shape=shape_of(flow, state), days=days, units=units))
    return found


def moment_of(actor: Actor, paper: Paper, part: Part | None = None, found: Sequence[Deadline] = ()) -> Moment:
    """Return when and as whom the visitor would make a move, and which deadlines are over."""
    hands = hands_of(actor, paper, part)
    return Moment(at=actor.at, hands=hands, over=over(found, timezone.localdate(actor.at)))


def deadlines_of(calendar: Calendar, flow: Workflow, made: Sequence[Made]) -> tuple[Deadline, ...]:
    """Return the deadlines that some moves started."""
    held = standing(flow, made).in_force
    return deadlines(flow, held, calendar, timezone.localdate)


def dues(calendar: Calendar, found: Sequence[Deadline], today: date) -> tuple[Due, ...]:
    """Return the deadlines that run, the next one first.

    A window in which something may be done, such as asking to return a paper, is no deadline to be met.
    """
    names = {made.code: made.label for made in calendar.arranged.values()}
    shown = [
        Due(
            label=one.clock.label,
            day=one.due,
            started=one.started,
            rule=clock_words(one.clock),
            trail=_trail(one, calendar),
            left=one.left(today),
            shape=_due_shape(one, today),
            paused=one.paused,
            extended=one.extended,
            skipped=tuple(names[code] for code in one.skipped),
            uncertain=one.uncertain,
        )
        for one in found
        if one.runs and one.clock.remind_days
    ]
    return tuple(sorted(shown, key=lambda one: one.day))


def _trail(one: Deadline, calendar: Calendar) -> str:
    """Return what the calendar's page is asked to count a deadline; one that was moved it cannot."""
    clock = one.clock
    if clock.day_field or due(one.started, clock.amount, clock.measure, calendar) != one.due:
        return ""
    return urlencode({"start": one.started, "amount": clock.amount, "measure": clock.measure.value})


def _due_shape(one: Deadline, today: date) -> str:
    if one.paused:
        return "none"
    if one.late(today):
        return "late"
    return "soon" if one.left(today) <= max(one.clock.remind_days) else "open"


def offers(request: PageRequest, flow: Workflow, paper: Paper, line: Sequence[Row]) -> tuple[Offer, ...]:
    """Return the moves of a paper that are in the visitor's hands.

    Args:
        request: the page's request.
        flow: workflow of the paper.
        paper: the paper.
        line: its moves so far, those of its parts among them.
    """
    own = queries.made(row for row in line if row.part_id is None)
    return offered(flow, own, moment_of(request.actor, paper))


def parts(
    request: PageRequest,
    calendar: Calendar,
    flow: Workflow | None,
    papers: tuple[Paper, Sequence[Row]],
    shut: Collection[str] = (),
) -> list[PartView]:
    """Return the parts of units with what the visitor may do in each, and by when.

    Args:
        request: the page's request.
        calendar: which days are worked.
        flow: workflow of the parts, if there is one.
        papers: the paper and its time line.
        shut: deadlines of the paper that bound days of rating and are over.
    """
    paper, line = papers
    if flow is None:
        return []
    found = []
    for part in paper.parts.all():
        made = queries.made(row for row in line if row.part_id == part.pk)
        clocks = deadlines_of(calendar, flow, made)
        moment = moment_of(request.actor, paper, part, clocks)
        moment = replace(moment, over={*moment.over, *shut})
        shown = tuple(
            offer
            for offer in offered(flow, made, moment)
            if not offer.move.only or part.role in offer.move.only
        )
        state = flow.state(part.state)
        found.append(
            PartView(
                part=part,
                state=state,
                shape=shape_of(flow, state),
                role=ROLES.get(part.role, _("alone")),
                offers=shown,
                dues=dues(calendar, clocks, timezone.localdate(request.actor.at)),
            )
        )
    return found


def events(
    flow: Workflow,
    inner: Workflow | None,
    rows: Sequence[Row],
    *,
    revealed: bool = False,
    unseen: Collection[int] = (),
) -> list[Event]:
    """Return the time line of a paper and its parts, oldest first; sensitive answers masked or not.

    Args:
        flow: workflow of the paper.
        inner: workflow of its parts, if there is one.
        rows: their moves, oldest first.
        revealed: whether sensitive answers are shown.
        unseen: moves whose answers the visitor may not see yet.
    """
    found = []
    for row in rows:
        rules = flow if row.part_id is None else inner
        move = rules.move(row.move) if rules else None
        by_unit = row.part is not None and row.hand == Hand.UNIT.value
        who = row.part.body.name if row.part and by_unit else row.user.display_name or row.user.username
        words = wording.label(move.done) if move else row.move
        specs = move.fields if move else ()
        about = row.part.body.name if row.part and not by_unit else ""
        said = tuple(answers(specs, row.fields, revealed=revealed))
        if row.pk in unseen:
            said = ((str(_("Rating")), str(_("shown once you have rated, or the days of rating are over"))),)
        found.append(
            Event(
                at=row.at,
                who=who,
                words="：".join(filter(None, (about, words))) + _taken(flow, row),
                answers=said,
                entry=row.entry,
            )
        )
    return found


def _taken(flow: Workflow, row: Row) -> str:
    """Return what a move took: another paper, a unit, an issue of a bulletin."""
    if row.bulletin is not None:
        return f" → {bulletin_words(flow, row.bulletin)}"
    named = (row.other.title if row.other else "", *(one.name for one in (row.body, row.person) if one))
    other = next(filter(None, named), "")
    return f" → {other}" if other else ""


def answers(
    specs: Sequence[FieldSpec], fields: dict[str, object], *, revealed: bool = False
) -> Iterable[tuple[str, str]]:
    """Yield the name and words of each answer that was given; sensitive ones are masked until revealed."""
    for spec in specs:
        value = fields.get(spec.id)
        if value in (None, "", [], False):
            continue
        yield wording.label(spec.label), HIDDEN if spec.sensitive and not revealed else _words(spec, value)


def _words(spec: FieldSpec, value: object) -> str:
    names = {choice.id: wording.label(choice.label) for choice in spec.choices}
    if spec.type is FieldType.FLAG:
        return "✓"
    return names.get(str(value), str(value))


def number_words(paper: Paper) -> str:
    """Return a paper's number as it is quoted, with at least three digits; empty before it has one."""
    return f"{paper.number:03}" if paper.number is not None else ""


def bulletin_words(flow: Workflow, bulletin: Bulletin) -> str:
    """Return an issue of a bulletin as it is quoted."""
    series = flow.series(bulletin.series)
    said = {
        "name": wording.label(series.label) if series else bulletin.series,
        "period": bulletin.period,
        "number": bulletin.number,
    }
    return str(_("%(name)s %(period)s, no. %(number)s")) % said


def supporting(flow: Workflow) -> list[tuple[str, str]]:
    """Return the moves by which another paper is supported instead, each with the state that it leads to."""
    return [(move.id, move.to) for move in flow.moves if move.takes is Takes.SUPPORTED]


def supported(flow: Workflow, paper: Paper, line: Sequence[Row]) -> Paper | None:
    """Return the paper that one supports while it is set aside."""
    codes = {move for move, state in supporting(flow) if state == paper.state}
    return next((row.other for row in reversed(line) if row.move in codes and row.part_id is None), None)
