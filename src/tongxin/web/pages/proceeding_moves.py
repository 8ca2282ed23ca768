"""Making a move of a paper or of a unit's part in it, with what must be said."""

from collections.abc import Callable
from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tongxin.actions.acting import Refused
from tongxin.actions.proceeding_desk import Step, Taken
from tongxin.actions.proceeding_moves import move_paper, move_part
from tongxin.engine.proceedings.judging import offered
from tongxin.engine.proceedings.rules import Move, Takes, Workflow
from tongxin.engine.roster.directory import by_pinyin
from tongxin.engine.roster.vocabulary import Family
from tongxin.store.queries import bulletins
from tongxin.store.queries import proceedings as queries
from tongxin.store.queries.proceedings import Paper, Part
from tongxin.web import proceeding_rows as rows
from tongxin.web import standing_on, wording
from tongxin.web.access import PageRequest, page
from tongxin.web.forms import sent
from tongxin.web.forms.proceeding import MoveForm, said
from tongxin.web.similar_papers import offered_papers, support_of, weighed
from tongxin.web.standing_on import Ground
from tongxin.web.suggested_units import UnitShown, units_for


@require_http_methods(["GET", "POST"])
@page("read", "proceeding")
def of_paper(request: PageRequest, pk: int, code: str) -> HttpResponse:
    """Make a move of a paper."""
    where = standing_on.ground(request)
    paper = rows.paper_or_404(request, pk)
    flow = rows.flow_or_404(where, paper.workflow)
    return _shown(request, where, (flow, paper, None), code, lambda step: move_paper(request.actor, pk, step))


@require_http_methods(["GET", "POST"])
@page("read", "proceeding")
def of_part(request: PageRequest, pk: int, code: str) -> HttpResponse:
    """Make a move of a unit's part in a paper."""
    where = standing_on.ground(request)
    part = queries.part_of(request.actor.committee, pk)
    if part is None:
        raise Http404
    paper = rows.paper_or_404(request, part.proceeding_id)
    flow = rows.part_flow(where.mechanism, rows.flow_or_404(where, paper.workflow))
    if flow is None:
        raise Http404
    return _shown(request, where, (flow, paper, part), code, lambda step: move_part(request.actor, pk, step))


def _shown(
    request: PageRequest,
    where: Ground,
    what: tuple[Workflow, Paper, Part | None],
    code: str,
    act: Callable[[Step], object],
) -> HttpResponse:
    flow, paper, part = what
    move = _offered_or_404(request, flow, paper, part, code)
    alike = weighed(request, where, flow, paper, move)
    form = MoveForm(
        request.POST if request.method == "POST" else None,
        move=move,
        choices=offered_papers(alike)
        if move.takes is Takes.SUPPORTED
        else _choices(where, flow, (paper, part), move),
        initial={name: request.GET[name] for name in request.GET},
    )
    if move.alike and not alike:
        del form.fields[f"field.{move.alike}"]

    def make(given: dict[str, object]) -> object:
        bulletin, series = form.bulletin([one.id for one in flow.bulletins])
        taken = Taken(
            bulletin=bulletin,
            series=series,
            paper=given.get("paper") or given.get("supported"),  # type: ignore[arg-type]  # an id or None, as the form cleans it
            body=given.get("body"),  # type: ignore[arg-type]  # the same
            person=given.get("person"),  # type: ignore[arg-type]  # the same
            units=form.units() if move.takes is Takes.UNITS else (),
        )
        return act(Step(move=move.id, fields=said(form, move.fields), taken=taken))

    try:
        done = sent(request, form, make)
    except Refused as refusal:
        raise Http404 from refusal
    if done:
        messages.success(request, wording.label(move.label) + " ✓")
        return redirect("proceeding", paper.pk)
    context = {
        "where": where,
        "flow": flow,
        "paper": paper,
        "part": part,
        "move": move,
        "form": form,
        "letter": where.mechanism.letter(move.letter),
        "alike": alike,
        "support": support_of(request, flow, paper) if alike else "",
        "suggested": _suggested(where, paper, part, move),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "tongxin/proceedings/move.html", context, status=status)


def _offered_or_404(request: PageRequest, flow: Workflow, paper: Paper, part: Part | None, code: str) -> Move:
    """Return a move that is in the visitor's hands now; what stands against it is said when it is sent."""
    made = queries.moves_of(paper) if part is None else queries.moves_of_part(part)
    for offer in offered(flow, made, rows.moment_of(request.actor, paper, part)):
        if offer.move.id == code and (not offer.move.only or (part and part.role in offer.move.only)):
            return offer.move
    raise Http404


def _suggested(where: Ground, paper: Paper, part: Part | None, move: Move) -> list[UnitShown]:
    """Return the units that a paper may go to, where a move gives it to units."""
    flow = where.mechanism.workflow(paper.workflow)
    if move.takes is not Takes.UNITS or flow is None:
        return []
    gone = () if part is None else (part.body_id,)
    return units_for(where, flow, [paper.pk], without=gone).get(paper.pk, [])


def _choices(
    where: Ground, flow: Workflow, what: tuple[Paper, Part | None], move: Move
) -> list[tuple[int, str]]:
    """Return what a move may take: papers to be merged into, units, people, issues of bulletins."""
    paper, part = what
    if move.takes is Takes.BULLETIN:
        return bulletin_choices(where.committee.pk, flow, timezone.localdate())
    if move.takes is Takes.PAPER:
        others = queries.leads_for(where.committee.pk, paper)
        return [(one.pk, f"{rows.number_words(one)} {one.title}".strip()) for one in others]
    if move.takes in {Takes.UNITS, Takes.BODY}:
        own = part.body_id if part else None
        units = where.directory.of_family(Family.HANDLING_UNIT)
        wished = set(paper.wished.values_list("pk", flat=True))
        ordered = sorted(units, key=lambda unit: (unit.id not in wished, unit.code))
        return [(unit.id, unit.name) for unit in ordered if unit.id != own]
    if move.takes is Takes.PERSON:
        people = where.directory.roster.people
        seated = sorted((people[person] for person in where.directory.seats), key=by_pinyin)
        return [(person.id, person.name) for person in seated]
    return []


def bulletin_choices(committee: int, flow: Workflow, day: date) -> list[tuple[int, str]]:
    """Return the next issue of each series, the first as -1, and what is issued today."""
    begun = [
        (-place, _("%(name)s, the next number") % {"name": wording.label(series.label)})
        for place, series in enumerate(flow.bulletins, 1)
    ]
    today = bulletins.issued_on(committee, flow.id, day)
    return [*begun, *((row.pk, rows.bulletin_words(flow, row)) for row in today)]


urls: list[URLPattern] = [
    path("proceedings/papers/<int:pk>/moves/<slug:code>/", of_paper, name="proceeding-move"),
    path("proceedings/parts/<int:pk>/moves/<slug:code>/", of_part, name="proceeding-part-move"),
]
