"""Party organisations: the two party groups, branches, functional branches, branches of enterprises."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from django.views.decorators.http import require_GET

from tongxin.engine.kernel.spans import Span
from tongxin.engine.roster.values import Link, Organisation
from tongxin.engine.roster.vocabulary import Family
from tongxin.store.queries.happenings import about, counts
from tongxin.store.queries.links import contacts
from tongxin.store.queries.organisations import partners_at
from tongxin.web import standing_on
from tongxin.web.access import PageRequest, page
from tongxin.web.link_rows import LinkRow, Named, bodies_named, link_row, people_named
from tongxin.web.member_file import Held
from tongxin.web.standing_on import Ground


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyRow:
    """A party organisation on the day.

    Attributes:
        body: the organisation.
        heads: who leads it.
        people: how many have a post in it.
        host: the enterprise it stands in.
        links: links it holds or that lead to it.
        now: records of this year that it organised.
    """

    body: Organisation
    heads: list[Named]
    people: int
    host: Organisation | None
    links: int
    now: int


@require_GET
@page("read", "party_organisation")
def index(request: PageRequest) -> HttpResponse:
    """List the party organisations by kind."""
    where = standing_on.ground(request)
    kinds = where.mechanism.vocabulary.organisation_kinds
    year = Span(where.day.replace(month=1, day=1), where.day)
    happened = counts(where.committee.pk, "organisation", year)
    bodies = where.directory.of_family(Family.PARTY_ORGANISATION)
    rows = [_row(where, body, happened.get(body.id, (0,))[0]) for body in bodies]
    context = {
        "where": where,
        "sections": [
            (kind, [row for row in rows if row.body.kind == kind.id])
            for kind in kinds
            if kind.family is Family.PARTY_ORGANISATION
        ],
        "total": len(rows),
    }
    return render(request, "tongxin/party_organisations/list.html", context)


def _row(where: Ground, body: Organisation, now: int) -> BodyRow:
    book = where.directory
    return BodyRow(
        body=body,
        heads=people_named(where, book.heads(body)),
        people=len({post.person for post in book.holders_in.get(body.id, ())}),
        host=book.roster.organisations.get(body.host or 0),
        links=len(book.links_of_body.get(body.id, ())),
        now=now,
    )


@require_GET
@page("read", "party_organisation")
def detail(request: PageRequest, pk: int) -> HttpResponse:
    """Show one party organisation: who leads it, who belongs to it, what it is joined with."""
    where = standing_on.ground(request)
    body = standing_on.organisation_or_404(where, pk, Family.PARTY_ORGANISATION)
    book = where.directory
    context = {
        "where": where,
        "body": body,
        "kind": where.mechanism.vocabulary.organisation_kind(body.kind),
        "heads": people_named(where, book.heads(body)),
        "host": bodies_named(where, [body.host] if body.host else []),
        "parent": bodies_named(where, [body.parent] if body.parent else []),
        "children": bodies_named(
            where, [one.id for one in book.of_family(Family.PARTY_ORGANISATION) if one.parent == pk]
        ),
        "posts": _posts(where, pk),
        "links": _links(where, book.links_of_body.get(pk, ())),
        "members_links": _links(where, _of_members(where, pk)),
        "bases": bodies_named(where, partners_at(pk, where.day)),
        "records": standing_on.records(request, where, about("organisation", [pk])),
    }
    return render(request, "tongxin/party_organisations/detail.html", context)


def _posts(where: Ground, pk: int) -> list[tuple[Named, Held]]:
    """Return who has and had a post here: the pack's highest posts first, past ones last."""
    order = {role.id: place for place, role in enumerate(where.mechanism.vocabulary.posts)}
    posts = [post for post in where.directory.roster.posts if post.organisation == pk]
    posts.sort(key=lambda post: (not post.span.covers(where.day), order.get(post.role, len(order))))
    return [
        (
            people_named(where, [post.person])[0],
            Held(label=where.post(post.role), span=post.span, current=post.span.covers(where.day)),
        )
        for post in posts
    ]


def _of_members(where: Ground, pk: int) -> list[Link]:
    """Return the links to enterprises' party organisations that members of a body hold."""
    book = where.directory
    people = {post.person for post in book.holders_in.get(pk, ())}
    found = {link.id: link for person in people for link in book.links_from.get(person, ())}
    return [link for link in found.values() if link.organisation is not None]


def _links(where: Ground, links: Iterable[Link]) -> list[LinkRow]:
    chosen = list(links)
    met = (
        contacts(where.committee.pk, where.directory.roster, chosen, Span(None, where.day)) if chosen else {}
    )
    return sorted((link_row(where, link, met) for link in chosen), key=lambda row: row.order)


urls: list[URLPattern] = [
    path("party-organisations/", index, name="party-organisations"),
    path("party-organisations/<int:pk>/", detail, name="party-organisation"),
]
