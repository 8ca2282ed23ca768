"""Links, kind by kind: who links whom, how evenly, when they last met."""

from collections import Counter
from collections.abc import Callable, Mapping

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from tongxin.engine.kernel.spans import Span
from tongxin.engine.roster.directory import loads
from tongxin.engine.roster.values import Link
from tongxin.engine.roster.vocabulary import LinkKind
from tongxin.store.queries.links import between, contacts, reasons
from tongxin.web import duty_rows, listing, standing_on
from tongxin.web.access import PageRequest, page
from tongxin.web.link_rows import LinkRow, link_row
from tongxin.web.listing import Column
from tongxin.web.standing_on import Ground

COLUMNS = (
    Column(label=_("Who links"), key="holder"),
    Column(label=_("Whom"), key="target"),
    Column(label=_("Unit"), key="unit"),
    Column(label=_("Since"), key="since"),
    Column(label=_("Contacts"), key="times", num=True),
    Column(label=_("Last contact"), key="last"),
)
"""The list's headings."""

ORDERS: Mapping[str, Callable[[LinkRow], object]] = {
    "holder": lambda row: row.order,
    "target": lambda row: row.order[::-1],
    "unit": lambda row: row.unit.code if row.unit else "~",
    "since": lambda row: str(row.link.span.start or ""),
    "times": lambda row: row.times,
    "last": lambda row: str(row.last or ""),
}

STATES = ("", "silent", "ended")
"""Which links are listed: all that hold, those without contact this quarter, those that ended."""


@require_GET
@page("read", "link")
def index(request: PageRequest) -> HttpResponse:
    """List the links of one kind, with the loads of those who hold them."""
    where = standing_on.ground(request)
    kinds = where.mechanism.vocabulary.links
    kind = where.mechanism.vocabulary.link_kind(request.GET.get("kind", "")) or (kinds[0] if kinds else None)
    state = request.GET.get("state", "")
    state = state if state in STATES else ""
    order = listing.order_asked(request, ORDERS, "holder")
    rows = _rows(where, kind, state) if kind else []
    name = request.GET.get("q", "").strip()[:60]
    rows = [row for row in rows if _named(row, name)]
    holding = Counter(link.kind for link in where.directory.roster.links_on(where.day))
    shown = standing_on.paged(request, listing.in_order(rows, order, ORDERS))
    context = {
        "where": where,
        "kinds": kinds,
        "counts": holding,
        "kind": kind,
        "state": state,
        "name": name,
        "columns": listing.headings(request, COLUMNS, order),
        "rows": shown,
        "reasons": reasons(row.link.id for row in shown) if state == "ended" else {},
        "chips": listing.chips(request, {"q": f"“{name}”" if name else "", "state": _state_words(state)}),
        **(_load(where, kind) if kind else {}),
    }
    return render(request, "tongxin/links/list.html", context)


def _state_words(state: str) -> str:
    words = {"silent": _("No contact this quarter"), "ended": _("Ended links")}
    return str(words.get(state, ""))


def _rows(where: Ground, kind: LinkKind, state: str) -> list[LinkRow]:
    book = where.directory
    if state == "ended":
        day = where.day
        links = [link for link in book.roster.links if link.kind == kind.id and link.span.end]
        links = [link for link in links if link.span.end and link.span.end < day]
    else:
        links = book.roster.links_on(where.day, [kind.id])
    met = contacts(where.committee.pk, book.roster, links, Span(None, where.day))
    rows = [link_row(where, link, met) for link in links]
    start = where.quarter.start
    return [row for row in rows if state != "silent" or row.last is None or row.last < start]


def _named(row: LinkRow, name: str) -> bool:
    return not name or name in row.target.name or any(name in holder.name for holder in row.holders)


def _load(where: Ground, kind: LinkKind) -> dict[str, object]:
    """Return how the links of a kind are shared out: how many hold one, how many two, and so on."""
    load = loads(where.directory, kind.id)
    shares = sorted(Counter(load.values()).items())
    return {
        "holders": len(load),
        "shares": shares,
        "over": [n for n in load.values() if n > kind.max_load > 0],
    }


@require_GET
@page("read", "link")
def detail(request: PageRequest, pk: int) -> HttpResponse:
    """Show one link: its ends, how long it has held, what happened between them, what came before it."""
    where = standing_on.ground(request)
    link = next((item for item in where.directory.roster.links if item.id == pk), None)
    if link is None:
        raise Http404
    chain = _chain(where, link)
    met = contacts(where.committee.pk, where.directory.roster, chain, Span(None, where.day))
    rows = {one.id: link_row(where, one, met) for one in chain}
    context = {
        "where": where,
        "row": rows[pk],
        "current": link.span.covers(where.day),
        "chain": [rows[one.id] for one in chain if one.id != pk],
        "reasons": reasons([one.id for one in chain]),
        "duties": duty_rows.of_links(request, where, [pk]),
        "records": standing_on.records(request, where, between(where.directory.roster, link), limit=20),
    }
    return render(request, "tongxin/links/detail.html", context)


def _chain(where: Ground, link: Link) -> list[Link]:
    """Return the links of the same kind to the same target, the latest first."""
    ends = (link.kind, link.person, link.organisation)
    same = [one for one in where.directory.roster.links if (one.kind, one.person, one.organisation) == ends]
    return sorted(same, key=lambda one: (str(one.span.start or ""), one.id), reverse=True)


urls: list[URLPattern] = [
    path("links/", index, name="links"),
    path("links/<int:pk>/", detail, name="link"),
]
