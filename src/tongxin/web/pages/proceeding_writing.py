"""Writing a paper: begun, kept while it is written, asked others to sign, handed in."""

from dataclasses import replace

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tongxin.actions import proceedings as verbs
from tongxin.actions.acting import Refused
from tongxin.actions.drafts import discard_draft
from tongxin.engine.kernel.rights import Scope
from tongxin.engine.proceedings.rules import Hand, Workflow, hands_in
from tongxin.engine.proceedings.submissions import SubmissionRules
from tongxin.engine.roster.vocabulary import Family
from tongxin.store.queries import drafts
from tongxin.store.queries import proceedings as queries
from tongxin.store.queries.proceedings import Paper
from tongxin.store.queries.topics import Suggested, topic_of
from tongxin.web import proceeding_origins as origins
from tongxin.web import proceeding_rows as rows
from tongxin.web import proceeding_signers as signers
from tongxin.web import standing_on
from tongxin.web.access import PageRequest, page
from tongxin.web.forms import sent
from tongxin.web.forms.proceeding import PaperForm
from tongxin.web.similar_papers import likeness_typed
from tongxin.web.standing_on import Ground

Values = dict[str, object]

HAND_IN = "hand-in"
"""The button that keeps a paper and goes on to handing it in."""


@require_http_methods(["GET", "POST"])
@page("submit", "proceeding")
def new(request: PageRequest, workflow: str) -> HttpResponse:
    """Begin a paper; it is a draft that only the first signer and the office see."""
    where = standing_on.ground(request)
    return _shown(request, where, rows.flow_or_404(where, workflow), None)


@require_http_methods(["GET", "POST"])
@page("submit", "proceeding")
def write(request: PageRequest, pk: int) -> HttpResponse:
    """Change a paper that is not handed in yet, or was sent back."""
    where = standing_on.ground(request)
    paper = rows.paper_or_404(request, pk)
    return _shown(request, where, rows.flow_or_404(where, paper.workflow), paper)


def _shown(request: PageRequest, where: Ground, flow: Workflow, paper: Paper | None) -> HttpResponse:
    if flow.submission is None:
        raise Http404
    seated = request.actor.person_id in where.directory.seats
    rules = origins.fitting(request.actor, flow.submission, seated=seated)
    key = f"proceeding-write:{paper.pk}" if paper else f"proceeding-new:{flow.id}"
    kept = drafts.draft_of(request.actor.user, key) if request.method == "GET" else None
    values = signers.flat(kept.data.get("values", {})) if kept else None
    source = origins.source_of(request, flow) if paper is None else None
    topic = _topic(request, flow) if paper is None else None
    form = PaperForm(
        request.POST if request.method == "POST" else None,
        rules=rules,
        bodies=_bodies(where, [kind for one in rules.forms for kind in one.kinds]),
        units=[(unit.id, unit.name) for unit in where.directory.of_family(Family.HANDLING_UNIT)],
        initial=values or (_initial(paper) if paper else _first(rules, flow, source)),
    )
    chooser = signers.Chooser.read(request, where, paper, kept.data.get("values") if kept else None)

    def keep(_given: dict[str, object]) -> Paper:
        submission = form.submission(chooser.people(form.cleaned_data))
        if paper is None:
            come_from = replace(
                submission, source=source.id if source else None, topic=topic.pk if topic else None
            )
            return verbs.begin_paper(request.actor, flow.id, come_from)
        return verbs.write_paper(request.actor, paper.pk, submission)

    looks = request.method == "POST" and "look" in request.POST
    try:
        done = None if chooser.error or looks else sent(request, form, keep)
    except Refused as refusal:
        raise Http404 from refusal
    if done:
        discard_draft(request.actor, key)
        if request.POST.get("then") == HAND_IN:
            return redirect("proceeding-move", done.value.pk, _going_on(flow, done.value))
        messages.success(request, _("Kept. Nothing is handed in before you press “Hand in”."))
        return redirect("proceeding", done.value.pk)
    context = {
        "where": where,
        "flow": flow,
        "rules": rules,
        "paper": paper,
        "form": form,
        "chooser": chooser,
        "key": key,
        "restored": kept,
        "source": source,
        "topic": topic,
        "hands_in": HAND_IN if _may_hand_in(flow, paper) else "",
        "on_behalf": request.scope is Scope.COMMITTEE,
        "back": _back(flow, paper),
        "likeness": likeness_typed(request, where, flow, paper) if looks else None,
    }
    status = 422 if request.method == "POST" and not looks else 200
    return render(request, "tongxin/proceedings/write.html", context, status=status)


def _topic(request: PageRequest, flow: Workflow) -> Suggested | None:
    """Return the suggested topic that a new paper takes up, as the address names it."""
    asked = request.GET.get("topic", "")
    found = topic_of(request.actor.committee, int(asked)) if asked.isdecimal() else None
    return found if found and found.workflow == flow.id and found.withdrawn_at is None else None


def _first(rules: SubmissionRules, flow: Workflow, source: origins.Source | None) -> Values:
    """Return what a new paper begins with: the form that fits the visitor, what its record says."""
    return {"form": origins.first_form(rules), **origins.beginnings(source, flow)}


def _going_on(flow: Workflow, paper: Paper) -> str:
    """Return the move that comes next: whoever is named is asked to sign before the paper is handed in."""
    if any(row.state == "asked" for row in paper.signers.all()):
        for move in flow.moves:
            state = flow.state(move.to) if move.to else None
            if paper.state in move.since and state is not None and state.hand is Hand.SIGNER:
                return move.id
    return next(move.id for move in flow.moves if hands_in(flow, move))


def _may_hand_in(flow: Workflow, paper: Paper | None) -> bool:
    """Tell whether a paper may be handed in from where it is."""
    state = paper.state if paper else flow.start
    return any(hands_in(flow, move) and state in move.since for move in flow.moves)


def _back(flow: Workflow, paper: Paper | None) -> str:
    return reverse("proceeding", args=[paper.pk]) if paper else reverse("proceedings-of", args=[flow.id])


def _bodies(where: Ground, kinds: list[str]) -> list[tuple[int, str]]:
    """Return the bodies that may hand in papers, by name."""
    found = where.directory.roster.organisations.values()
    return sorted(
        ((body.id, body.name) for body in found if body.kind in kinds and body.span.covers(where.day)),
        key=lambda pair: pair[1],
    )


def _initial(paper: Paper) -> dict[str, object]:
    """Return what was written so far, by the names of the form's controls."""
    text = queries.newest_text(paper)
    units = list(paper.wished.values_list("pk", flat=True))
    return {
        "form": paper.form,
        "title": paper.title,
        "body": paper.body_id,
        **{f"part.{key}": words for key, words in (text.parts if text else {}).items()},
        **{f"field.{key}": value for key, value in paper.fields.items()},
        **{f"declared.{key}": True for key in paper.declared},
        **{f"unit{number}": unit for number, unit in enumerate(units, 1)},
    }


urls: list[URLPattern] = [
    path("proceedings/<slug:workflow>/new/", new, name="proceeding-new"),
    path("proceedings/papers/<int:pk>/write/", write, name="proceeding-write"),
]
