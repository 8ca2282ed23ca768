"""Member enterprises: who heads them, who links them, what they reported."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from django.views.decorators.http import require_GET

from tongxin.engine.kernel.credit_codes import is_plausible
from tongxin.engine.roster.vocabulary import Family
from tongxin.store.queries import directories
from tongxin.store.queries.happenings import last_days
from tongxin.store.queries.links import contacts as link_contacts
from tongxin.web import standing_on
from tongxin.web.access import PageRequest, page
from tongxin.web.link_rows import Named, bodies_named, link_row, people_named
from tongxin.web.standing_on import Ground


def _principals(where: Ground, pk: int) -> list[Named]:
    posts = where.directory.holders_in.get(pk, [])
    return people_named(where, [post.person for post in posts])


def _linkers(where: Ground, pk: int) -> list[Named]:
    book = where.directory
    links = [link for branch in book.branches_of(pk) for link in book.links_of_body.get(branch.id, [])]
    people = people_named(where, [person for link in links for person in link.people])
    return [*people, *bodies_named(where, [body for link in links for body in link.organisations])]


@require_GET
@page("read", "enterprise")
def index(request: PageRequest) -> HttpResponse:
    """List the enterprises."""
    where = standing_on.ground(request)
    last = last_days(where.committee.pk, "enterprise", ("visit", "talk"), where.day)
    records = directories.organisation_records(where.committee.pk, Family.ENTERPRISE.value)
    rows = [
        {
            "firm": firm,
            "record": records[firm.id],
            "principals": _principals(where, firm.id),
            "branches": bodies_named(where, [branch.id for branch in where.directory.branches_of(firm.id)]),
            "linkers": _linkers(where, firm.id),
            "last": last.get(firm.id),
            "plausible": not firm.credit_code or is_plausible(firm.credit_code),
        }
        for firm in where.directory.of_family(Family.ENTERPRISE)
    ]
    context = {"where": where, "shown": standing_on.paged(request, rows), "total": len(rows)}
    return render(request, "tongxin/enterprises/list.html", context)


@require_GET
@page("read", "enterprise")
def detail(request: PageRequest, pk: int) -> HttpResponse:
    """Show one enterprise."""
    where = standing_on.ground(request)
    firm = standing_on.organisation_or_404(where, pk, Family.ENTERPRISE)
    book = where.directory
    contacts = link_contacts(where.committee.pk, where.directory.roster, where.directory.roster.links)
    links = [link for branch in book.branches_of(pk) for link in book.links_of_body.get(branch.id, [])]
    context = {
        "where": where,
        "firm": firm,
        "record": directories.organisation_record(where.committee.pk, pk),
        "plausible": not firm.credit_code or is_plausible(firm.credit_code),
        "principals": _principals(where, pk),
        "branches": bodies_named(where, [branch.id for branch in book.branches_of(pk)]),
        "bases": bodies_named(where, [base.id for base in book.of_family(Family.BASE) if base.host == pk]),
        "links": [link_row(where, link, contacts) for link in links],
        "entries": directories.latest_entries(where.committee.pk, limit=20, enterprise=pk),
        "kinds": {kind.id: kind.label for kind in where.mechanism.entry_kinds},
    }
    return render(request, "tongxin/enterprises/detail.html", context)


urls: list[URLPattern] = [
    path("enterprises/", index, name="enterprises"),
    path("enterprises/<int:pk>/", detail, name="enterprise"),
]
