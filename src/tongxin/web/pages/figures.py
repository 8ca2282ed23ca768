"""Figures and their trails."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tongxin.actions.acting import Actor
from tongxin.actions.figures import export_figures
from tongxin.engine.figures.indicators import Indicator, Source
from tongxin.engine.figures.values import Cell, Exclusion, Reason, Trail
from tongxin.engine.kernel.rights import Scope
from tongxin.engine.kernel.spans import Span
from tongxin.store.queries.ledger import lines_of, lines_of_kinds, visible_among
from tongxin.web import figure_rows, figure_words, sheets, wording
from tongxin.web.access import PageRequest, page
from tongxin.web.entry_desk import within
from tongxin.web.figure_desk import Desk, desk
from tongxin.web.figure_query import presets
from tongxin.web.figure_rows import Record
from tongxin.web.filter_words import describe

PAGE = 50
MOST = 20_000
"""Records in one workbook; above it those outside the period are left out."""
COUNTED = "counted"
EXCLUDED = "excluded"
NUMBERED = frozenset({"unit", "organisation", "member"})
"""Breakdowns whose lines are ids."""
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"


@require_GET
@page("read", "figure")
def index(request: PageRequest) -> HttpResponse:
    """Show all figures of a period under their headings, and one of them over time."""
    here = desk(request)
    groups = figure_rows.groups(here)
    listed = [row.indicator for _heading, rows in groups for row in rows]
    context = {
        **_asked(here),
        "groups": groups,
        "group_options": [
            ("", _("All")),
            *((group.id, wording.label(group.label)) for group in here.mechanism.indicator_groups),
        ],
        "chart_options": [(item.id, wording.label(item.label)) for item in listed],
        "drawn": (drawn := _drawn(here, listed)),
        "chart": figure_rows.chart(here, drawn) if drawn else None,
    }
    return render(request, "tongxin/figures/list.html", context)


def _asked(here: Desk) -> dict[str, object]:
    return {
        "desk": here,
        "columns": figure_words.COLUMNS,
        "dimensions": figure_words.DIMENSIONS,
        "asked": here.asked,
        "presets": [
            (name, here.asked.query(**{"from": start, "to": end}), here.asked.period == Span(start, end))
            for name, start, end in presets(here.today, here.since)
        ],
    }


def _drawn(here: Desk, listed: Sequence[Indicator]) -> Indicator | None:
    """Return the indicator to draw: the one asked for, else the first headline, else the first."""
    chosen = [item for item in listed if item.id == here.asked.chart]
    headlines = [item for item in listed if item.headline]
    return next(iter([*chosen, *headlines, *listed]), None)


@require_GET
@page("read", "figure")
def detail(request: PageRequest, indicator: str) -> HttpResponse:
    """Show one figure with everything needed to check it: definition, records, and those left out."""
    here = desk(request)
    item = here.indicator(indicator)
    trail = here.book.trail(item.id, here.asked.period)
    line = _line(request, here, item)
    shown = EXCLUDED if request.GET.get("list") == EXCLUDED else COUNTED
    counted_here = trail.records if line is None else line.records
    chosen: Sequence[int | Exclusion] = trail.excluded if shown == EXCLUDED else counted_here
    records = Paginator(chosen, PAGE).get_page(request.GET.get("page"))
    counted = _counted(here, item)
    context = {
        **_asked(here),
        "item": item,
        "row": figure_rows.row(here, here.book.figure(item.id, here.asked.period)),
        "parts_of_ratio": [here.indicator(code) for code in (item.numerator, item.denominator) if code],
        "counted": counted,
        "definition": describe(item, here.mechanism),
        "chart": figure_rows.chart(here, item),
        "sections": [figure_rows.section(here, item, by) for by in _dimensions(request, here, item)],
        "line": line,
        "totals": (len(counted_here), len(trail.excluded)),
        "shown": shown,
        "page": records,
        "records": _records(request, here, counted, records),
        "is_stock": counted.source is not Source.ENTRIES,
    }
    return render(request, "tongxin/figures/detail.html", context)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a breakdown whose records alone are listed: its name and their ids."""

    name: str
    records: tuple[int, ...]


def _line(request: PageRequest, here: Desk, item: Indicator) -> Line | None:
    """Return the line of a breakdown that the address asks for, if the visitor may see that breakdown."""
    by = request.GET.get("by", "")
    if by == "sector" or by not in {"month", here.asked.grain, *_dimensions(request, here, item)}:
        return None
    text = request.GET.get("key", "")
    key: str | int | None = int(text) if text.isdecimal() and by in NUMBERED else text or None
    records = here.book.line(item.id, by, key, here.asked.period)
    if not records:
        return None
    cell = Cell(key, None, len(records))
    return Line(figure_words.key_name(by, cell, here.book.roster, here.mechanism), records)


def _dimensions(request: PageRequest, here: Desk, item: Indicator) -> list[str]:
    """Return the breakdowns to show: the chart has time, and not everybody sees who did how much."""
    shown = [by for by in here.book.dimensions(item.id) if by not in {"month", here.asked.grain}]
    return [by for by in shown if by != "member" or request.scope is Scope.COMMITTEE]


