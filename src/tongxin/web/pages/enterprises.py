"""Member enterprises: who heads them, who links them, what was reported of them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from tongxin.engine.kernel.credit_codes import is_plausible
from tongxin.engine.kernel.rights import Scope
from tongxin.engine.kernel.spans import Span
from tongxin.engine.roster.values import Link
from tongxin.engine.roster.vocabulary import Family
from tongxin.store.queries.happenings import about, last_days, of_kinds, totals, within
from tongxin.store.queries.links import contacts
from tongxin.store.queries.organisations import BodyFacts, bodies, body
from tongxin.store.queries.problems import problems_of
from tongxin.web import duty_rows, listing, standing_on
from tongxin.web.access import PageRequest, page
from tongxin.web.link_rows import Named, bodies_named, link_row, people_named
from tongxin.web.listing import Column
from tongxin.web.reported import reported_kinds, total_rows
from tongxin.web.standing_on import Ground

VISITS = ("visit", "talk")
"""Kinds that count as having been there: the contacts of the four ones (四个一)."""

COLUMNS = (
    Column(label=gettext_lazy("Enterprise"), key="name"),
    Column(label=gettext_lazy("Headed by")),
    Column(label=gettext_lazy("Party branch"), key="branch"),
    Column(label=gettext_lazy("Linked by")),
    Column(label=gettext_lazy("Credit code")),
    Column(label=gettext_lazy("Last visit"), key="last"),
)
"""The list's headings."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FirmRow:
    """An enterprise on the day.

    Attributes:
        firm: its facts.
        principals: members who head it.
        branches: party organisations that stand in it.
        linkers: who links those.
        plausible: whether its credit code passes the checksum; an empty one does.
        last: when somebody visited or talked there last.
    """

    firm: BodyFacts
    principals: list[Named]
    branches: list[Named]
    linkers: list[Named]
    plausible: bool
    last: date | None


ORDERS: Mapping[str, Callable[[FirmRow], object]] = {
    "name": lambda row: row.firm.code,
    "branch": lambda row: not row.branches,
    "last": lambda row: str(row.last or ""),
}


@require_GET
@page("read", "enterprise")
def index(request: PageRequest) -> HttpResponse:
    """List the enterprises."""
    where = standing_on.ground(request)
    name, branch = request.GET.get("q", "").strip()[:60], request.GET.get("branch", "")
    last = last_days(where.committee.pk, "enterprise", VISITS, where.day)
    firms = bodies(where.committee.pk, Family.ENTERPRISE, day=where.day)
    everything = [_row(where, firm, last.get(firm.id)) for firm in firms]
    order = listing.order_asked(request, ORDERS, "name")
    found = [row for row in everything if _fits(row, name, branch)]
    words = {"yes": _("With a party branch"), "no": _("Without a party branch")}
    context = {
        "where": where,
        "name": name,
        "branch": branch,
        "rows": standing_on.paged(request, listing.in_order(found, order, ORDERS)),
        "columns": listing.headings(request, COLUMNS, order),
        "chips": listing.chips(request, {"q": f"“{name}”" if name else "", "branch": words.get(branch, "")}),
        "total": len(everything),
        "with_branch": sum(bool(row.branches) for row in everything),
    }
    return render(request, "tongxin/enterprises/list.html", context)


def _fits(row: FirmRow, name: str, branch: str) -> bool:
    heads = [row.firm.name, *(one.name for one in row.principals)]
    return (not name or any(name in text for text in heads)) and (
        not branch or bool(row.branches) is (branch == "yes")
    )


def _row(where: Ground, firm: BodyFacts, last: date | None) -> FirmRow:
    branches = where.directory.branches_of(firm.id)
    return FirmRow(
        firm=firm,
        principals=people_named(where, [post.person for post in where.directory.holders_in.get(firm.id, ())]),
        branches=bodies_named(where, [branch.id for branch in branches]),
        linkers=_linkers(where, _links(where, firm.id)),
        plausible=not firm.credit_code or is_plausible(firm.credit_code),
        last=last,
    )


def _links(where: Ground, firm: int) -> list[Link]:
    book = where.directory
    return [link for branch in book.branches_of(firm) for link in book.links_of_body.get(branch.id, ())]


def _linkers(where: Ground, links: list[Link]) -> list[Named]:
    people = dict.fromkeys(person for link in links for person in link.people)
    organisations = dict.fromkeys(body for link in links for body in link.organisations)
    return [*people_named(where, people), *bodies_named(where, organisations)]


@require_GET
@page("read", "enterprise")
def detail(request: PageRequest, pk: int) -> HttpResponse:
    """Show one enterprise: its people, its links, what was reported, what happened there."""
    where = standing_on.ground(request)
    firm = body(where.committee.pk, pk, Family.ENTERPRISE)
    if firm is None:
        raise Http404
    last = last_days(where.committee.pk, "enterprise", VISITS, where.day)
    links = _links(where, pk)
    up_to = Span(None, where.day)
    met = contacts(where.committee.pk, where.directory.roster, links, up_to)
    kinds = reported_kinds(where)
    reported = totals(where.committee.pk, about("enterprise", [pk]) & of_kinds(kinds) & within(up_to))
    sees = request.actor.scope("problem", "read") is Scope.COMMITTEE
    problems = problems_of(where.committee.pk, where.mechanism, where.day) if sees else []
    context = {
        "where": where,
        "firm": firm,
        "row": _row(where, firm, last.get(pk)),
        "bases": bodies_named(
            where, [base.id for base in where.directory.of_family(Family.BASE) if base.host == pk]
        ),
        "links": sorted((link_row(where, link, met) for link in links), key=lambda row: row.order),
        "totals": total_rows(where, reported),
        "duties": duty_rows.of_links(request, where, [link.id for link in links]),
        "problems": [one for one in problems if one.enterprise == pk],
        "records": standing_on.records(request, where, about("enterprise", [pk]), limit=20),
    }
    return render(request, "tongxin/enterprises/detail.html", context)


urls: list[URLPattern] = [
    path("enterprises/", index, name="enterprises"),
    path("enterprises/<int:pk>/", detail, name="enterprise"),
]
