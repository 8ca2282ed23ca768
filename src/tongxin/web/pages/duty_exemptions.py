"""Decisions that free of duties: the list, granting one, withdrawing it."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tongxin.actions import exemptions as verbs
from tongxin.actions.acting import Invalid
from tongxin.engine.duties.rules import DutyRule
from tongxin.engine.duties.subjects import Subject, subjects
from tongxin.store.queries.duties import ExemptionRow, exemption_rows
from tongxin.web import duty_rows, standing_on, wording
from tongxin.web.access import PageRequest, page
from tongxin.web.forms import sent
from tongxin.web.forms.duty import ExemptForm
from tongxin.web.link_rows import Named
from tongxin.web.standing_on import Ground


@dataclass(frozen=True, slots=True)
class Row:
    """A decision, of which duty it frees (none named: of all), and whom or what."""

    decision: ExemptionRow
    rule: DutyRule | None
    target: Named


@require_GET
@page("oversee", "duty")
def index(request: PageRequest) -> HttpResponse:
    """List the decisions, the newest first."""
    where = standing_on.ground(request)
    rows = [_row(where, one) for one in exemption_rows(where.committee.pk)]
    context = {"where": where, "rows": standing_on.paged(request, rows)}
    return render(request, "tongxin/duties/exemptions.html", context)


def _row(where: Ground, decision: ExemptionRow) -> Row:
    owed = (
        duty_rows.target(where, one)
        for rule in where.mechanism.duties
        if rule.bound is decision.bound and decision.rule in {"", rule.id}
        for one in subjects(rule, where.directory.roster)
        if one.id == decision.subject
    )
    return Row(decision, where.mechanism.duty(decision.rule), next(owed, Named("")))


@require_http_methods(["GET", "POST"])
@page("exempt", "duty")
def grant(request: PageRequest, rule: str, subject: int) -> HttpResponse:
    """Free a link, a body or a member of a duty on some days, with a reason."""
    where = standing_on.ground(request)
    declared, owing = _owing(where, rule, subject)
    form = ExemptForm(request.POST or None, initial={"start": request.GET.get("start", where.day)})

    def decide(given: dict[str, object]) -> object:
        return verbs.grant_exemption(request.actor, verbs.Decision(rule=rule, subject=subject, **given))  # type: ignore[arg-type]  # the form has the decision's fields

    if sent(request, form, decide):
        messages.success(request, _("The decision is on record; the duty is judged by it."))
        return redirect("exemptions")
    context = {"form": form, "rule": declared, "target": duty_rows.target(where, owing), "where": where}
    return render(request, "tongxin/duties/exempt.html", context, status=422 if form.is_bound else 200)


def _owing(where: Ground, rule: str, subject: int) -> tuple[DutyRule, Subject]:
    declared = where.mechanism.duty(rule)
    for one in subjects(declared, where.directory.roster) if declared else ():
        if one.id == subject and declared:
            return declared, one
    raise Http404


@require_POST
@page("exempt", "duty")
def withdraw(request: PageRequest, pk: int) -> HttpResponse:
    """Withdraw a decision."""
    try:
        verbs.withdraw_exemption(request.actor, pk)
    except Invalid as problem:
        messages.error(request, " ".join(wording.issue(issue) for issue in problem.issues))
    else:
        messages.success(request, _("The decision is withdrawn; it stays in the list."))
    return redirect("exemptions")


urls: list[URLPattern] = [
    path("duties/exemptions/", index, name="exemptions"),
    path("duties/<slug:rule>/<int:subject>/exempt/", grant, name="duty-exempt"),
    path("duties/exemptions/<int:pk>/withdraw/", withdraw, name="exemption-withdraw"),
]
