"""Papers of a kind as an Excel file with chosen columns."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tongxin.actions.proceedings import export_papers
from tongxin.store.queries import proceedings as queries
from tongxin.web import proceeding_columns, sheets, standing_on, wording
from tongxin.web import proceeding_rows as rows
from tongxin.web.access import PageRequest, page
from tongxin.web.proceeding_filter import PaperFilter

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_GET
@page("export", "proceeding")
def choose(request: PageRequest, workflow: str) -> HttpResponse:
    """Ask which columns the file is to have; those of the last time are ticked."""
    where = standing_on.ground(request)
    flow = rows.flow_or_404(where, workflow)
    asked = PaperFilter.read(request.GET)
    context = {
        "where": where,
        "flow": flow,
        "columns": [(one.code, one.heading) for one in proceeding_columns.columns(flow)],
        "ticked": [one.code for one in proceeding_columns.chosen(request, flow)],
        "kept": {name: value for name, value in asked.query().items() if value},
        "handed": rows.part_flow(where.mechanism, flow) is not None,
        "told": asked.told(flow, rows.part_flow(where.mechanism, flow)),
    }
    return render(request, "tongxin/proceedings/columns.html", context)


@require_GET
@page("export", "proceeding")
def export(request: PageRequest, workflow: str) -> HttpResponse:
    """Return the papers that the filter leaves, with the chosen columns and the filter at the head."""
    where = standing_on.ground(request)
    flow = rows.flow_or_404(where, workflow)
    asked = PaperFilter.read(request.GET)
    found = asked.applied(queries.papers_of(where.committee.pk, flow.id).filter(rows.within(request)))
    papers = list(found.distinct().prefetch_related("signers__person", "wished").select_related("lead"))
    export_papers(request.actor, flow.id, len(papers))
    columns = proceeding_columns.chosen(request, flow)
    head = (
        _("Filter: %(filter)s") % {"filter": asked.told(flow, rows.part_flow(where.mechanism, flow))},
        _("As of %(day)s") % {"day": wording.moment(request.actor.at)},
    )
    content = sheets.write_xlsx(
        wording.label(flow.label),
        [column.heading for column in columns],
        proceeding_columns.cells(columns, papers),
        head=head,
    )
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{flow.id}-{where.day.isoformat()}.xlsx"'
    return response


urls: list[URLPattern] = [
    path("proceedings/<slug:workflow>/columns/", choose, name="proceedings-columns"),
    path("proceedings/<slug:workflow>/list.xlsx", export, name="proceedings-xlsx"),
]
