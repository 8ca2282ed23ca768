"""One move for many papers on one page, such as the adoptions of a quarter: all of them or none."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from tongxin.actions.proceeding_batches import register_moves
from tongxin.store.queries.proceedings import papers_in_states
from tongxin.web import proceeding_rows as rows
from tongxin.web import standing_on
from tongxin.web.access import PageRequest, page
from tongxin.web.forms import sent
from tongxin.web.forms.edition import BatchForm

ROWS, MOST = 6, 60


@require_http_methods(["GET", "POST"])
@page("review", "proceeding")
def batch(request: PageRequest, workflow: str, code: str) -> HttpResponse:
    """Take a list of papers with what is said of each."""
    where = standing_on.ground(request)
    flow = rows.flow_or_404(where, workflow)
    move = flow.move(code)
    if move is None or not move.batch:
        raise Http404
    count = _count(request)
    papers = papers_in_states(where.committee.pk, flow.id, move.since)
    form = BatchForm(
        request.POST if request.method == "POST" else None,
        move=move,
        papers=[(paper.pk, paper.title) for paper in papers],
        count=count,
    )
    done = sent(request, form, lambda _given: register_moves(request.actor, flow.id, move.id, form.rows()))
    if done:
        words = ngettext("%(num)s row is registered.", "%(num)s rows are registered.", done.value)
        messages.success(request, words % {"num": done.value})
        return redirect("proceedings-of", flow.id)
    context = {"where": where, "flow": flow, "move": move, "form": form, "papers": papers, "count": count}
    if count < MOST:
        context["more"] = min(MOST, 2 * count)
    status = 422 if request.method == "POST" else 200
    return render(request, "tongxin/proceedings/batch.html", context, status=status)


def _count(request: PageRequest) -> int:
    asked = request.GET.get("rows", "")
    return max(1, min(MOST, int(asked))) if asked.isdecimal() else ROWS


urls: list[URLPattern] = [
    path("proceedings/<slug:workflow>/batch/<slug:code>/", batch, name="proceeding-batch"),
]
