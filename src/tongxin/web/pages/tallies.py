"""Tallies: the tables of figures that are handed up each month, every number opening its records."""

from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tongxin.actions.figures import export_figures
from tongxin.engine.figures.tallies import latest
from tongxin.engine.kernel import periods
from tongxin.engine.kernel.periods import Period
from tongxin.packs import registry
from tongxin.store.queries.figures import figure_book
from tongxin.store.queries.proceedings import plenary_sessions
from tongxin.web import sheets, tally_rows, wording
from tongxin.web.access import PageRequest, page
from tongxin.web.figure_words import period_name
from tongxin.web.tally_rows import TallyGround

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class Visit:
    """A tally as it is asked for, and today."""

    ground: TallyGround
    today: date


@require_GET
@page("read", "figure")
def index(request: PageRequest) -> HttpResponse:
    """List the tallies of the mechanism."""
    committee = getattr(request.user, "committee", None)
    if committee is None:
        raise Http404
    mechanism = registry.pack(committee.pack).in_force(timezone.localdate(request.actor.at))
    return render(request, "tongxin/tallies/list.html", {"tallies": mechanism.tallies})


@require_GET
@page("read", "figure")
def detail(request: PageRequest, tally: str) -> HttpResponse:
    """Show a tally of a period."""
    visit = _visit(request, tally)
    here = visit.ground
    context = {
        "tally": here.tally,
        "period": here.period,
        "name": period_name(here.period.code),
        "periods": [(one.code, period_name(one.code)) for one in tally_rows.recent(here, visit.today)],
        "before": tally_rows.before(here.period),
        "after": here.period.next() if here.period.next().start <= visit.today else None,
        "open_period": here.period.end > visit.today,
        "headings": (headings := tally_rows.headings(here)),
        "columns": tally_rows.number_heads(name for name, _days in headings),
        "groups": tally_rows.groups(here),
        "details": tally_rows.details(here),
        "mechanism": here.mechanism,
    }
    return render(request, "tongxin/tallies/detail.html", context)


@require_GET
@page("export", "figure")
def export(request: PageRequest, tally: str) -> HttpResponse:
    """Return a tally as a workbook: the table first, then its further tables, with exact values."""
    here = _visit(request, tally).ground
    export_figures(request.actor, request.GET.urlencode(), f"tally:{here.tally.id}")
    content = [
        (wording.label(here.tally.label), *_lines(here)),
        *((table.title, *_detail_lines(table)) for table in tally_rows.details(here)),
    ]
    response = HttpResponse(sheets.write_book(content), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{here.tally.id}-{here.period.code}.xlsx"'
    return response


def _lines(here: TallyGround) -> tuple[list[str], list[list[object]]]:
    columns = [f"{name} {days}" for name, days in tally_rows.headings(here)]
    lines: list[list[object]] = []
    for heading, rows in tally_rows.groups(here):
        lines.append([heading])
        lines.extend(
            [row.name, row.unit, *("" if one.value is None else one.value for one in row.numbers), row.about]
            for row in rows
        )
    return [_("Figure"), _("Unit of counting"), *columns, _("What is counted")], lines


def _detail_lines(table: tally_rows.DetailTable) -> tuple[list[str], list[list[object]]]:
    head = [_("Organisation"), *(f"{name} ({unit})" for name, unit in table.columns)]
    rows = [(row.name, row) for row in table.rows] + [(_("Together"), table.total)]
    return head, [[name, *(one.value or 0 for one in row.numbers)] for name, row in rows]


def _visit(request: PageRequest, code: str) -> Visit:
    committee = getattr(request.user, "committee", None)
    if committee is None:
        raise Http404
    pack = registry.pack(committee.pack)
    today = timezone.localdate(request.actor.at)
    if committee.demo:
        today = figure_book(committee.pk, pack.in_force(today)).last_day() or today
    tally = pack.in_force(today).tally(code)
    if tally is None:
        raise Http404
    period = _period(request.GET.get("period", ""), latest(tally, today))
    mechanism = pack.in_force(period.end)
    tally = mechanism.tally(code) or tally
    sessions = [start for start, _end in plenary_sessions(committee.pk)]
    here = TallyGround(
        mechanism=mechanism,
        book=figure_book(committee.pk, mechanism),
        tally=tally,
        period=period,
        sessions=sessions,
    )
    return Visit(here, today)


def _period(text: str, usual: Period) -> Period:
    """Return the period asked for; nonsense, and one of another length, reads as the usual one."""
    try:
        found = periods.parse(text)
    except ValueError:
        return usual
    return found if found.grain is usual.grain else usual


urls: list[URLPattern] = [
    path("tallies/", index, name="tallies"),
    path("tallies/<str:tally>/", detail, name="tally"),
    path("tallies/<str:tally>/list.xlsx", export, name="tally-xlsx"),
]
