"""Checking drafts: paste or upload, the text with its figures marked, what the records say to each."""

from datetime import date
from typing import Any
from urllib.parse import quote

from django.core.files.uploadedfile import UploadedFile
from django.core.paginator import Page
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tongxin.actions import draft_checking as verbs
from tongxin.actions.acting import Invalid
from tongxin.actions.claim_desk import ClaimDesk, claim_desk
from tongxin.actions.evidence import path_of, store_file
from tongxin.engine.claims.dates import Told
from tongxin.store.queries import draft_checks as queries
from tongxin.store.queries.draft_checks import Check
from tongxin.web import claim_rows as rows
from tongxin.web import standing_on
from tongxin.web.access import PageRequest, page
from tongxin.web.draft_documents import WORD, Note, text_of, with_comments
from tongxin.web.forms import sent
from tongxin.web.forms.draft import ChoiceForm, DraftForm, WordingForm

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_GET
@page("read", "claim")
def index(request: PageRequest) -> HttpResponse:
    """List the drafts that were checked."""
    found = queries.checks_of(request.actor.committee)
    shown: Page[Check] = standing_on.paged(request, found)  # type: ignore[arg-type]  # rows in order
    lines = [(check, _tally(check)) for check in shown.object_list]
    return render(request, "tongxin/claims/list.html", {"page": shown, "lines": lines})


def _tally(check: Check) -> dict[str, int]:
    verdicts = [row["verdict"] for row in check.findings if row["claims"]]
    return {"found": len(verdicts), **{verdict: verdicts.count(verdict) for verdict in rows.SHAPES}}


@require_http_methods(["GET", "POST"])
@page("check", "claim")
def new(request: PageRequest) -> HttpResponse:
    """Take a draft, and check it."""
    desk = claim_desk(request.actor.committee, request.actor.at)
    start = {"first": date(desk.last.year, 1, 1), "last": desk.last}
    form = DraftForm(request.POST or None, request.FILES or None, initial=start)
    done = sent(request, form, lambda given: _check(request, given))
    if done:
        return redirect("claim", done.value.pk)
    status = 422 if request.method == "POST" else 200
    return render(request, "tongxin/claims/new.html", {"form": form, "desk": desk}, status=status)


def _check(request: PageRequest, given: dict[str, Any]) -> Check:
    file: UploadedFile[Any] | None = given["file"]
    text, name, sha256 = given["text"].replace("\r\n", "\n"), "", ""
    if file is not None and file.name:
        content = file.read()
        text, name = text_of(file.name, content), file.name
        sha256 = store_file(name, content).sha256 if name.lower().endswith(WORD) else ""
    told = Told(given["day"] or given["last"], given["first"], given["last"])
    draft = verbs.DraftText(title=given["title"], text=text, told=told, file_name=name, sha256=sha256)
    return verbs.check_draft(request.actor, draft)


@require_GET
@page("read", "claim")
def detail(request: PageRequest, pk: int) -> HttpResponse:
    """Show a checked draft: the text with its figures marked, and what was found about each."""
    check, desk = _opened(request, pk)
    found = rows.findings(check, desk.mechanism)
    context = {
        "check": check,
        "newer": queries.newer_than(check),
        "pieces": rows.pieces(check),
        "findings": found,
        "counts": rows.counts(found),
        "verdicts": {verdict: rows.verdict_words(verdict) for verdict in rows.SHAPES},
    }
    return render(request, "tongxin/claims/detail.html", context)


@require_http_methods(["GET", "POST"])
@page("check", "claim")
def figure(request: PageRequest, pk: int, place: int) -> HttpResponse:
    """Say which indicator and which days a figure is of; the draft is checked again with it."""
    check, desk = _opened(request, pk)
    one = next((one for one in rows.findings(check, desk.mechanism) if one.place == place), None)
    if one is None:
        raise Http404
    start = {"measure": one.measure, "first": one.first, "last": one.last}
    form = ChoiceForm(request.POST or None, mechanism=desk.mechanism, initial=start)
    done = sent(
        request,
        form,
        lambda given: verbs.decide_figure(request.actor, pk, place, given["measure"], form.days()),
        said=_("The draft was checked again."),
    )
    if done:
        return redirect(f"{reverse('claim', args=[done.value.pk])}#f{place}")
    context = {"check": check, "one": one, "form": form, "suggested": rows.suggested(one)}
    status = 422 if request.method == "POST" else 200
    return render(request, "tongxin/claims/figure.html", context, status=status)


@require_POST
@page("check", "claim")
def again(request: PageRequest, pk: int) -> HttpResponse:
    """Check a draft again."""
    check, _desk = _opened(request, pk)
    return redirect("claim", verbs.check_again(request.actor, check.pk).pk)


@require_GET
@page("read", "claim")
def document(request: PageRequest, pk: int) -> HttpResponse:
    """Give the draft as a Word document with the findings as comments."""
    check, desk = _opened(request, pk)
    notes = [
        Note(place, place + len(text), words)
        for place, text, words in rows.notes(rows.findings(check, desk.mechanism))
    ]
    original = path_of(check.sha256).read_bytes() if check.sha256 else None
    content = with_comments(check.text, notes, original, _("Checked against the records"))
    response = HttpResponse(content, content_type=DOCX)
    name = f"{check.title}-{_('checked')}{WORD}"
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name, safe='')}"
    return response


def _opened(request: PageRequest, pk: int) -> tuple[Check, ClaimDesk]:
    check = queries.check_of(request.actor.committee, pk)
    if check is None:
        raise Http404
    return check, claim_desk(request.actor.committee, request.actor.at)


@require_http_methods(["GET", "POST"])
@page("teach", "claim")
def wordings(request: PageRequest) -> HttpResponse:
    """Show what the office taught the checker, and teach it more."""
    desk = claim_desk(request.actor.committee, request.actor.at)
    asked = {key: request.GET.get(key, "") for key in ("measure", "phrase", "use")}
    form = WordingForm(
        request.POST or None,
        mechanism=desk.mechanism,
        initial={key: word for key, word in asked.items() if word},
    )
    done = sent(
        request,
        form,
        lambda given: verbs.teach_wording(request.actor, given["use"], given["phrase"], given["measure"]),
        said=_("The checker knows this wording from now on. Check the draft again to see what it changes."),
    )
    if done:
        return redirect("claim-wordings")
    known = {item.id: item.label for item in desk.mechanism.indicators}
    context = {
        "form": form,
        "lines": [(row, known.get(row.measure)) for row in queries.taught(request.actor.committee)],
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "tongxin/claims/wordings.html", context, status=status)


@require_POST
@page("teach", "claim")
def forget(request: PageRequest, pk: int) -> HttpResponse:
    """Withdraw a wording."""
    try:
        verbs.forget_wording(request.actor, pk)
    except Invalid as problem:
        raise Http404 from problem
    return redirect("claim-wordings")


urls: list[URLPattern] = [
    path("claims/", index, name="claims"),
    path("claims/new/", new, name="claim-new"),
    path("claims/wordings/", wordings, name="claim-wordings"),
    path("claims/wordings/<int:pk>/forget/", forget, name="claim-wording-forget"),
    path("claims/<int:pk>/", detail, name="claim"),
    path("claims/<int:pk>/figures/<int:place>/", figure, name="claim-figure"),
    path("claims/<int:pk>/again/", again, name="claim-again"),
    path("claims/<int:pk>/comments.docx", document, name="claim-docx"),
]
