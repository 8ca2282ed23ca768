"""Review: the queue of papers that the office decides over, and each with the decision beside its text."""

from django.contrib import messages
from django.core.paginator import Page
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from tongxin.actions.proceeding_moves import move_paper
from tongxin.engine.proceedings.judging import Offer, offered
from tongxin.engine.proceedings.places import review_states
from tongxin.engine.proceedings.rules import Workflow
from tongxin.store.queries import proceedings as queries
from tongxin.store.queries.proceedings import Paper, Row
from tongxin.store.queries.workdays import calendar_of
from tongxin.web import proceeding_rows as rows
from tongxin.web import review_queue, standing_on, wording
from tongxin.web.access import PageRequest, page
from tongxin.web.move_forms import MoveSheet, Turn, sheet
from tongxin.web.proceeding_text import headed
from tongxin.web.review_queue import Filters
from tongxin.web.standing_on import Ground


@require_GET
@page("review", "proceeding")
def queue(request: PageRequest, workflow: str) -> HttpResponse:
    """List the papers that wait for a decision, by state, theme and form."""
    where = standing_on.ground(request)
    flow = rows.flow_or_404(where, workflow)
    filters = Filters.read(request.GET)
    shown: Page[Paper] = standing_on.paged(request, review_queue.queue(where, flow, filters))  # type: ignore[arg-type]  # rows in order
    context = {
        "flow": flow,
        "page": shown,
        "lines": review_queue.lines(where, flow, list(shown.object_list), where.day),
        "filters": filters,
        "options": review_queue.options(flow),
    }
    return render(request, "tongxin/proceedings/queue.html", context)


@require_http_methods(["GET", "POST"])
@page("review", "proceeding")
def decide(request: PageRequest, pk: int) -> HttpResponse:
    """Show a paper's text beside the decision; after a decision the next paper opens."""
    where = standing_on.ground(request)
    paper = queries.to_review(request.actor.committee, pk)
    if paper is None:
        raise Http404
    flow = rows.flow_or_404(where, paper.workflow)
    filters = Filters.read(request.GET)
    beside = review_queue.neighbours(review_queue.queue(where, flow, filters), pk)
    line = queries.timeline(paper)
    offers = _offers(request, flow, paper, line)
    made = _sheet(request, where, flow, paper, offers)
    if made is not None and made.done:
        words = {"move": wording.label(made.turn.move.label), "title": paper.title}
        messages.success(request, _("%(move)s ✓ %(title)s") % words)
        return redirect(_next(flow, filters, beside.after))
    state = flow.state(paper.state)
    text = None if state is not None and state.concealed else queries.newest_text(paper)
    calendar = calendar_of(where.committee.pk, where.mechanism)
    today = timezone.localdate(request.actor.at)
    running = rows.deadlines_of(calendar, flow, queries.made(line))
    context = {
        "flow": flow,
        "paper": paper,
        "state": state,
        "text": headed(flow, text.parts if text else {}),
        "answers": list(rows.answers(flow.submission.fields if flow.submission else (), paper.fields)),
        "form_of": flow.submission.form(paper.form) if flow.submission else None,
        "days": review_queue.waited(paper, today),
        "dues": rows.dues(calendar, running, today),
        "opinions": [event for event in rows.events(flow, None, line) if event.answers],
        "offers": offers,
        "made": made,
        "filters": filters,
        "beside": beside,
    }
    return render(request, "tongxin/proceedings/decide.html", context, status=_status(request))


def _status(request: PageRequest) -> int:
    return 422 if request.method == "POST" else 200


def _offers(request: PageRequest, flow: Workflow, paper: Paper, line: list[Row]) -> list[Offer]:
    """Return the decisions that may be taken now; a paper that waits for somebody else has none."""
    if paper.state not in {state.id for state in review_states(flow)}:
        return []
    own = queries.made(row for row in line if row.part_id is None)
    moment = rows.moment_of(request.actor, paper)
    return [offer for offer in offered(flow, own, moment) if not offer.against]


def _sheet(
    request: PageRequest, where: Ground, flow: Workflow, paper: Paper, offers: list[Offer]
) -> MoveSheet | None:
    """Return the form of the decision that is chosen, the first one to begin with."""
    asked = request.GET.get("move", "")
    moves = [offer.move for offer in offers]
    move = next((one for one in moves if one.id == asked), None)
    if move is None and (request.method == "POST" or asked):
        raise Http404
    if move is None:
        move = next(iter(moves), None)
    if move is None:
        return None
    turn = Turn(flow=flow, paper=paper, part=None, move=move)
    return sheet(request, where, turn, lambda step: move_paper(request.actor, paper.pk, step))


def _next(flow: Workflow, filters: Filters, after: int | None) -> str:
    """Return where a decision leads: to the next paper of the queue, after the last one to the queue."""
    if after is None:
        return wording.with_query(reverse("proceeding-queue", args=[flow.id]), filters.query)
    return wording.with_query(reverse("proceeding-decide", args=[after]), filters.query)


urls: list[URLPattern] = [
    path("proceedings/<slug:workflow>/queue/", queue, name="proceeding-queue"),
    path("proceedings/papers/<int:pk>/decide/", decide, name="proceeding-decide"),
]
