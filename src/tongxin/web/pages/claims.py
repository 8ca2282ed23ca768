"""Checking drafts: paste or upload, the text with its figures marked, what the records say to each."""

from datetime import date
from typing import Any
from urllib.parse import quote

from django.contrib import messages
from django.core.paginator import Page
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tongxin.actions import draft_checking as verbs
from tongxin.actions.acting import Invalid
from tongxin.actions.claim_desk import ClaimDesk, claim_desk
from tongxin.actions.draft_corrections import corrections
from tongxin.actions.draft_periods import NamedPeriod, named_period
from tongxin.actions.drafts import discard_draft
from tongxin.actions.evidence import path_of
from tongxin.actions.wordings import forget_wording, teach_wording
from tongxin.engine.claims.dates import Told
from tongxin.store.characters import simpler
from tongxin.store.queries import draft_checks as queries
from tongxin.store.queries.draft_checks import Check
from tongxin.web import claim_counts as tally
from tongxin.web import claim_drafts as incoming
from tongxin.web import claim_rows as rows
from tongxin.web import standing_on
from tongxin.web.access import PageRequest, page
from tongxin.web.claim_notes import changes_summary, notes, summary
from tongxin.web.draft_documents import WORD, with_comments
from tongxin.web.forms import sent
from tongxin.web.forms.draft import ChoiceForm, DraftForm, PeriodForm, WordingForm

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
REVIEWER = "同心核稿"
"""Whose name stands beside tracked changes; in every language the same, as documents wander."""


@require_GET
@page("read", "claim")
def index(request: PageRequest) -> HttpResponse:
    """List the drafts that were checked."""
    found = queries.checks_of(request.actor.committee)
    shown: Page[Check] = standing_on.paged(request, found)  # type: ignore[arg-type]  # rows in order
    lines = [(check, _verdicts(check)) for check in shown.object_list]
    return render(request, "tongxin/claims/list.html", {"page": shown, "lines": lines})


def _verdicts(check: Check) -> dict[str, int]:
    verdicts = [row["verdict"] for row in check.findings if row["claims"]]
    return {"found": len(verdicts), **{verdict: verdicts.count(verdict) for verdict in rows.SHAPES}}


@require_http_methods(["GET", "POST"])
@page("check", "claim")
def new(request: PageRequest) -> HttpResponse:
    """Take a draft, and check it."""
    desk = claim_desk(request.actor.committee, request.actor.at)
    typed = incoming.typed_before(request.actor)
    form = DraftForm(request.POST or None, request.FILES or None, initial=incoming.start(desk.last, typed))
    done = sent(request, form, lambda given: verbs.check_draft(request.actor, incoming.draft_from(given)))
    if done:
        if typed:
            discard_draft(request.actor, incoming.KEY)
        return redirect("claim", done.value.pk)
    refused = request.method == "POST"
    kept = incoming.keep_file(form, request.FILES.get("file")) if refused else None
    key = incoming.KEY if request.actor.scope("draft", "keep") else ""
    context = {"form": form, "desk": desk, "kept": kept, "typed": typed, "key": key}
    return render(request, "tongxin/claims/new.html", context, status=422 if refused else 200)


@require_GET
@page("read", "claim")
def detail(request: PageRequest, pk: int) -> HttpResponse:
    """Show a checked draft: the text with its figures marked, and what was found about each."""
    check, desk = _opened(request, pk)
    return render(request, "tongxin/claims/detail.html", _shown(request, check, desk))


def _shown(
    request: PageRequest, check: Check, desk: ClaimDesk, form: PeriodForm | None = None
) -> dict[str, Any]:
    found = rows.findings(check, desk.mechanism)
    newer = queries.newer_than(check)
    only = request.GET.get("only", "all")
    day = check.day if check.day != check.last else None
    start = {"first": check.first, "last": check.last, "day": day}
    shown = tally.chosen(found, only)
    return {
        "check": check,
        "newer": newer,
        "named": None if newer else _named(check, desk),
        "form": form or PeriodForm(initial=start, auto_id="period_%s"),
        "pieces": rows.pieces(check),
        "findings": found,
        "shown": {one.place for one in shown},
        "first_wrong": next((one.place for one in found if one.wrong), None),
        "suggested": rows.suggested,
        "only": only if len(shown) < len(found) else "all",
        "choices": tally.choices(found),
        "counts": tally.counts(found),
        "reasons": tally.reasons(found),
        "verdicts": {verdict: rows.verdict_words(verdict) for verdict in rows.SHAPES},
    }


def _named(check: Check, desk: ClaimDesk) -> NamedPeriod | None:
    """Return the period that a draft names, unless other days were chosen for it on purpose."""
    told = Told(check.day, check.first, check.last)
    found = named_period(check.text, told, (desk.since, desk.last), simpler())
    return None if found is None or queries.days_were_chosen(check) else found


