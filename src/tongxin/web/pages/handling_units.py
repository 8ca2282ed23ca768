"""Handling units 承办单位: departments and townships as a tree, with contacts."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from django.views.decorators.http import require_GET

from tongxin.engine.kernel.labels import Label
from tongxin.engine.kernel.rights import Scope
from tongxin.engine.roster.vocabulary import Family
from tongxin.store.queries.happenings import about
from tongxin.store.queries.organisations import BodyFacts, bodies
from tongxin.web import listing, standing_on
from tongxin.web.access import PageRequest, page
from tongxin.web.link_rows import bodies_named, people_named
from tongxin.web.member_file import masked
from tongxin.web.standing_on import Ground


@dataclass(frozen=True, slots=True)
class Branch:
    """A handling unit in the tree: how deep it stands, and its kind."""

    body: BodyFacts
    depth: int
    kind: Label | None


@require_GET
@page("read", "handling_unit")
def index(request: PageRequest) -> HttpResponse:
    """List the handling units that the visitor may see, each under the one it belongs to."""
    where = standing_on.ground(request)
    name = request.GET.get("q", "").strip()[:60]
    seen = _seen(request, where)
    rows = [row for row in _tree(where, seen) if name in row.body.name or name in row.body.contact_name]
    context = {
        "where": where,
        "name": name,
        "rows": standing_on.paged(request, rows),
        "chips": listing.chips(request, {"q": f"“{name}”" if name else ""}),
        "total": len(seen),
        "without": sum(not body.contact_name for body in seen),
    }
    return render(request, "tongxin/handling_units/list.html", context)


def _seen(request: PageRequest, where: Ground) -> list[BodyFacts]:
    """Return the units within the visitor's reach: all of them, or those they act for."""
    found = bodies(where.committee.pk, Family.HANDLING_UNIT, day=where.day)
    if request.scope is Scope.COMMITTEE:
        return found
    return [body for body in found if body.id in request.actor.unit_ids]


def _tree(where: Ground, found: Iterable[BodyFacts]) -> list[Branch]:
    """Return units with those that belong to them beneath; one that belongs to none of them is a root."""
    chosen = list(found)
    known = {body.id for body in chosen}
    below: dict[int | None, list[BodyFacts]] = {}
    for body in chosen:
        below.setdefault(body.parent_id if body.parent_id in known else None, []).append(body)
    rows: list[Branch] = []
    waiting = [(body, 0) for body in reversed(below.get(None, []))]
    while waiting:
        body, depth = waiting.pop()
        rows.append(Branch(body, depth, where.kind(body.kind)))
        waiting += [(child, depth + 1) for child in reversed(below.get(body.id, []))]
    return rows


@require_GET
@page("read", "handling_unit")
def detail(request: PageRequest, pk: int) -> HttpResponse:
    """Show one handling unit; its number in full for those who write to it, and for its own people."""
    where = standing_on.ground(request)
    seen = _seen(request, where)
    body = next((one for one in seen if one.id == pk), None)
    if body is None:
        raise Http404
    actor = request.actor
    near = pk in actor.unit_ids or actor.scope("handling_unit", "change") is not None
    known = {one.id for one in seen}
    context = {
        "where": where,
        "body": body,
        "kind": where.kind(body.kind),
        "phone": masked(body.contact_phone, open_file=near),
        "open_file": near,
        "contacts": people_named(where, [post.person for post in where.directory.holders_in.get(pk, ())]),
        "parent": bodies_named(
            where, [body.parent_id] if body.parent_id is not None and body.parent_id in known else []
        ),
        "children": bodies_named(where, [one.id for one in seen if one.parent_id == pk]),
        "records": standing_on.records(request, where, about("organisation", [pk])),
    }
    return render(request, "tongxin/handling_units/detail.html", context)


urls: list[URLPattern] = [
    path("handling-units/", index, name="handling-units"),
    path("handling-units/<int:pk>/", detail, name="handling-unit"),
]
