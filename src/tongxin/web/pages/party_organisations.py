"""Party organisations: the two party groups, branches, functional branches, branches of enterprises."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from django.views.decorators.http import require_GET

from tongxin.engine.roster.vocabulary import Family
from tongxin.store.queries import directories
from tongxin.store.queries.links import contacts as link_contacts
from tongxin.web import standing_on
from tongxin.web.access import PageRequest, page
from tongxin.web.link_rows import link_row, people_named


@require_GET
@page("read", "party_organisation")
def index(request: PageRequest) -> HttpResponse:
    """List the party organisations by kind."""
    where = standing_on.ground(request)
    book = where.directory
    kinds = [
        kind
        for kind in where.mechanism.vocabulary.organisation_kinds
        if kind.family is Family.PARTY_ORGANISATION
    ]
    bodies = book.of_family(Family.PARTY_ORGANISATION)
    groups = [
        (
            kind,
            [
                {
                    "body": body,
                    "heads": people_named(where, book.heads(body)),
                    "posts": len(book.holders_in.get(body.id, [])),
                    "host": book.roster.organisations.get(body.host or 0),
                    "links": len(book.links_of_body.get(body.id, [])),
                }
                for body in bodies
                if body.kind == kind.id
            ],
        )
        for kind in kinds
    ]
    context = {"where": where, "groups": groups, "total": len(bodies)}
    return render(request, "tongxin/party_organisations/list.html", context)


@require_GET
@page("read", "party_organisation")
def detail(request: PageRequest, pk: int) -> HttpResponse:
    """Show one party organisation: who leads it, who belongs to it, what it is joined with."""
    where = standing_on.ground(request)
    body = standing_on.organisation_or_404(where, pk, Family.PARTY_ORGANISATION)
    book = where.directory
    contacts = link_contacts(where.committee.pk, where.directory.roster, where.directory.roster.links)
    posts = book.holders_in.get(pk, [])
    context = {
        "where": where,
        "body": body,
        "kind": where.mechanism.vocabulary.organisation_kind(body.kind),
        "host": book.roster.organisations.get(body.host or 0),
        "parent": book.roster.organisations.get(body.parent or 0),
        "posts": [
            (where.post(post.role), people_named(where, [post.person])[0], post.span) for post in posts
        ],
        "links": [link_row(where, link, contacts) for link in book.links_of_body.get(pk, [])],
        "entries": directories.latest_entries(where.committee.pk, organisation=pk),
        "kinds": {kind.id: kind.label for kind in where.mechanism.entry_kinds},
    }
    return render(request, "tongxin/party_organisations/detail.html", context)


urls: list[URLPattern] = [
    path("party-organisations/", index, name="party-organisations"),
    path("party-organisations/<int:pk>/", detail, name="party-organisation"),
]
