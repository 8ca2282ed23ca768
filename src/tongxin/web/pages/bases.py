"""Joint bases: kind, host, partners (党组+委员+基地), what they brought."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from django.views.decorators.http import require_GET

from tongxin.engine.roster.vocabulary import Family
from tongxin.store.queries import directories
from tongxin.web import standing_on
from tongxin.web.access import PageRequest, page
from tongxin.web.link_rows import Named, bodies_named, people_named
from tongxin.web.standing_on import Ground


def _partners(where: Ground, record: directories.OrganisationRow) -> tuple[list[Named], list[Named]]:
    """Return a base's partner bodies and partner members that hold on the day."""
    partners = [partner for partner in record.partners.all() if partner.span.covers(where.day)]
    bodies = bodies_named(where, [row.organisation_id for row in partners if row.organisation_id])
    return bodies, people_named(where, [row.person_id for row in partners if row.person_id])


@require_GET
@page("read", "base")
def index(request: PageRequest) -> HttpResponse:
    """List the bases by kind."""
    where = standing_on.ground(request)
    records = directories.organisation_records(where.committee.pk, Family.BASE.value)
    rows = []
    for base in where.directory.of_family(Family.BASE):
        bodies, people = _partners(where, records[base.id])
        host = bodies_named(where, [base.host])[0] if base.host else None
        rows.append(
            {"base": base, "kind": where.kind(base.kind), "host": host, "bodies": bodies, "people": people}
        )
    context = {"where": where, "shown": standing_on.paged(request, rows), "total": len(rows)}
    return render(request, "tongxin/bases/list.html", context)


@require_GET
@page("read", "base")
def detail(request: PageRequest, pk: int) -> HttpResponse:
    """Show one base."""
    where = standing_on.ground(request)
    base = standing_on.organisation_or_404(where, pk, Family.BASE)
    record = directories.organisation_record(where.committee.pk, pk)
    bodies, people = _partners(where, record) if record else ([], [])
    context = {
        "where": where,
        "base": base,
        "record": record,
        "kind": where.kind(base.kind),
        "host": bodies_named(where, [base.host])[0] if base.host else None,
        "bodies": bodies,
        "people": people,
        "entries": directories.latest_entries(where.committee.pk, limit=20, base=pk),
        "kinds": {kind.id: kind.label for kind in where.mechanism.entry_kinds},
    }
    return render(request, "tongxin/bases/detail.html", context)


urls: list[URLPattern] = [
    path("bases/", index, name="bases"),
    path("bases/<int:pk>/", detail, name="base"),
]
