"""Many papers at once: given to units in one table, overdue ones reminded, others put away."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from tongxin.actions.acting import Invalid, Refused
from tongxin.actions.moving_together import RowMove, move_many
from tongxin.actions.proceeding_desk import Step, Taken
from tongxin.engine.proceedings.rules import Move, Takes, Workflow
from tongxin.engine.roster.vocabulary import Family
from tongxin.web import proceeding_rows as rows
from tongxin.web import standing_on, together_rows, wording
from tongxin.web.access import PageRequest, page
from tongxin.web.standing_on import Ground
from tongxin.web.together_rows import Given


@dataclass(frozen=True, slots=True)
class Batch:
    """What is to be done: the kind of papers, the workflow whose move it is, the move."""

    flow: Workflow
    of: Workflow
    move: Move

    @property
    def part(self) -> bool:
        """Whether units' parts make the move."""
        return self.of.id != self.flow.id


@require_http_methods(["GET", "POST"])
@page("dispatch", "proceeding")
def together(request: PageRequest, workflow: str, code: str) -> HttpResponse:
    """Show the papers that a move is open for, and make it for those that are picked."""
    where = standing_on.ground(request)
    batch = _batch_or_404(where, workflow, code)
    given: dict[int, Given] = {}
    problems: dict[int, list[str]] = {}
    if request.method == "POST":
        given = together_rows.read(request.POST, units=batch.move.takes is Takes.UNITS)
        problems = _made(request, batch, given)
        if given and not problems:
            words = ngettext("%(num)s done", "%(num)s done", len(given)) % {"num": len(given)}
            messages.success(request, f"{wording.label(batch.move.label)}: {words}")
            return redirect("proceeding-together", workflow, code)
    context = {
        "flow": batch.flow,
        "move": batch.move,
        "asks_units": batch.move.takes is Takes.UNITS,
        "rows": _rows(request, where, batch, given),
        "units": sorted(where.directory.of_family(Family.HANDLING_UNIT), key=lambda unit: unit.code),
        "given": given,
        "problems": problems,
        "nothing_picked": request.method == "POST" and not given,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "tongxin/proceedings/together.html", context, status=status)


def _batch_or_404(where: Ground, workflow: str, code: str) -> Batch:
    flow = rows.flow_or_404(where, workflow)
    inner = rows.part_flow(where.mechanism, flow)
    for of in filter(None, (flow, inner)):
        move = of.move(code)
        if move is not None and together_rows.possible(move, part=of.id != flow.id):
            return Batch(flow, of, move)
    raise Http404


def _rows(
    request: PageRequest, where: Ground, batch: Batch, given: Mapping[int, Given]
) -> list[together_rows.Row]:
    if batch.part:
        return together_rows.of_parts(where, batch.flow, batch.of, batch.move)
    fill = batch.move.takes is Takes.UNITS and not given and request.GET.get("fill") != "none"
    return together_rows.of_papers(where, batch.flow, batch.move, fill=fill)


def _made(request: PageRequest, batch: Batch, given: Mapping[int, Given]) -> dict[int, list[str]]:
    """Make the move for all that were picked; return what stands against it by row."""
    steps = [
        RowMove(id=pk, part=batch.part, step=Step(move=batch.move.id, taken=Taken(units=one.units)))
        for pk, one in given.items()
    ]
    try:
        move_many(request.actor, steps)
    except Refused as refusal:
        raise Http404 from refusal
    except Invalid as problem:
        found: dict[int, list[str]] = defaultdict(list)
        for issue in problem.issues:
            found[int(issue.place.removeprefix("row."))].append(wording.issue(issue))
        return found
    return {}


urls: list[URLPattern] = [
    path("proceedings/<slug:workflow>/together/<slug:code>/", together, name="proceeding-together"),
]
