"""Reviews: rounds, who is reviewed with the material, comments, conclusions, signing, archive."""

from dataclasses import dataclass
from urllib.parse import quote

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tongxin.actions import reviews as verbs
from tongxin.actions.acting import Invalid
from tongxin.engine.duties.rules import Bound
from tongxin.engine.kernel.rights import Scope
from tongxin.engine.reviews.rules import ReviewKind
from tongxin.store.queries import reviews as queries
from tongxin.store.queries.reviews import Item, Round
from tongxin.web import review_papers, review_rows, standing_on, wording
from tongxin.web.access import PageRequest, page
from tongxin.web.forms import sent
from tongxin.web.forms.review import CloseForm, OpenForm, ReopenForm, SignForm
from tongxin.web.official_page import TYPE
from tongxin.web.standing_on import Ground

DONE = ("concluded", "archived")


@dataclass(frozen=True, slots=True)
class At:
    """A round with the committee it belongs to and its kind of review."""

    where: Ground
    row: Round
    kind: ReviewKind


@require_http_methods(["GET", "POST"])
@page("read", "review")
def index(request: PageRequest) -> HttpResponse:
    """List the rounds, with the form for a new one, and the tasks that are still open."""
    where = standing_on.ground(request)
    kinds = where.mechanism.reviews
    years = [where.day.year + 1, where.day.year, where.day.year - 1]
    form = OpenForm(
        request.POST or None,
        kinds=[(kind.id, wording.label(kind.label)) for kind in kinds],
        years=years,
        initial={"year": where.day.year},
    )
    said = _("The round is open; its material is frozen from the records.")
    done = sent(
        request, form, lambda given: verbs.open_round(request.actor, given["kind"], given["year"]), said
    )
    if done:
        return redirect("review", done.value.pk)
    whole = request.scope is Scope.COMMITTEE
    rows = [one for one in queries.rounds_of(where.committee.pk) if whole or one.state in DONE]
    tasks = queries.tasks_of(where.committee.pk, None if whole else request.actor.person_id or 0)
    context = {
        "where": where,
        "form": form,
        "kinds": {kind.id: kind for kind in kinds},
        "rows": rows,
        "states": review_rows.STATES,
        "tasks": tasks,
    }
    return render(request, "tongxin/reviews/list.html", context, status=422 if form.is_bound else 200)


def round_or_404(request: PageRequest, pk: int) -> At:
    """Return a round; those who are reviewed see it once it is signed.

    Raises:
        Http404: there is none, its kind is gone, or it is not open to the visitor yet.
    """
    where = standing_on.ground(request)
    row = queries.round_of(where.committee.pk, pk)
    kind = where.mechanism.review(row.kind) if row else None
    if row is None or kind is None or (request.scope is not Scope.COMMITTEE and row.state not in DONE):
        raise Http404
    return At(where, row, kind)


def may_see(request: PageRequest, at: At, item: Item) -> bool:
    """Tell whether a visitor may see one who is reviewed: all, or themselves, or what they answer for."""
    if request.scope is Scope.COMMITTEE:
        return True
    rule = at.where.mechanism.duty(at.kind.settles)
    seat = at.where.directory.roster.memberships.get(item.subject)
    if rule is None or rule.bound is not Bound.MEMBER or seat is None:
        return False
    return seat.person == request.actor.person_id


@require_GET
@page("read", "review")
def detail(request: PageRequest, pk: int) -> HttpResponse:
    """Show a round: who is reviewed in the order of speaking, and the next step."""
    at = round_or_404(request, pk)
    items = [item for item in at.row.items.all() if may_see(request, at, item)]
    if not items:
        raise Http404
    context = {
        "where": at.where,
        "row": at.row,
        "kind": at.kind,
        "items": items,
        "shape": review_rows.STATES[at.row.state],
        "bands": dict(review_rows.bands(at.kind)),
        "closing": CloseForm(initial={"met_on": at.where.day}),
        "signing": SignForm(),
        "reopening": ReopenForm(),
        "missing": sum(not item.conclusion for item in items),
    }
    return render(request, "tongxin/reviews/detail.html", context)


@require_POST
@page("hold", "review")
def step(request: PageRequest, pk: int, act: str) -> HttpResponse:
    """Take a round one step on, or take it up again."""
    at = round_or_404(request, pk)
    forms = {"close": CloseForm, "sign": SignForm, "reopen": ReopenForm}
    form = forms[act](request.POST) if act in forms else None
    if act not in {*forms, "archive"}:
        raise Http404
    if form is not None and not form.is_valid():
        said = " ".join(str(error) for errors in form.errors.values() for error in errors)
        messages.error(request, said)
        return redirect("review", pk)
    given = form.cleaned_data if form else {}
    try:
        if act == "close":
            verbs.close_round(request.actor, at.row.pk, given["met_on"])
        elif act == "sign":
            verbs.sign_round(request.actor, at.row.pk, given["signed_by"])
        elif act == "reopen":
            verbs.reopen_round(request.actor, at.row.pk, given["reason"])
        else:
            verbs.archive_round(request.actor, at.row.pk)
    except Invalid as problem:
        messages.error(request, " ".join(wording.issue(issue) for issue in problem.issues))
    else:
        messages.success(request, _("Done; it is on record."))
    return redirect("review", pk)


@require_GET
@page("read", "review")
def paper(request: PageRequest, pk: int, what: str) -> HttpResponse:
    """Return the material pack or the result as a Word document."""
    at = round_or_404(request, pk)
    if what not in {"material", "result"} or request.scope is not Scope.COMMITTEE:
        raise Http404
    if what == "result" and at.row.state not in DONE:
        raise Http404
    items = queries.items_of(at.where.committee.pk, pk)
    write = review_papers.material_pack if what == "material" else review_papers.result
    made = write(at.row, items, at.kind, at.where.mechanism, at.where.committee.name)
    name = f"{wording.label(at.kind.label)}{at.row.year}-{what}.docx"
    response = HttpResponse(made, content_type=TYPE)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    return response


urls: list[URLPattern] = [
    path("reviews/", index, name="reviews"),
    path("reviews/<int:pk>/", detail, name="review"),
    path("reviews/<int:pk>/<slug:what>.docx", paper, name="review-paper"),
    path("reviews/<int:pk>/<slug:act>/", step, name="review-step"),
]
