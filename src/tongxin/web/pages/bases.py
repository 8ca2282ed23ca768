"""Joint bases: kind, host, partners (党组+委员+基地), what they brought."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from tongxin.engine.kernel.labels import Label
from tongxin.engine.kernel.spans import Span
from tongxin.engine.roster.vocabulary import Family
from tongxin.store.queries.happenings import (
    about,
    amounts_by,
    counts,
    of_kinds,
    totals,
    totals_by_year,
    within,
)
from tongxin.store.queries.organisations import BodyFacts, Partner, bodies, body, partners_of
from tongxin.web import duty_rows, listing, standing_on, wording
from tongxin.web.access import PageRequest, page
from tongxin.web.link_rows import Named, bodies_named, people_named
from tongxin.web.listing import Column
from tongxin.web.reported import TotalRow, reported_kinds, total_rows
from tongxin.web.standing_on import Ground

COLUMNS = (
    Column(label=_("Base"), key="name"),
    Column(label=_("Kind"), key="kind"),
    Column(label=_("Host")),
    Column(label=_("Partners")),
    Column(label=_("Records"), key="records", num=True),
    Column(label=_("Results")),
)
"""The list's headings."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BaseRow:
    """A base on the day.

    Attributes:
        base: its facts.
        kind: its kind.
        rank: place of its kind in the pack's order.
        host: the enterprise it stands at.
        bodies: party organisations that are partners.
        people: members who are partners.
        records: records of it up to the day.
        results: amounts that were reported of it.
    """

    base: BodyFacts
    kind: Label | None
    rank: int
    host: list[Named]
    bodies: list[Named]
    people: list[Named]
    records: int
    results: list[TotalRow]


ORDERS: Mapping[str, Callable[[BaseRow], object]] = {
    "name": lambda row: row.base.code,
    "kind": lambda row: (row.rank, row.base.code),
    "records": lambda row: row.records,
}


@require_GET
@page("read", "base")
def index(request: PageRequest) -> HttpResponse:
    """List the bases."""
    where = standing_on.ground(request)
    kind = request.GET.get("kind", "")
    everything = _rows(where, bodies(where.committee.pk, Family.BASE, day=where.day))
    order = listing.order_asked(request, ORDERS, "kind")
    found = [row for row in everything if not kind or row.base.kind == kind]
    kinds = {row.base.kind: row.kind for row in sorted(everything, key=lambda row: row.rank)}
    context = {
        "where": where,
        "kind": kind,
        "kind_options": [(code, wording.label(label)) for code, label in kinds.items()],
        "rows": standing_on.paged(request, listing.in_order(found, order, ORDERS)),
        "columns": listing.headings(request, COLUMNS, order),
        "chips": listing.chips(request, {"kind": wording.label(kinds.get(kind))}),
        "total": len(everything),
    }
    return render(request, "tongxin/bases/list.html", context)


def _rows(where: Ground, bases: Iterable[BodyFacts]) -> list[BaseRow]:
    chosen = list(bases)
    happened = counts(where.committee.pk, "base", Span(None, where.day))
    results = amounts_by(where.committee.pk, "base", reported_kinds(where), where.day)
    partners = partners_of([base.id for base in chosen])
    kinds = [kind.id for kind in where.mechanism.vocabulary.organisation_kinds]
    return [
        BaseRow(
            base=base,
            kind=where.kind(base.kind),
            rank=kinds.index(base.kind) if base.kind in kinds else len(kinds),
            host=bodies_named(where, [base.host_id] if base.host_id else []),
            records=happened.get(base.id, (0,))[0],
            results=total_rows(where, results.get(base.id, ())),
            **_partners(where, partners.get(base.id, ())),
        )
        for base in chosen
    ]


def _partners(where: Ground, partners: Iterable[Partner]) -> dict[str, list[Named]]:
    holding = [one for one in partners if one.span.covers(where.day)]
    return {
        "bodies": bodies_named(where, [one.organisation for one in holding if one.organisation is not None]),
        "people": people_named(where, [one.person for one in holding if one.person is not None]),
    }


@require_GET
@page("read", "base")
def detail(request: PageRequest, pk: int) -> HttpResponse:
    """Show one base: its partners, what was reported, what happened there."""
    where = standing_on.ground(request)
    base = body(where.committee.pk, pk, Family.BASE)
    if base is None:
        raise Http404
    every = totals(where.committee.pk, about("base", [pk]) & within(Span(None, where.day)))
    happened = counts(where.committee.pk, "base", Span(None, where.day))
    context = {
        "where": where,
        "base": base,
        "kind": where.kind(base.kind),
        "host": bodies_named(where, [base.host_id] if base.host_id else []),
        "count": happened.get(pk, (0,))[0],
        "totals": total_rows(where, every),
        "years": _years(where, pk),
        "duties": duty_rows.of_body(request, where, pk),
        "records": standing_on.records(request, where, about("base", [pk]), limit=20),
        **_partners(where, partners_of([pk]).get(pk, ())),
    }
    return render(request, "tongxin/bases/detail.html", context)


def _years(where: Ground, pk: int) -> list[tuple[int, list[TotalRow]]]:
    """Return what was reported of a base, year by year, the newest first."""
    condition = about("base", [pk]) & of_kinds(reported_kinds(where)) & within(Span(None, where.day))
    found = totals_by_year(where.committee.pk, condition)
    return [(year, total_rows(where, found[year])) for year in sorted(found, reverse=True)]


urls: list[URLPattern] = [
    path("bases/", index, name="bases"),
    path("bases/<int:pk>/", detail, name="base"),
]
