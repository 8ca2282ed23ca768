"""Papers of the office: the list, a new one, its words, its figures, and its files."""

from datetime import date
from typing import Any

from django.core.paginator import Page
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tongxin.actions import official_papers as verbs
from tongxin.actions.acting import Actor, Invalid
from tongxin.actions.drafts import discard_draft
from tongxin.actions.paper_desk import PaperDesk, paper_desk
from tongxin.engine.figures.indicators import Indicator, Source
from tongxin.engine.kernel.official_words import day_words
from tongxin.engine.papers.composing import Bound, Composed, Kind
from tongxin.engine.papers.keeping import from_plain
from tongxin.engine.papers.templates import PaperTemplate
from tongxin.store.queries import drafts
from tongxin.store.queries import official_papers as queries
from tongxin.store.queries.official_papers import Paper
from tongxin.web import official_rows as rows
from tongxin.web import standing_on, wording
from tongxin.web.access import PageRequest, page
from tongxin.web.file_answers import file_answer
from tongxin.web.forms import sent
from tongxin.web.forms.official import BeginForm, IssueForm, WriteForm
from tongxin.web.official_files import paper_as_pdf, paper_as_word
from tongxin.web.official_print import Printed, printed
from tongxin.web.paper_figures import records_of
from tongxin.web.proceeding_signers import flat


@require_GET
@page("read", "paper")
def index(request: PageRequest) -> HttpResponse:
    """List the papers, and the kinds that can be begun."""
    desk = paper_desk(request.actor.committee, request.actor.at)
    chosen = request.GET.get("kind", "")
    found = queries.papers_of(request.actor.committee, chosen)
    shown: Page[Paper] = standing_on.paged(request, found)  # type: ignore[arg-type]  # rows in order
    kinds = {kind.id: kind for kind in desk.mechanism.papers}
    tabs = [
        (wording.label(kind.label), wording.with_query(reverse("papers"), {"kind": code}), code == chosen)
        for code, kind in kinds.items()
    ]
    context = {"page": shown, "kinds": kinds, "chosen": chosen, "tabs": tabs}
    return render(request, "tongxin/papers/list.html", context)


@require_http_methods(["GET", "POST"])
@page("write", "paper")
def new(request: PageRequest, code: str) -> HttpResponse:
    """Begin a paper: choose the period, and the member for a paper about one."""
    desk = paper_desk(request.actor.committee, request.actor.at)
    kind = desk.template(code)
    if kind is None:
        raise Http404
    form = BeginForm(
        request.POST or None,
        periods=rows.periods_for(kind, desk.claims.since, desk.claims.last),
        people=rows.people_for(kind, desk),
        initial={"person": request.GET.get("person", "")},
    )
    done = sent(
        request,
        form,
        lambda given: verbs.begin_paper(request.actor, code, given["period"], given.get("person")),
    )
    if done:
        return redirect("paper", done.value.pk)
    status = 422 if request.method == "POST" else 200
    return render(request, "tongxin/papers/new.html", {"form": form, "kind": kind}, status=status)


def _opened(request: PageRequest, pk: int) -> tuple[Paper, PaperDesk]:
    paper = queries.paper_of(request.actor.committee, pk)
    if paper is None or paper.dropped_at is not None:
        raise Http404
    return paper, paper_desk(request.actor.committee, request.actor.at)


def _composed(desk: PaperDesk, paper: Paper) -> tuple[PaperTemplate | None, Composed]:
    """Return the kind of a paper and what it says: as it was issued, or as it would be today."""
    kind = desk.template(paper.template)
    if paper.content is not None:
        return kind, from_plain(paper.content)
    if kind is None:
        raise Http404
    return kind, desk.composed(kind, paper)


@require_http_methods(["GET", "POST"])
@page("read", "paper")
def detail(request: PageRequest, pk: int) -> HttpResponse:
    """Show a paper as it stands, with what the records say to it; and issue it."""
    paper, desk = _opened(request, pk)
    kind, composed = _composed(desk, paper)
    findings = paper.findings
    if kind is not None and paper.issued_at is None:
        findings = verbs.paper_findings(desk, kind, paper, composed)
    form = IssueForm(
        request.POST or None,
        initial={"revision": paper.revision},
        asks_reason=bool(verbs.against(findings)),
    )
    done = sent(
        request, form, lambda given: _issue(request.actor, paper, given), said=_("The paper is issued.")
    )
    if done:
        return redirect("paper", pk)
    status = 422 if request.method == "POST" else 200
    context = {**_shown(desk, paper, composed, findings), "form": form, "kind": kind}
    return render(request, "tongxin/papers/detail.html", context, status=status)


def _issue(actor: Actor, paper: Paper, given: dict[str, Any]) -> Paper:
    return verbs.issue_paper(actor, paper.pk, given["revision"], given.get("reason", ""))


def _shown(
    desk: PaperDesk, paper: Paper, composed: Composed, findings: list[dict[str, Any]]
) -> dict[str, Any]:
    figures = rows.figure_rows(desk, paper, composed)
    return {
        "paper": paper,
        "title": composed.title if paper.content else paper.title,
        "parts": rows.parts_of(composed, verbs.against(findings)),
        "annexes": [place for place, block in enumerate(composed.blocks) if block.kind is Kind.ANNEX],
        "figures": figures,
        "changed": [row for row in figures if row.changed],
        "typed": rows.typed_figures(desk, composed.text, findings),
        "misread": rows.misread(desk, composed.text, findings),
        "day": day_words(paper.day) if paper.day else "",
    }


