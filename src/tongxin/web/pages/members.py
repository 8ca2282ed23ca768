"""Members: who sits on a day, and one page for each person."""

from collections.abc import Iterable

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from tongxin.actions import people as verbs
from tongxin.engine.roster.vocabulary import Family
from tongxin.store.queries.members import seats_of
from tongxin.web import listing, member_file, member_rows, standing_on, wording
from tongxin.web.access import PageRequest, page
from tongxin.web.member_rows import MemberFilter, MemberRow
from tongxin.web.standing_on import Ground

REVEALED = "tongxin_revealed"


@require_GET
@page("read", "member")
def index(request: PageRequest) -> HttpResponse:
    """List the members on a day, filtered and sorted; those who left when asked for."""
    where = standing_on.ground(request)
    wanted = member_rows.filter_from(request.GET)
    sitting = member_rows.members(where)
    rows = [*sitting, *_departed(where)] if wanted.left else sitting
    order = listing.order_asked(request, member_rows.ORDERS, "name")
    rows = listing.in_order(member_rows.found(rows, wanted), order, member_rows.ORDERS)
    party = sum(row.party for row in sitting)
    context = {
        "where": where,
        "wanted": wanted,
        "rows": standing_on.paged(request, rows),
        "columns": listing.headings(request, member_rows.COLUMNS, order),
        "chips": _chips(request, where, wanted),
        "total": len(sitting),
        "party": party,
        "nonparty": len(sitting) - party,
        "vacant": max(where.committee.places - len(sitting), 0),
        "unit_options": [
            (str(unit.id), unit.name) for unit in where.directory.of_family(Family.LIAISON_UNIT)
        ],
        "sector_options": _sector_options(where, sitting),
    }
    return render(request, "tongxin/members/list.html", context)


def _departed(where: Ground) -> list[MemberRow]:
    return member_rows.departed(where, seats_of(where.committee.pk, member_rows.gone_people(where)))


def _sector_options(where: Ground, rows: Iterable[MemberRow]) -> list[tuple[str, str]]:
    """Return the sectors that somebody sits in, without those from which belief could be read."""
    held = {row.seat.sector for row in rows if row.sector is not None}
    sectors = where.mechanism.vocabulary.sectors
    return [(one.id, wording.label(one.label)) for one in sectors if one.id in held]


def _chips(request: PageRequest, where: Ground, wanted: MemberFilter) -> list[tuple[str, str]]:
    organisations = where.directory.roster.organisations
    unit = organisations.get(int(wanted.unit)) if wanted.unit.isdecimal() else None
    day = request.GET.get("on", "")
    used = {
        "q": f"“{wanted.text}”" if wanted.text else "",
        "sector": wording.label(where.sector(wanted.sector)),
        "unit": unit.name if unit else "",
        "party": {"yes": _("Party members"), "no": _("Non-party members")}.get(wanted.party, ""),
        "standing": _("Standing committee") if wanted.standing else "",
        "left": _("With those who left") if wanted.left else "",
        "on": _("on %(day)s") % {"day": wording.day(where.day)} if day else "",
    }
    return listing.chips(request, used)


@require_GET
@page("read", "member")
def detail(request: PageRequest, pk: int) -> HttpResponse:
    """Show one member; what is sensitive stays masked unless it was revealed on record just now."""
    where = standing_on.ground(request)
    seat = where.directory.roster.memberships.get(pk)
    if seat is None:
        raise Http404
    return _shown(request, where, seat.person)


@require_GET
@page("read", "member")
def person(request: PageRequest, pk: int) -> HttpResponse:
    """Lead to the page of somebody's seat; people of the office, who have none, are shown here."""
    where = standing_on.ground(request)
    if pk not in where.directory.roster.people:
        raise Http404
    seat = where.seat_of(pk)
    return _shown(request, where, pk) if seat is None else redirect("member", seat.id)


def _shown(request: PageRequest, where: Ground, pk: int) -> HttpResponse:
    revealed = request.session.pop(REVEALED, None) == pk
    context = member_file.context_of(request, where, pk, revealed=revealed)
    response = render(request, "tongxin/members/detail.html", context)
    if revealed:
        # Neither the browser nor anything on the way keeps what was shown once.
        add_never_cache_headers(response)
    return response


@require_POST
@page("reveal", "member")
def reveal(request: PageRequest, pk: int) -> HttpResponse:
    """Put the look at a person's sensitive data on record, then show it once."""
    where = standing_on.ground(request)
    if pk not in where.directory.roster.people:
        raise Http404
    verbs.reveal_person(request.actor, pk, member_file.SENSITIVE)
    request.session[REVEALED] = pk
    return redirect(reverse("person", args=[pk]))


urls: list[URLPattern] = [
    path("members/", index, name="members"),
    path("members/<int:pk>/", detail, name="member"),
    path("people/<int:pk>/", person, name="person"),
    path("people/<int:pk>/reveal/", reveal, name="person-reveal"),
]
