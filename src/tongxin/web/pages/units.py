"""The network 组织网: the committee at a glance, its liaison units, and one page for each unit."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from tongxin.engine.kernel.labels import Label
from tongxin.engine.kernel.spans import Span
from tongxin.engine.roster.values import Organisation, Person, Post
from tongxin.engine.roster.vocabulary import Family, OrganisationKind
from tongxin.store.queries.happenings import about, counts
from tongxin.store.queries.links import contacts
from tongxin.store.queries.organisations import body
from tongxin.store.queries.units import term_on
from tongxin.web import listing, member_rows, standing_on
from tongxin.web.access import PageRequest, page
from tongxin.web.listing import Column
from tongxin.web.member_file import Held
from tongxin.web.standing_on import Ground

COLUMNS = (
    Column(label=_("Unit"), key="name"),
    Column(label=_("Head"), key="head"),
    Column(label=_("Members"), key="members", num=True),
    Column(label=_("Records last quarter"), key="before", num=True),
    Column(label=_("Records this quarter"), key="now", num=True),
)
"""Headings of each kind of unit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitRow:
    """A unit on the day.

    Attributes:
        unit: the unit.
        heads: who heads it, each with whether they are a party member.
        members: members placed there primarily.
        visiting: members whose place there is secondary.
        before: records of the last complete quarter.
        now: records of this quarter up to now.
    """

    unit: Organisation
    heads: tuple[tuple[Person, bool], ...]
    members: int
    visiting: int
    before: int
    now: int


ORDERS: Mapping[str, Callable[[UnitRow], object]] = {
    "name": lambda row: row.unit.code,
    "head": lambda row: row.heads[0][0].pinyin if row.heads else "",
    "members": lambda row: row.members,
    "before": lambda row: row.before,
    "now": lambda row: row.now,
}


@require_GET
@page("read", "unit")
def index(request: PageRequest) -> HttpResponse:
    """Show the committee at a glance and its units by kind."""
    where = standing_on.ground(request)
    book = where.directory
    order = listing.order_asked(request, ORDERS, "name")
    rows = listing.in_order(_rows(where), order, ORDERS)
    sections = [(kind, [row for row in rows if row.unit.kind == kind.id]) for kind in _kinds(where)]
    term = term_on(where.committee.pk, where.day)
    standing = book.roster.holders(where.mechanism.vocabulary.standing_roles(), where.day)
    context = {
        "where": where,
        "sections": sections,
        "columns": listing.headings(request, COLUMNS, order),
        "units": len(rows),
        "silent": sum(not row.before and not row.now for row in rows),
        "term": term,
        "members": len(book.seats),
        "party": len(book.party & book.seats.keys()),
        "standing": len(standing & book.seats.keys()),
        "special": book.of_family(Family.SPECIAL_COMMITTEE),
        "sectors": _sectors(where, term.places if term else {}),
    }
    return render(request, "tongxin/units/list.html", context)


def _kinds(where: Ground) -> list[OrganisationKind]:
    kinds = where.mechanism.vocabulary.organisation_kinds
    return [kind for kind in kinds if kind.family is Family.LIAISON_UNIT]


def _rows(where: Ground) -> list[UnitRow]:
    happened = counts(where.committee.pk, "unit", *_quarters(where))
    units = where.directory.of_family(Family.LIAISON_UNIT)
    return [_row(where, unit, happened.get(unit.id, (0, 0))) for unit in units]


def _quarters(where: Ground) -> tuple[Span, Span]:
    """Return the days of the last complete quarter, and of this one up to the day."""
    return where.quarter_before.span, Span(where.quarter.start, where.day)


def _row(where: Ground, unit: Organisation, happened: tuple[int, ...]) -> UnitRow:
    book = where.directory
    people = book.members_of.get(unit.id, [])
    primary = sum(book.unit_of(person) == unit for person in people)
    return UnitRow(
        unit=unit,
        heads=tuple((book.roster.people[head], head in book.party) for head in book.heads(unit)),
        members=primary,
        visiting=len(people) - primary,
        before=happened[0],
        now=happened[1],
    )


def _sectors(where: Ground, places: Mapping[str, int]) -> list[tuple[Label, int, int]]:
    """Return the sectors with their members and their places, in the pack's order.

    How many sit in a sector is public; who sits in one from which belief could be read is not.
    """
    sitting = Counter(seat.sector for seat in where.directory.seats.values())
    sectors = where.mechanism.vocabulary.sectors
    return [
        (one.label, sitting[one.id], places.get(one.id, 0))
        for one in sectors
        if sitting[one.id] or one.id in places
    ]


@require_GET
@page("read", "unit")
def detail(request: PageRequest, pk: int) -> HttpResponse:
    """Show one unit: its head, its members, what it did, how its links stand."""
    where = standing_on.ground(request)
    unit = standing_on.organisation_or_404(where, pk, Family.LIAISON_UNIT)
    book = where.directory
    people = book.members_of.get(pk, [])
    rows = [member_rows.member_row(where, book.seats[person]) for person in people]
    rows.sort(key=lambda row: (row.unit != unit, not row.party, row.person.pinyin))
    mine = {row.person.id for row in rows if row.unit == unit}
    links = [link for link in book.roster.links_on(where.day) if link.person in mine or mine & {*link.people}]
    met = contacts(where.committee.pk, book.roster, links, where.quarter_before.span)
    context = {
        "where": where,
        "unit": unit,
        "row": _row(where, unit, counts(where.committee.pk, "unit", *_quarters(where)).get(pk, (0, 0))),
        "record": body(where.committee.pk, pk, Family.LIAISON_UNIT),
        "rows": rows,
        "posts": _posts(where, unit),
        "links": len(links),
        "met": len(met),
        "records": standing_on.records(request, where, about("unit", [pk])),
    }
    return render(request, "tongxin/units/detail.html", context)


def _posts(where: Ground, unit: Organisation) -> list[tuple[Person, Held]]:
    """Return who holds and held the unit's posts, newest first."""
    roster = where.directory.roster
    posts = [post for post in roster.posts if post.organisation == unit.id]
    posts.sort(key=lambda post: (post.span.covers(where.day), str(post.span.start or "")), reverse=True)
    return [(roster.people[post.person], _held(where, post)) for post in posts]


def _held(where: Ground, post: Post) -> Held:
    return Held(label=where.post(post.role), span=post.span, current=post.span.covers(where.day))


urls: list[URLPattern] = [
    path("units/", index, name="units"),
    path("units/<int:pk>/", detail, name="unit"),
]
