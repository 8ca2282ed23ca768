"""Duties: what somebody owes and for whom, and one duty with the records behind it."""

from dataclasses import dataclass
from datetime import timedelta

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tongxin.engine.duties.book import urgency
from tongxin.engine.duties.outlook import outlook
from tongxin.engine.duties.settling import Duty, State
from tongxin.store.queries.happenings import happenings, of_ids
from tongxin.web import duty_rows, duty_words, standing_on
from tongxin.web.access import PageRequest, page
from tongxin.web.duty_rows import Desk, DutyRow
from tongxin.web.standing_on import RecordRow

SOON = 31
"""Days ahead that a visitor is shown what is not yet due."""


@dataclass(frozen=True, slots=True)
class Section:
    """Duties under one heading; folded ones are read on demand."""

    title: str
    rows: list[DutyRow]
    folded: bool = False


@require_GET
@page("read", "duty")
def index(request: PageRequest) -> HttpResponse:
    """Lead to one's own duties, or whoever owes none to the overview, if they may see it."""
    here = duty_rows.desk(request)
    owes = here.book.of_person.get(request.actor.person_id or 0)
    oversees = request.actor.scope("duty", "oversee") is not None
    return redirect("duties-mine" if owes or not oversees else "duties-grid")


@require_GET
@page("read", "duty")
def mine(request: PageRequest) -> HttpResponse:
    """Show what the visitor owes: what is late, what is to be done now, what comes, what is done."""
    here = duty_rows.desk(request)
    found = here.book.of_person.get(request.actor.person_id or 0, [])
    context = {
        "where": here.where,
        "sections": [section for section in sections(here, found) if section.rows],
        "owes": bool(found),
    }
    return render(request, "tongxin/duties/mine.html", context)


def sections(here: Desk, found: list[Duty]) -> list[Section]:
    """Return somebody's duties of the year under their headings."""
    today = here.where.day
    asked = duty_rows.asked_since(here)
    year = [duty for duty in found if duty.window.last.year >= today.year]
    late = [duty for duty in found if duty.state is State.OVERDUE and duty.due >= asked]
    missed = [duty for duty in year if duty.state is State.OVERDUE and duty.due < asked]
    coming = [duty for duty in year if duty.state is State.NOT_YET]
    soon = [duty for duty in coming if duty.window.opens <= today + timedelta(days=SOON)]

    def shown(duties: list[Duty]) -> list[DutyRow]:
        return duty_rows.rows(here, sorted(duties, key=urgency))

    return [
        Section(_("Late"), shown(late)),
        Section(_("To do"), shown([duty for duty in year if duty.state is State.OPEN])),
        Section(_("Coming up"), shown(soon)),
        Section(_("Done this year"), shown([duty for duty in year if duty.state is State.MET]), folded=True),
        Section(_("Not owed"), shown([duty for duty in year if duty.state is State.EXEMPT]), folded=True),
        Section(_("Missed earlier this year"), shown(missed), folded=True),
    ]


@require_GET
@page("read", "duty")
def detail(request: PageRequest, rule: str, subject: int, period: str) -> HttpResponse:
    """Show one duty: how it stands and why, the records that settle it, its other periods."""
    here = duty_rows.desk(request)
    duty = duty_or_404(request, here, (rule, subject, period))
    declared = here.where.mechanism.duty(rule)
    if declared is None:
        raise Http404
    others = here.book.of_subject[rule, subject]
    context = {
        "where": here.where,
        "row": duty_rows.row(here, duty, declared),
        "often": duty_words.how_often(declared),
        "settles": duty_words.duty_row_cells(declared, here.where.mechanism)[2].split("\n"),
        "records": _records(request, here, duty),
        "others": duty_rows.rows(here, [one for one in others if one.key != duty.key]),
        "pace": duty_words.pace(outlook(duty, others, here.where.day)) if duty.state is State.OPEN else "",
    }
    return render(request, "tongxin/duties/detail.html", context)


def duty_or_404(request: PageRequest, here: Desk, key: tuple[str, int, str]) -> Duty:
    """Return a duty that the visitor may see: any, or those they answer for or that lead to them.

    Raises:
        Http404: there is none.
    """
    duty = here.book.by_key.get(key)
    if duty is None or not duty_rows.may_see(here, duty, request.scope):
        raise Http404
    return duty


def _records(request: PageRequest, here: Desk, duty: Duty) -> list[RecordRow]:
    """Return the records that settle a duty and that the visitor may see."""
    seen = standing_on.sight(request)
    if seen is None or not duty.parts:
        return []
    found = happenings(here.where.committee.pk, seen & of_ids(duty.settled_by), limit=len(duty.parts))
    return [RecordRow(one, here.where.mechanism.entry_kind(one.kind)) for one in found]


urls: list[URLPattern] = [
    path("duties/", index, name="duties"),
    path("duties/mine/", mine, name="duties-mine"),
    path("duties/<slug:rule>/<int:subject>/<slug:period>/", detail, name="duty"),
]
