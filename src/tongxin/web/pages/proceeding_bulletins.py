"""Bulletins: their issues, the reports in each, and issuing the next one."""

from django.core.paginator import Page
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from tongxin.actions.proceeding_batches import issue_bulletin
from tongxin.engine.proceedings.rules import Workflow
from tongxin.store.queries import bulletins as queries
from tongxin.store.queries.bulletins import Bulletin
from tongxin.store.queries.proceedings import papers_in_states
from tongxin.web import proceeding_rows as rows
from tongxin.web import standing_on, wording
from tongxin.web.access import PageRequest, page
from tongxin.web.bulletin_papers import bulletin_paper
from tongxin.web.file_answers import file_answer
from tongxin.web.forms import sent
from tongxin.web.forms.edition import BulletinForm
from tongxin.web.issued_bulletins import as_bulletin
from tongxin.web.letter_print import printed_bulletin
from tongxin.web.official_files import paper_as_pdf
from tongxin.web.standing_on import Ground


@require_GET
@page("read", "proceeding")
def listing(request: PageRequest, workflow: str) -> HttpResponse:
    """List the issues that hold a paper which the visitor may see."""
    where = standing_on.ground(request)
    flow = _flow_or_404(where, workflow)
    found = queries.bulletins_of(where.committee.pk, flow.id, rows.within(request))
    shown: Page[Bulletin] = standing_on.paged(request, found)  # type: ignore[arg-type]  # rows in order
    context = {
        "where": where,
        "flow": flow,
        "page": shown,
        "lines": [(row, rows.bulletin_words(flow, row)) for row in shown.object_list],
        "issues": request.actor.scope("proceeding", "review") is not None,
    }
    return render(request, "tongxin/proceedings/bulletins.html", context)


@require_GET
@page("read", "proceeding")
def bulletin(request: PageRequest, pk: int) -> HttpResponse:
    """Show an issue as it was sent out: each report in the version that stood then."""
    where = standing_on.ground(request)
    found = queries.bulletin_of(request.actor.committee, pk)
    if found is None:
        raise Http404
    flow = _flow_or_404(where, found.workflow)
    items = queries.content_of(found, rows.within(request)).items
    if not items:
        raise Http404
    parts = flow.submission.parts if flow.submission else ()
    context = {
        "where": where,
        "flow": flow,
        "bulletin": found,
        "words": rows.bulletin_words(flow, found),
        "whole": len(items) == len(queries.content_of(found).items),
        "items": [
            (
                item,
                [
                    (wording.label(part.label), item.parts[part.id].split("\n"))
                    for part in parts
                    if part.id in item.parts
                ],
            )
            for item in items
        ],
    }
    return render(request, "tongxin/proceedings/bulletin.html", context)


@require_GET
@page("read", "proceeding")
def document(request: PageRequest, pk: int, form: str) -> HttpResponse:
    """Give an issue as a Word document or PDF to whoever may see all that is in it; it has no gaps."""
    where = standing_on.ground(request)
    found = queries.bulletin_of(request.actor.committee, pk)
    if found is None:
        raise Http404
    flow = _flow_or_404(where, found.workflow)
    content = queries.content_of(found)
    seen = queries.content_of(found, rows.within(request))
    if not content.items or len(seen.items) < len(content.items):
        raise Http404
    issue = as_bulletin(flow, where.committee.name, content, request.actor.at)
    made = (
        bulletin_paper(issue) if form == "docx" else paper_as_pdf(printed_bulletin(issue), request.actor.at)
    )
    return file_answer(f"{issue.masthead}{issue.issue}", form, made)


@require_http_methods(["GET", "POST"])
@page("review", "proceeding")
def new(request: PageRequest, workflow: str) -> HttpResponse:
    """Issue the next number with the reports that are chosen."""
    where = standing_on.ground(request)
    flow = _flow_or_404(where, workflow)
    move = flow.issuing()
    ready = papers_in_states(where.committee.pk, flow.id, move.since if move else ())
    form = BulletinForm(
        request.POST if request.method == "POST" else None,
        series=flow.bulletins,
        papers=[(paper.pk, paper.title) for paper in ready],
    )
    done = sent(
        request,
        form,
        lambda given: issue_bulletin(request.actor, flow.id, given["series"], given["papers"]),
        said=_("The bulletin is issued."),
    )
    if done:
        return redirect("proceeding-bulletin", done.value.pk)
    context = {"where": where, "flow": flow, "form": form, "ready": ready}
    status = 422 if request.method == "POST" else 200
    return render(request, "tongxin/proceedings/bulletin_new.html", context, status=status)


def _flow_or_404(where: Ground, code: str) -> Workflow:
    flow = rows.flow_or_404(where, code)
    if not flow.bulletins:
        raise Http404
    return flow


urls: list[URLPattern] = [
    path("proceedings/<slug:workflow>/bulletins/", listing, name="proceeding-bulletins"),
    path("proceedings/<slug:workflow>/bulletins/new/", new, name="proceeding-bulletin-new"),
    path("proceedings/bulletins/<int:pk>/", bulletin, name="proceeding-bulletin"),
    path(
        "proceedings/bulletins/<int:pk>/bulletin.docx",
        document,
        {"form": "docx"},
        name="proceeding-bulletin-docx",
    ),
    path(
        "proceedings/bulletins/<int:pk>/bulletin.pdf",
        document,
        {"form": "pdf"},
        name="proceeding-bulletin-pdf",
    ),
]