@require_http_methods(["GET", "POST"])
@page("write", "paper")
def write(request: PageRequest, pk: int) -> HttpResponse:
    """Change the words of a paper."""
    paper, desk = _opened(request, pk)
    if paper.issued_at is not None:
        return redirect("paper", pk)
    form = WriteForm(request.POST or None, initial=_start(request, paper))
    done = sent(request, form, lambda given: _write(request, pk, given), said=_("The paper is saved."))
    if done:
        discard_draft(request.actor, _key(paper))
        return redirect("paper", pk)
    status = 422 if request.method == "POST" else 200
    context = {
        "form": form,
        "paper": paper,
        "key": _key(paper),
        "groups": _to_insert(desk),
        "marks": rows.marks(),
    }
    return render(request, "tongxin/papers/write.html", context, status=status)


def _key(paper: Paper) -> str:
    """Return by what the draft of somebody's changes is kept."""
    return f"paper-write:{paper.pk}"


def _start(request: PageRequest, paper: Paper) -> dict[str, object]:
    """Return the paper's words, or what the visitor typed last and did not save."""
    words = {"title": paper.title, "addressee": paper.addressee, "text": paper.text}
    kept = drafts.draft_of(request.actor.user, _key(paper))
    return {"revision": paper.revision, **words, **(flat(kept.data.get("values", {})) if kept else {})}


def _write(request: PageRequest, pk: int, given: dict[str, Any]) -> Paper:
    words = {key: given[key] for key in ("title", "addressee", "text")}
    paper = verbs.write_paper(request.actor, pk, given["revision"], **words)
    if "keep" in request.POST:
        verbs.keep_wording(request.actor, pk)
    return paper


def _to_insert(desk: PaperDesk) -> list[tuple[str, list[Indicator]]]:
    """Return the indicators under their headings, to be put into the text."""
    items = desk.mechanism.indicators
    grouped = [
        (wording.label(group.label), [item for item in items if item.group == group.id])
        for group in desk.mechanism.indicator_groups
    ]
    return [(name, found) for name, found in grouped if found]


@require_POST
@page("write", "paper")
def drop(request: PageRequest, pk: int) -> HttpResponse:
    """Set a paper aside."""
    try:
        verbs.drop_paper(request.actor, pk)
    except Invalid as problem:
        raise Http404 from problem
    return redirect("papers")


@require_GET
@page("read", "paper")
def figure(request: PageRequest, pk: int, place: int) -> HttpResponse:
    """Show a figure of a paper: the records that it was counted from, then and now."""
    paper, desk = _opened(request, pk)
    _kind, composed = _composed(desk, paper)
    found = dict(enumerate(composed.figures())).get(place)
    if found is None:
        raise Http404
    item = desk.mechanism.indicator(found.indicator)
    shown = standing_on.paged(request, found.records)
    context = {
        "paper": paper,
        "row": rows.figure_row(desk, paper, place, found),
        "item": item,
        "bound": found,
        "page": shown,
        "records": records_of(request, desk, _counted(desk, item), list(shown)) if item else [],
        "is_state": item is not None and _counted(desk, item).source is not Source.ENTRIES,
        "now": _address(found),
    }
    return render(request, "tongxin/papers/figure.html", context)


def _counted(desk: PaperDesk, item: Indicator) -> Indicator:
    """Return whose records stand behind a figure: the indicator's own, or those of a ratio's numerator."""
    upper = desk.mechanism.indicator(item.numerator) if item.numerator else None
    return upper or item


def _address(bound: Bound) -> str:
    """Return where the same figure is counted from today's records."""
    first: date = bound.first or bound.last
    asked: dict[str, object] = {"from": first, "to": bound.last}
    if bound.member is not None:
        asked |= {"by": "member", "key": bound.member}
    elif bound.by:
        asked |= {"by": bound.by, "key": bound.key}
    return wording.with_query(reverse("figure", args=[bound.indicator]), asked)


@require_GET
@page("read", "paper")
def document(request: PageRequest, pk: int, form: str) -> HttpResponse:
    """Give a paper as a Word document or PDF; every figure in it is a link to its records."""
    paper, desk = _opened(request, pk)
    kind, composed = _composed(desk, paper)
    linked = [request.build_absolute_uri(row.address) for row in rows.figure_rows(desk, paper, composed)]
    content: Printed = printed(kind, paper, composed, linked)
    making = paper_as_word if form == "docx" else paper_as_pdf
    return file_answer(content.title, form, making(content, request.actor.at))


urls: list[URLPattern] = [
    path("papers/", index, name="papers"),
    path("papers/new/<slug:code>/", new, name="paper-new"),
    path("papers/<int:pk>/", detail, name="paper"),
    path("papers/<int:pk>/write/", write, name="paper-write"),
    path("papers/<int:pk>/drop/", drop, name="paper-drop"),
    path("papers/<int:pk>/figures/<int:place>/", figure, name="paper-figure"),
    path("papers/<int:pk>/paper.docx", document, {"form": "docx"}, name="paper-docx"),
    path("papers/<int:pk>/paper.pdf", document, {"form": "pdf"}, name="paper-pdf"),
]
