"""Links, kind by kind: who links whom, how evenly, when they last met."""

from collections import Counter

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from django.views.decorators.http import require_GET

from tongxin.engine.kernel.periods import Grain, containing
from tongxin.engine.roster.directory import loads
from tongxin.store.queries import directories
from tongxin.store.queries.links import contacts as link_contacts
from tongxin.web import standing_on
from tongxin.web.access import PageRequest, page
from tongxin.web.link_rows import link_row


@require_GET
@page("read", "link")
def index(request: PageRequest) -> HttpResponse:
    """List the links of one kind, with the loads of those who hold them."""
    where = standing_on.ground(request)
    book = where.directory
    kinds = where.mechanism.vocabulary.links
    chosen = next((kind for kind in kinds if kind.id == request.GET.get("kind")), kinds[0] if kinds else None)
    open_links = {kind.id: book.roster.links_on(where.day, [kind.id]) for kind in kinds}
    contacts = link_contacts(where.committee.pk, where.directory.roster, where.directory.roster.links)
    ended = request.GET.get("ended", "")
    links = open_links[chosen.id] if chosen else []
    if chosen and ended:
        links = [
            link for link in book.roster.links if link.kind == chosen.id and not link.span.covers(where.day)
        ]
    rows = [link_row(where, link, contacts) for link in links]
    since = containing(where.day, Grain.QUARTER).start
    if request.GET.get("quiet"):
        rows = [row for row in rows if row.last is None or row.last < since]
    rows.sort(key=lambda row: ([one.name for one in row.holders], row.target.name))
    spread = Counter(loads(book, chosen.id).values()) if chosen else Counter()
    context = {
        "where": where,
        "kinds": [(kind, len(open_links[kind.id])) for kind in kinds],
        "chosen": chosen,
        "shown": standing_on.paged(request, rows),
        "linkers": sum(spread.values()),
        "linked": len(open_links[chosen.id]) if chosen else 0,
        "spread": sorted(spread.items()),
        "ended": ended,
        "quiet": request.GET.get("quiet", ""),
        "since": since,
    }
    return render(request, "tongxin/links/list.html", context)


@require_GET
@page("read", "link")
def detail(request: PageRequest, pk: int) -> HttpResponse:
    """Show one link: its ends, how long it has held, what happened between them."""
    where = standing_on.ground(request)
    link = next((item for item in where.directory.roster.links if item.id == pk), None)
    if link is None:
        raise Http404
    contacts = link_contacts(where.committee.pk, where.directory.roster, where.directory.roster.links)
    entries = directories.entries_between(
        where.committee.pk,
        link.people,
        link.person,
        where.directory.roster.organisations[link.organisation].host if link.organisation else None,
    )
    context = {
        "where": where,
        "row": link_row(where, link, contacts),
        "kind": where.mechanism.vocabulary.link_kind(link.kind),
        "entries": entries,
        "kinds": {kind.id: kind.label for kind in where.mechanism.entry_kinds},
    }
    return render(request, "tongxin/links/detail.html", context)


urls: list[URLPattern] = [
    path("links/", index, name="links"),
    path("links/<int:pk>/", detail, name="link"),
]
