"""Suggested topics: what units, departments and the public would like papers about, and who took it up."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tongxin.actions.acting import Invalid, Refused
from tongxin.actions.proceeding_topics import TopicDraft, open_topic, withdraw_topic
from tongxin.engine.proceedings.rules import Workflow
from tongxin.engine.roster.vocabulary import Family
from tongxin.store.queries import topics as queries
from tongxin.web import proceeding_rows as rows
from tongxin.web import standing_on
from tongxin.web.access import PageRequest, page
from tongxin.web.forms import sent
from tongxin.web.forms.topic import TopicForm
from tongxin.web.standing_on import Ground
from tongxin.web.topic_words import source_words


@require_http_methods(["GET", "POST"])
@page("read", "proceeding")
def listing(request: PageRequest, workflow: str) -> HttpResponse:
    """List the topics; whoever reviews papers adds one."""
    where = standing_on.ground(request)
    flow = _flow_or_404(where, workflow)
    keeps = request.actor.scope("proceeding", "review") is not None
    form = TopicForm(request.POST or None, bodies=_bodies(where))
    try:
        done = sent(
            request,
            form,
            lambda given: open_topic(request.actor, flow.id, TopicDraft(**given)),
            said=_("The topic stands on the list."),
        )
    except Refused as refusal:
        raise Http404 from refusal
    if done:
        return redirect("proceeding-topics", flow.id)
    found = queries.topics_of(where.committee.pk, flow.id)
    context = {
        "where": where,
        "flow": flow,
        "form": form if keeps else None,
        "submits": request.actor.scope("proceeding", "submit") is not None,
        "topics": [(topic, source_words(topic)) for topic in found],
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "tongxin/proceedings/topics.html", context, status=status)


@require_POST
@page("review", "proceeding")
def withdraw(request: PageRequest, pk: int) -> HttpResponse:
    """Withdraw a topic."""
    try:
        topic = withdraw_topic(request.actor, pk)
    except Invalid as problem:
        raise Http404 from problem
    return redirect("proceeding-topics", topic.workflow)


def _flow_or_404(where: Ground, code: str) -> Workflow:
    flow = rows.flow_or_404(where, code)
    if flow.submission is None or not flow.submission.topics:
        raise Http404
    return flow


def _bodies(where: Ground) -> list[tuple[int, str]]:
    """Return the bodies that may propose a topic: handling units and liaison units."""
    families = (Family.HANDLING_UNIT, Family.LIAISON_UNIT, Family.SPECIAL_COMMITTEE)
    return [(body.id, body.name) for family in families for body in where.directory.of_family(family)]


urls: list[URLPattern] = [
    path("proceedings/<slug:workflow>/topics/", listing, name="proceeding-topics"),
    path("proceedings/topics/<int:pk>/withdraw/", withdraw, name="topic-withdraw"),
]