@require_http_methods(["GET", "POST"])
@page("check", "claim")
def figure(request: PageRequest, pk: int, place: int) -> HttpResponse:
    """Say which indicator and which days a figure is of; the draft is checked again with it."""
    check, desk = _opened(request, pk)
    one = _figure_of(check, desk, place)
    if one is None:
        raise Http404
    before = check.choices.get(str(place), {}).get("days")
    first, last = (date.fromisoformat(day) for day in (one.first, one.last))
    start = {"measure": one.measure, "first": first, "last": last}
    asked = request.POST if request.method == "POST" else request.GET if "measure" in request.GET else None
    form = ChoiceForm(asked, mechanism=desk.mechanism, initial=start, auto_id="choice_%s")
    done = sent(request, form, lambda given: _decide(request, pk, place, given, form.days(before)))
    if done:
        after = _figure_of(done.value, desk, place)
        messages.success(request, rows.changed_words(one, after))
        return redirect(f"{reverse('claim', args=[done.value.pk])}#f{place}")
    tried = None
    if request.method == "GET" and form.is_valid():
        row = verbs.tried(desk, check, place, form.cleaned_data["measure"], form.days(before))
        tried = rows.finding_of(check, desk.mechanism, row) if row else None
    context = {"check": check, "one": one, "form": form, "tried": tried, "suggested": rows.suggested(one)}
    status = 422 if request.method == "POST" else 200
    return render(request, "tongxin/claims/figure.html", context, status=status)


def _figure_of(check: Check, desk: ClaimDesk, place: int) -> rows.Finding | None:
    return next((one for one in rows.findings(check, desk.mechanism) if one.place == place), None)


def _decide(
    request: PageRequest, pk: int, place: int, given: dict[str, Any], days: verbs.Days | None
) -> Check:
    if "undo" in request.POST:
        return verbs.undo_decision(request.actor, pk, place)
    return verbs.decide_figure(request.actor, pk, place, given["measure"], days)


@require_POST
@page("check", "claim")
def again(request: PageRequest, pk: int) -> HttpResponse:
    """Check a draft again, with other days if some are given."""
    check, desk = _opened(request, pk)
    if "first" not in request.POST:
        return redirect("claim", verbs.check_again(request.actor, check.pk).pk)
    form = PeriodForm(request.POST, auto_id="period_%s")
    done = sent(
        request,
        form,
        lambda given: verbs.check_again(request.actor, check.pk, incoming.told_of(given)),
        said=_("The draft was checked again with these days."),
    )
    if done:
        return redirect("claim", done.value.pk)
    return render(request, "tongxin/claims/detail.html", _shown(request, check, desk, form), status=422)


@require_GET
@page("read", "claim")
def document(request: PageRequest, pk: int) -> HttpResponse:
    """Give the draft as a Word document with the findings as comments."""
    check, desk = _opened(request, pk)
    found = rows.findings(check, desk.mechanism)
    original = path_of(check.sha256).read_bytes() if check.sha256 else None
    author = _("Checked against the records")
    content = with_comments(check.text, list(notes(found)), original, author, summary(check, found))
    return _file(content, _("%(title)s (checked)") % {"title": check.title})


@require_GET
@page("read", "claim")
def corrected(request: PageRequest, pk: int) -> HttpResponse:
    """Give the draft as a Word document in which what the records say stands as tracked changes."""
    check, desk = _opened(request, pk)
    found = rows.findings(check, desk.mechanism)
    instead = corrections(check, desk)
    original = path_of(check.sha256).read_bytes() if check.sha256 else None
    head = f"{summary(check, found)}\n{changes_summary(found, instead)}"
    at = timezone.localtime(check.checked_at)
    content = with_comments(check.text, list(notes(found, instead)), original, REVIEWER, head, changed=at)
    return _file(content, _("%(title)s (corrected)") % {"title": check.title})


def _file(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=DOCX)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name + WORD, safe='')}"
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
    check = _asked_from(request)
    done = sent(
        request,
        form,
        lambda given: teach_wording(request.actor, given["use"], given["phrase"], given["measure"]),
    )
    if done:
        return _taught(request, check)
    known = {item.id: item.label for item in desk.mechanism.indicators}
    context = {
        "form": form,
        "check": check,
        "place": request.GET.get("place", ""),
        "lines": [(row, known.get(row.measure)) for row in queries.taught(request.actor.committee)],
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "tongxin/claims/wordings.html", context, status=status)


def _asked_from(request: PageRequest) -> Check | None:
    """Return the check that a wording is taught from, if it is one."""
    asked = request.GET.get("check", "")
    return queries.check_of(request.actor.committee, int(asked)) if asked.isdecimal() else None


def _taught(request: PageRequest, check: Check | None) -> HttpResponse:
    """Lead back: to the draft that the wording was taught from, checked again with it, or to the wordings."""
    if check is None or request.actor.scope("claim", "check") is None:
        said = _("The checker knows this wording from now on. Check the draft again to see what it changes.")
        messages.success(request, said)
        return redirect("claim-wordings")
    later = verbs.check_again(request.actor, check.pk)
    messages.success(
        request, _("The checker knows this wording from now on; the draft was checked again with it.")
    )
    place = request.GET.get("place", "")
    return redirect(f"{reverse('claim', args=[later.pk])}{f'#f{place}' if place.isdecimal() else ''}")


@require_POST
@page("teach", "claim")
def forget(request: PageRequest, pk: int) -> HttpResponse:
    """Withdraw a wording."""
    try:
        forget_wording(request.actor, pk)
    except Invalid as problem:
        raise Http404 from problem
    said = _(
        "The wording is withdrawn. Drafts that were checked with it stay as they were; check them again."
    )
    messages.success(request, said)
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
    path("claims/<int:pk>/corrected.docx", corrected, name="claim-corrected"),
]
