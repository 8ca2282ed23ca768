"""Making a move of a paper or of a unit's part in it, with what must be said."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods

from tongxin.actions.proceeding_desk import Step
from tongxin.actions.proceeding_moves import move_paper, move_part
from tongxin.engine.proceedings.rules import Move, Takes, Workflow
from tongxin.store.queries import proceedings as queries
from tongxin.store.queries.proceedings import Paper, Part
from tongxin.web import proceeding_rows as rows
from tongxin.web import standing_on, wording
from tongxin.web.access import PageRequest, page
from tongxin.web.move_forms import move_or_404, sheet
from tongxin.web.similar_papers import support_of
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
    turn = move_or_404(request, flow, paper, part, code)
    made = sheet(request, where, turn, act)
    if made.done:
        messages.success(request, wording.label(turn.move.label) + " ✓")
        return redirect(_back(request, paper))
    context = {
        "where": where,
        "flow": flow,
        "paper": paper,
        "part": part,
        "move": turn.move,
        "form": made.form,
        "key": made.key,
        "restored": made.kept,
        "letter": where.mechanism.letter(turn.move.letter),
        "alike": made.alike,
        "support": support_of(request, flow, paper) if made.alike else "",
        "suggested": _suggested(where, paper, part, turn.move),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "tongxin/proceedings/move.html", context, status=status)


def _back(request: PageRequest, paper: Paper) -> str:
    """Return where a move leads: to the list that it was made from, else to the paper."""
    asked = request.POST.get("back", "")
    ours = url_has_allowed_host_and_scheme(asked, allowed_hosts=None) and asked.startswith("/")
    return asked if ours else reverse("proceeding", args=[paper.pk])


def _suggested(where: Ground, paper: Paper, part: Part | None, move: Move) -> list[UnitShown]:
    """Return the units that a paper may go to, where a move gives it to units."""
    flow = where.mechanism.workflow(paper.workflow)
    if move.takes is not Takes.UNITS or flow is None:
        return []
    gone = () if part is None else (part.body_id,)
    return units_for(where, flow, [paper.pk], without=gone).get(paper.pk, [])


urls: list[URLPattern] = [
    path("proceedings/papers/<int:pk>/moves/<slug:code>/", of_paper, name="proceeding-move"),
    path("proceedings/parts/<int:pk>/moves/<slug:code>/", of_part, name="proceeding-part-move"),
]
