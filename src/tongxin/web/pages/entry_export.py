"""The filtered ledger as an Excel file."""

from collections.abc import Iterator

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tongxin.actions.acting import Invalid
from tongxin.actions.entries import export_entries
from tongxin.engine.kernel.issues import Issue
from tongxin.store.queries.entries import EntryRow, rows_in_order
from tongxin.store.queries.entry_list import listed
from tongxin.web import sheets
from tongxin.web.access import PageRequest, page
from tongxin.web.entry_desk import Desk, desk, tell, within
from tongxin.web.entry_filter import filter_from, filter_query
from tongxin.web.entry_form import body_label
from tongxin.web.entry_view import HIDDEN

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST = 20_000
"""Entries in one file; a longer list is exported in periods."""

_SLICE = 1000


@require_GET
@page("export", "entry")
def export(request: PageRequest) -> HttpResponse:
    """Return the filtered list as a workbook, sensitive fields masked."""
    actor, here = request.actor, desk(request)
    rows = listed(actor.committee, within(actor, request.scope), filter_from(request.GET))
    ids = list(rows.values_list("pk", flat=True)[: MOST + 1])
    if len(ids) > MOST:
        tell(request, Invalid((Issue(code="export.too_many", params={"most": MOST}),)))
        return redirect(f"{reverse('entries')}?{filter_query(request.GET)}")
    export_entries(actor, filter_query(request.GET), len(ids))
    entries = [row for at in range(0, len(ids), _SLICE) for row in rows_in_order(ids[at : at + _SLICE])]
    columns = _amount_columns(here, entries)
    headings = [*_headings(), *columns.values()]
    content = sheets.write_xlsx(_("Ledger"), headings, _lines(here, entries, list(columns)))
    response = HttpResponse(content, content_type=XLSX)
    name = f"ledger-{here.today.isoformat()}.xlsx"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _headings() -> list[str]:
    return [
        *(_("Number"), _("First day"), _("Last day"), _("Kind"), _("Title")),
        *(body_label(part) for part in ("unit", "organisation", "base", "enterprise")),
        *(_("Place"), _("People"), _("Text"), _("Particulars"), _("Evidence files")),
        *(_("Recorded"), _("Recorded by"), _("Recorded for"), _("State")),
    ]


def _amount_columns(here: Desk, rows: list[EntryRow]) -> dict[tuple[str, str], str]:
    """Return (label, unit) → heading for each measure that the list has."""
    found = {
        (shown.label, amount.unit): f"{shown.label}（{amount.unit}）"
        for row in rows
        for amount in row.amounts
        for shown in [here.words.amount(row.kind, amount)]
    }
    return dict(sorted(found.items()))


def _lines(here: Desk, rows: list[EntryRow], columns: list[tuple[str, str]]) -> Iterator[list[object]]:
    words = here.words
    for row in rows:
        facts = words.facts(row, hidden=here.hidden(row.kind))
        amounts = {
            (words.amount(row.kind, amount).label, amount.unit): amount.amount for amount in row.amounts
        }
        recorded = timezone.localtime(row.recorded_at)
        yield [
            row.happening,
            row.happened_on,
            row.happened_to or "",
            words.kind(row.kind),
            row.title,
            *(
                row.bodies[part].name if part in row.bodies else ""
                for part in ("unit", "organisation", "base", "enterprise")
            ),
            row.place,
            "；".join(
                f"{role}：{'、'.join(part.name for part in parts)}" for role, parts in words.parts(row)
            ),
            row.text,
            "；".join(f"{fact.label}：{HIDDEN if fact.masked else fact.value}" for fact in facts),
            len(row.evidence),
            f"{recorded:%Y-%m-%d %H:%M}",
            row.recorded_by,
            row.on_behalf_of,
            state(row),
            *(amounts.get(column, "") for column in columns),
        ]


def state(row: EntryRow) -> str:
    """Return whether a record stands as recorded, was corrected, or is void."""
    return {"correct": _("corrected"), "void": _("void")}.get(row.act, _("recorded"))


urls: list[URLPattern] = [path("entries/export/", export, name="entries-export")]