def _counted(here: Desk, item: Indicator) -> Indicator:
    """Return whose records a trail lists: the indicator's own, or those of a ratio's numerator."""
    return here.indicator(item.numerator) if item.source is Source.RATIO else item


def _records(
    request: PageRequest, here: Desk, item: Indicator, chosen: "Page[int | Exclusion]"
) -> list[Record]:
    found: list[int | Exclusion] = list(chosen)
    if item.source is not Source.ENTRIES:
        return figure_rows.stock_records(here, item, found)
    ids = [one if isinstance(one, int) else one.id for one in found]
    reasons = {one.id: one.reason for one in found if isinstance(one, Exclusion)}
    lines = lines_of(here.committee, ids)
    return figure_rows.entry_records(here, lines, reasons, _visible(request.actor, ids))


def _visible(actor: Actor, ids: Sequence[int]) -> Collection[int]:
    """Return the rows that somebody may read: figures are the committee's, records may be narrower."""
    scope = actor.scope("entry", "read")
    if scope is None:
        return ()
    return ids if scope is Scope.COMMITTEE else visible_among(within(actor, scope), ids)


@require_GET
@page("export", "figure")
def export(request: PageRequest, form: str) -> HttpResponse:
    """Return the list of figures as a sheet, with exact values."""
    here = desk(request)
    export_figures(request.actor, request.GET.urlencode())
    headings = [
        *(_("Indicator"), _("Name"), _("Value"), _("Unit"), _("Records"), _("Numerator")),
        *(_("Denominator"), _("Version"), _("From"), _("Up to"), _("As known on"), _("Note")),
    ]
    lines = [
        [
            *(row.indicator.id, wording.label(row.indicator.label)),
            *(figure_rows.exact_text(row.figure.value), row.figure.unit, row.figure.count),
            figure_rows.exact_text(row.figure.numerator.value) if row.figure.numerator else "",
            figure_rows.exact_text(row.figure.denominator.value) if row.figure.denominator else "",
            f"{here.mechanism.version}/{row.indicator.version}",
            *(here.asked.start.isoformat(), here.asked.end.isoformat()),
            (here.asked.as_of or here.today).isoformat(),
            row.note,
        ]
        for _heading, rows in figure_rows.groups(here)
        for row in rows
    ]
    return _sheet(f"figures-{here.asked.start}-{here.asked.end}", _("Figures"), headings, lines, form)


@require_GET
@page("export", "figure")
def export_trail(request: PageRequest, indicator: str) -> HttpResponse:
    """Return the records of a figure as a workbook, those not counted too, each with the reason."""
    here = desk(request)
    item = here.indicator(indicator)
    export_figures(request.actor, request.GET.urlencode(), item.id)
    trail = here.book.trail(item.id, here.asked.period)
    headings = [_("Number"), _("Day"), _("Record"), _("Kind"), _("Unit"), _("Counted"), _("Reason")]
    records = _all_records(request.actor, here, _counted(here, item), trail)
    lines = (
        [
            *(record.id, record.day or "", record.name, record.kind, record.place),
            *(_("no") if record.reason else _("yes"), record.reason),
        ]
        for record in records
    )
    name = f"{item.id}-{here.asked.start}-{here.asked.end}"
    return _sheet(name, wording.label(item.label), headings, lines, "xlsx")


def _all_records(actor: Actor, here: Desk, item: Indicator, trail: Trail) -> Iterator[Record]:
    excluded = trail.excluded
    if len(trail.records) + len(excluded) > MOST:
        excluded = [one for one in excluded if one.reason is not Reason.OUTSIDE_PERIOD]
    if item.source is not Source.ENTRIES:
        yield from figure_rows.stock_records(here, item, [*trail.records, *excluded])
        return
    reasons = {one.id: one.reason for one in excluded}
    wanted = {*trail.records, *reasons}
    visible = wanted if actor.scope("entry", "read") is Scope.COMMITTEE else ()
    lines = (line for line in lines_of_kinds(here.committee, item.kinds) if line.id in wanted)
    yield from figure_rows.entry_records(here, lines, reasons, visible)


def _sheet(
    name: str,
    title: str,
    headings: list[str],
    lines: Iterable[Sequence[object]],
    form: str,
) -> HttpResponse:
    if form == "csv":
        response = HttpResponse(sheets.write_csv(headings, lines), content_type=CSV)
    else:
        response = HttpResponse(sheets.write_xlsx(title, headings, lines), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    return response


urls: list[URLPattern] = [
    path("figures/", index, name="figures"),
    path("figures/export.csv", export, {"form": "csv"}, name="figures-csv"),
    path("figures/export.xlsx", export, {"form": "xlsx"}, name="figures-xlsx"),
    path("figures/<str:indicator>/", detail, name="figure"),
    path("figures/<str:indicator>/export.xlsx", export_trail, name="figure-xlsx"),
]
