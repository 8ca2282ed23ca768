"""Liaison units: the network 组织网."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from django.views.decorators.http import require_GET

from tongxin.engine.kernel.periods import Grain, containing
from tongxin.engine.roster.vocabulary import Family
from tongxin.store.queries import directories
from tongxin.web import standing_on
from tongxin.web.access import PageRequest, page


@require_GET
@page("read", "unit")
def index(request: PageRequest) -> HttpResponse:
    """Show the committee at a glance and its units by kind."""
    where = standing_on.ground(request)
    book = where.directory
    since = containing(where.day, Grain.QUARTER).start
    active = directories.activity_since(where.committee.pk, since)
    kinds = [
        kind for kind in where.mechanism.vocabulary.organisation_kinds if kind.family is Family.LIAISON_UNIT
    ]
    units = book.of_family(Family.LIAISON_UNIT)
    groups = [
        (
            kind,
            [
                {
                    "unit": unit,
                    "heads": [
                        (person, book.name(person), person in book.party) for person in book.heads(unit)
                    ],
                    "members": sum(
                        book.unit_of(person) == unit for person in book.members_of.get(unit.id, [])
                    ),
                    "activity": active.get(unit.id, 0),
                }
                for unit in units
                if unit.kind == kind.id
            ],
        )
        for kind in kinds
    ]
    standing = book.roster.holders(where.mechanism.vocabulary.standing_roles(), where.day)
    context = {
        "where": where,
        "groups": groups,
        "members": len(book.seats),
        "party": sum(person in book.party for person in book.seats),
        "standing": len(standing & book.seats.keys()),
        "special": len(book.of_family(Family.SPECIAL_COMMITTEE)),
        "units": len(units),
        "term": directories.term_of(where.committee.pk, where.day),
        "since": since,
    }
    return render(request, "tongxin/units/list.html", context)


@require_GET
@page("read", "unit")
def detail(request: PageRequest, pk: int) -> HttpResponse:
    """Show one unit: head, members, what it did."""
    where = standing_on.ground(request)
    unit = standing_on.organisation_or_404(where, pk, Family.LIAISON_UNIT)
    book = where.directory
    people = [
        {
            "person": person,
            "seat": book.seats[person],
            "name": book.name(person),
            "party": person in book.party,
            "primary": book.unit_of(person) == unit,
            "sector": where.sector(book.seats[person].sector),
        }
        for person in book.members_of.get(pk, [])
    ]
    past = [post for post in book.roster.posts if post.organisation == pk and not post.span.covers(where.day)]
    context = {
        "where": where,
        "unit": unit,
        "record": directories.organisation_record(where.committee.pk, pk),
        "heads": [(person, book.name(person), person in book.party) for person in book.heads(unit)],
        "past": [(book.name(post.person), where.post(post.role), post.span) for post in past],
        "people": sorted(people, key=lambda row: (not row["primary"], not row["party"], row["name"])),
        "entries": directories.latest_entries(where.committee.pk, unit=pk),
        "kinds": {kind.id: kind.label for kind in where.mechanism.entry_kinds},
    }
    return render(request, "tongxin/units/detail.html", context)


urls: list[URLPattern] = [
    path("units/", index, name="units"),
    path("units/<int:pk>/", detail, name="unit"),
]
