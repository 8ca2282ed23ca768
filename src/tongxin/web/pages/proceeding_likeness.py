"""Papers that say the same: while one is written, and beside one that was handed in."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from django.utils import timezone
from django.views.decorators.http import require_GET

from tongxin.actions.proceeding_likeness import compared_paper
from tongxin.actions.proceeding_search import body_of
from tongxin.engine.proceedings.rules import Hand, Takes, Workflow
from tongxin.store.queries import drafts
from tongxin.store.queries import proceedings as queries
from tongxin.store.queries.proceedings import Paper
from tongxin.store.queries.similar import compared_text
from tongxin.web import proceeding_rows as rows
from tongxin.web import standing_on
from tongxin.web.access import PageRequest, page
from tongxin.web.similar_papers import Likeness, SimilarPaper, likeness, text_typed
from tongxin.web.standing_on import Ground


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A paper that says the same, and whether the one at hand may be merged into it now."""

    shown: SimilarPaper
    merge: str = ""


@require_GET
@page("submit", "proceeding")
def of_draft(request: PageRequest) -> HttpResponse:
    """Return what says the same as a draft that is being typed: a part of the page where it is written."""
    where = standing_on.ground(request)
    name, _colon, which = request.GET.get("form", "").partition(":")
    paper = rows.paper_or_404(request, int(which)) if name == "proceeding-write" and which.isdigit() else None
    code = paper.workflow if paper else which if name == "proceeding-new" else ""
    flow = rows.flow_or_404(where, code) if code else None
    found = _of_typed(request, where, flow, paper) if flow else Likeness()
    return render(request, "tongxin/proceedings/alike_part.html", {"likeness": found, "paper": paper})


def _of_typed(request: PageRequest, where: Ground, flow: Workflow, paper: Paper | None) -> Likeness:
    key = f"proceeding-write:{paper.pk}" if paper else f"proceeding-new:{flow.id}"
    kept = drafts.draft_of(request.actor.user, key)
    if kept is not None:
        text = text_typed(kept.data.get("values", {}), flow)
    else:
        text = compared_paper(paper, flow) if paper else ""
    return likeness(request, where, text, apart=paper.pk if paper else None, workflow=flow.id)


@require_GET
@page("read", "proceeding")
def of_paper(request: PageRequest, pk: int) -> HttpResponse:
    """Show what says the same as a paper: of its session, to merge it into, and of earlier ones."""
    where = standing_on.ground(request)
    text = rows.text_or_404(request, pk)
    paper = text.proceeding
    flow = rows.flow_or_404(where, paper.workflow)
    said = compared_text(paper.title, body_of(text.parts, flow))
    found = likeness(request, where, said, apart=paper.pk)
    day = timezone.localdate(request.actor.at)
    open_now = {one.paper.series for one in found.papers} | {paper.series} if found.papers else set()
    today = queries.series_on(where.committee.pk, day) if "" in open_now else ""
    now = [one for one in found.papers if (one.paper.series or today) == (paper.series or today)]
    leads = [one for one in now if _leads(one.paper, paper)]
    free = leads and not any(one.paper.lead_id == paper.pk for one in found.papers)
    merge = _merge(request, flow, paper) if free else ""
    context = {
        "where": where,
        "flow": flow,
        "paper": paper,
        "share": found.share,
        "now": [Candidate(shown=one, merge=merge if one in leads else "") for one in now],
        "earlier": [Candidate(shown=one) for one in found.papers if one not in now],
    }
    return render(request, "tongxin/proceedings/alike.html", context)


def _merge(request: PageRequest, flow: Workflow, paper: Paper) -> str:
    """Return the move by which the visitor may merge a paper now, or nothing; the verb judges it again."""
    rights = {Hand.OFFICE: "review", Hand.DISPATCH: "dispatch"}
    hands = {hand for hand, verb in rights.items() if request.actor.scope("proceeding", verb) is not None}
    free = (one for one in flow.moves if one.takes is Takes.PAPER and paper.state in one.since)
    return next((one.id for one in free if hands.intersection(one.by)), "")


def _leads(other: Paper, paper: Paper) -> bool:
    """Tell whether another paper may lead: of the same kind, with a number, itself merged into none."""
    return other.workflow == paper.workflow and other.number is not None and other.lead_id is None


urls: list[URLPattern] = [
    path("proceedings/papers/alike/", of_draft, name="proceeding-alike-draft"),
    path("proceedings/papers/<int:pk>/alike/", of_paper, name="proceeding-alike"),
]
