"""Handling units 承办单位: departments and townships as a tree, with contacts."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from django.views.decorators.http import require_GET

from tongxin.engine.roster.vocabulary import Family
from tongxin.store.queries import directories
from tongxin.web import standing_on
from tongxin.web.access import PageRequest, page


@require_GET
@page("read", "handling_unit")
def index(request: PageRequest) -> HttpResponse:
    """List the handling units, children under their parents."""
    where = standing_on.ground(request)
    records = directories.organisation_records(where.committee.pk, Family.HANDLING_UNIT.value)
    bodies = where.directory.of_family(Family.HANDLING_UNIT)
    present = {body.id for body in bodies}
    tops = [body for body in bodies if body.parent not in present]
    rows = [
        {"body": body, "record": records[body.id], "kind": where.kind(body.kind), "depth": depth}
        for top in tops
        for depth, body in [(0, top), *((1, child) for child in bodies if child.parent == top.id)]
    ]
    context = {"where": where, "shown": standing_on.paged(request, rows), "total": len(rows)}
    return render(request, "tongxin/handling_units/list.html", context)


@require_GET
@page("read", "handling_unit")
def detail(request: PageRequest, pk: int) -> HttpResponse:
    """Show one handling unit."""
    where = standing_on.ground(request)
    body = standing_on.organisation_or_404(where, pk, Family.HANDLING_UNIT)
    book = where.directory
    context = {
        "where": where,
        "body": body,
        "record": directories.organisation_record(where.committee.pk, pk),
        "kind": where.kind(body.kind),
        "parent": book.roster.organisations.get(body.parent or 0),
        "children": [item for item in book.of_family(Family.HANDLING_UNIT) if item.parent == pk],
    }
    return render(request, "tongxin/handling_units/detail.html", context)


urls: list[URLPattern] = [
    path("handling-units/", index, name="handling-units"),
    path("handling-units/<int:pk>/", detail, name="handling-unit"),
]
