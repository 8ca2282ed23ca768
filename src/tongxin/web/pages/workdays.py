"""The working-day calendar: a year, what the office marked in it, and a deadline reckoned by it."""

from datetime import date
from typing import NamedTuple

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tongxin.actions import workdays as verbs
from tongxin.actions.acting import Invalid
from tongxin.engine.kernel.deadlines import reckon
from tongxin.engine.kernel.reckoning import Reckoning, Roll, Term
from tongxin.engine.kernel.workdays import Calendar
from tongxin.packs import registry
from tongxin.store.queries.workdays import calendar_of, marked_days
from tongxin.web import standing_on, wording, workday_rows, workday_words
from tongxin.web.access import PageRequest, page
from tongxin.web.forms import sent
from tongxin.web.forms.workday import FIRST_YEAR, LAST_YEAR, MarkForm, ReckonForm


class _Ground(NamedTuple):
    """What the pages stand on: the committee, today, the calendar."""

    committee: int
    today: date
    calendar: Calendar


def _ground(request: PageRequest) -> _Ground:
    committee = request.user.committee if request.user.is_authenticated else None
    if committee is None:
        raise Http404
    today = standing_on.today(committee, timezone.localdate(request.actor.at))
    mechanism = registry.pack(committee.pack).in_force(today)
    return _Ground(committee.pk, today, calendar_of(committee.pk, mechanism))


@require_GET
@page("read", "workday")
def index(request: PageRequest) -> HttpResponse:
    """Show a year: its months, what is arranged in it and by whom; and reckon a deadline if one is asked."""
    here = _ground(request)
    year = _year(request.GET.get("year", ""), here.today.year)
    asked = ReckonForm(request.GET if "start" in request.GET else None, initial={"start": here.today})
    found = _reckoned(asked, here.calendar)
    context = {
        "year": year,
        "years": workday_rows.years(here.calendar, here.today),
        "known": year in here.calendar.years,
        "ending": workday_rows.ending(here.calendar, here.today),
        "months": workday_rows.months(here.calendar, year, here.today),
        "heads": workday_words.HEADS,
        "weekdays": [workday_words.weekday(date(2024, 1, day)) for day in range(1, 8)],  # from a Monday on
        "worked": workday_rows.worked_days(here.calendar, year),
        "rows": workday_rows.rows(here.calendar, year),
        "marks": marked_days(here.committee, year),
        "kinds": workday_words.KINDS,
        "span": workday_words.span,
        "form": asked,
        "found": found,
        "due": workday_words.with_weekday(found.due) if found else "",
        "how": workday_words.how(found) if found else [],
    }
    return render(request, "tongxin/workdays/year.html", context)


def _year(text: str, otherwise: int) -> int:
    """Return the year that is asked for; nonsense reads as none."""
    year = int(text) if text.isdecimal() and len(text) == 4 else otherwise
    return year if FIRST_YEAR <= year <= LAST_YEAR else otherwise


def _reckoned(asked: ReckonForm, calendar: Calendar) -> Reckoning | None:
    if not asked.is_bound or not asked.is_valid():
        return None
    given = asked.cleaned_data
    roll = Roll.NEXT if given["roll"] else Roll.NONE
    return reckon(given["start"], Term(given["amount"], given["measure"]), calendar, roll)


@require_http_methods(["GET", "POST"])
@page("keep", "workday")
def mark(request: PageRequest) -> HttpResponse:
    """Mark days as off, worked, or again what the week says."""
    form = MarkForm(request.POST or None)

    def decide(given: dict[str, object]) -> object:
        return verbs.mark_day(request.actor, verbs.Mark(**given))  # type: ignore[arg-type]  # the form has the mark's fields

    if sent(request, form, decide, _("The days are marked; deadlines follow them from now on.")):
        return _to_year(form.cleaned_data["first"].year)
    context = {"form": form}
    return render(request, "tongxin/workdays/mark.html", context, status=422 if form.is_bound else 200)


@require_POST
@page("keep", "workday")
def withdraw(request: PageRequest) -> HttpResponse:
    """Withdraw what was marked in one act."""
    marks = {int(one) for one in request.POST.getlist("mark") if one.isdecimal()}
    try:
        verbs.withdraw_day(request.actor, marks)
    except Invalid as problem:
        _tell(request, problem)
    else:
        messages.success(request, _("The mark is withdrawn; it stays in the list."))
    return _to_year(_year(request.POST.get("year", ""), timezone.localdate(request.actor.at).year))


@require_POST
@page("keep", "workday")
def complete(request: PageRequest) -> HttpResponse:
    """Say that all days of a year are marked."""
    year = _year(request.POST.get("year", ""), timezone.localdate(request.actor.at).year)
    try:
        verbs.complete_year(request.actor, year, request.POST.get("number", "")[:80])
    except Invalid as problem:
        _tell(request, problem)
    else:
        messages.success(request, _("%(year)s is known from now on.") % {"year": year})
    return _to_year(year)


def _tell(request: PageRequest, problem: Invalid) -> None:
    messages.error(request, " ".join(wording.issue(issue) for issue in problem.issues))


def _to_year(year: int) -> HttpResponse:
    return redirect(wording.with_query(reverse("workdays"), {"year": year}))


urls: list[URLPattern] = [
    path("workdays/", index, name="workdays"),
    path("workdays/mark/", mark, name="workdays-mark"),
    path("workdays/withdraw/", withdraw, name="workdays-withdraw"),
    path("workdays/complete/", complete, name="workdays-complete"),
]
