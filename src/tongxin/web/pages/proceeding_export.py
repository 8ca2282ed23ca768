"""Papers of a kind as an Excel file."""

from collections.abc import Iterator

from django.http import HttpResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tongxin.actions.proceedings import export_papers
from tongxin.engine.proceedings.rules import Workflow
from tongxin.store.queries import proceedings as queries
from tongxin.store.queries.proceedings import Paper
from tongxin.web import proceeding_rows as rows
from tongxin.web import sheets, standing_on, wording
from tongxin.web.access import PageRequest, page

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_GET
@page("export", "proceeding")
def export(request: PageRequest, workflow: str) -> HttpResponse:
    """Return all papers of a kind with their numbers, signers, states and units."""
    where = standing_on.ground(request)
    flow = rows.flow_or_404(where, workflow)
    found = queries.papers_of(where.committee.pk, flow.id).filter(rows.within(request)).distinct()
    papers = list(found.prefetch_related("signers__person"))
    export_papers(request.actor, flow.id, len(papers))
    content = sheets.write_xlsx(wording.label(flow.label), _headings(), _lines(flow, papers))
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{flow.id}-{where.day.isoformat()}.xlsx"'
    return response


def _headings() -> list[str]:
    return [
        *(_("Session"), _("Number"), _("Title"), _("Form"), _("First signer"), _("Signers")),
        *(_("Handed in"), _("Where it stands"), _("Since"), _("Units")),
    ]


def _lines(flow: Workflow, papers: list[Paper]) -> Iterator[list[object]]:
    for paper in papers:
        form = flow.submission.form(paper.form) if flow.submission else None
        state = flow.state(paper.state)
        signers = (row.person.name for row in paper.signers.all() if row.state == "confirmed")
        yield [
            paper.series,
            rows.number_words(paper),
            paper.title,
            wording.label(form.label) if form else "",
            paper.body.name if paper.body else paper.first.name if paper.first else "",
            "、".join(signers),
            timezone.localdate(paper.submitted_at) if paper.submitted_at else "",
            wording.label(state.label) if state else paper.state,
            timezone.localdate(paper.since),
            "、".join(part.body.name for part in paper.parts.all()),
        ]


urls: list[URLPattern] = [
    path("proceedings/<slug:workflow>/list.xlsx", export, name="proceedings-xlsx"),
]
