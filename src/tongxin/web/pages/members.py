"""Members: who sits as of a day, and one page for each person."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from tongxin.actions import people as verbs
from tongxin.engine.roster.values import Membership
from tongxin.engine.roster.vocabulary import Family
from tongxin.store.queries import directories
from tongxin.store.queries.links import contacts as link_contacts
from tongxin.web import standing_on, wording
from tongxin.web.access import PageRequest, page
from tongxin.web.link_rows import link_row
from tongxin.web.standing_on import Ground

SORTS = ("number", "name", "sector", "unit")
REVEALED = "tongxin_revealed"


def _row(where: Ground, seat: Membership, numbers: dict[int, tuple[str, str]]) -> dict[str, object]:
    book = where.directory
    unit = book.unit_of(seat.person)
    number, pinyin = numbers.get(seat.id, ("", ""))
    return {
        "seat": seat,
        "number": number,
        "pinyin": pinyin,
        "name": book.name(seat.person),
        "party": seat.person in book.party,
        "sector": where.sector(seat.sector),
        "unit": unit,
        "posts": [where.post(post.role) for post in book.committee_posts(seat.person)],
        "employer": book.roster.people[seat.person].employer,
    }


@require_GET
@page("read", "member")
def index(request: PageRequest) -> HttpResponse:
    """List the members as of a day, filtered and sorted."""
    where = standing_on.ground(request)
    asked = {name: request.GET.get(name, "") for name in ("q", "sector", "unit", "party", "standing", "left")}
    book = where.directory
    if asked["left"]:
        sitting = {seat.person for seat in book.seats.values()}
        seats = [seat for seat in book.roster.memberships.values() if seat.person not in sitting]
    else:
        seats = list(book.seats.values())
    numbers = directories.member_numbers(where.committee.pk)
    rows = [_row(where, seat, numbers) for seat in seats if _wanted(where, seat, asked, numbers)]
    sort = request.GET.get("sort", "number")
    rows.sort(key=lambda row: _order(row, sort if sort in SORTS else "number"))
    context = {
        "where": where,
        "asked": asked,
        "sort": sort,
        "shown": standing_on.paged(request, rows),
        "total": len(book.seats),
        "party": sum(person in book.party for person in book.seats),
        "unit_options": [(unit.id, unit.name) for unit in book.of_family(Family.LIAISON_UNIT)],
        "sector_options": [
            (item.id, wording.label(item.label))
            for item in where.mechanism.vocabulary.sectors
            if not item.sensitive
        ],
        "columns": _columns(request, sort),
    }
    return render(request, "tongxin/members/list.html", context)


def _columns(request: PageRequest, sort: str) -> list[str | dict[str, str]]:
    """Return the list's headings; those that sort carry their address."""
    words = {"number": _("Number"), "name": _("Name"), "sector": _("Sector"), "unit": _("Unit")}
    heads: dict[str, str | dict[str, str]] = {}
    for key, word in words.items():
        query = {**request.GET.dict(), "sort": key, "page": ""}
        heads[key] = {
            "label": word,
            "href": wording.with_query(request.path, query),
            "sort": "ascending" if sort == key else "",
        }
    return [
        *(heads["number"], heads["name"], _("Affiliation"), heads["sector"], heads["unit"]),
        *(_("Posts"), _("Employer")),
    ]


def _order(row: dict[str, object], sort: str) -> tuple[str, str]:
    unit = row["unit"]
    keys = {
        "number": str(row["number"]),
        "name": str(row["pinyin"]),
        "sector": row["seat"].sector,  # type: ignore[attr-defined]  # a membership
        "unit": unit.name if unit else "",  # type: ignore[attr-defined]  # an organisation
    }
    return keys[sort], str(row["number"])


def _wanted(
    where: Ground, seat: Membership, asked: dict[str, str], numbers: dict[int, tuple[str, str]]
) -> bool:
    book = where.directory
    text = asked["q"].strip().lower()
    number, pinyin = numbers.get(seat.id, ("", ""))
    unit = book.unit_of(seat.person)
    posts = {post.role for post in book.committee_posts(seat.person)}
    tests = (
        not text
        or text in book.name(seat.person)
        or text.replace(" ", "") in pinyin.replace(" ", "")
        or text == number,
        not asked["sector"] or (seat.sector == asked["sector"] and where.sector(seat.sector) is not None),
        not asked["unit"] or (unit is not None and str(unit.id) == asked["unit"]),
        not asked["party"] or (seat.person in book.party) is (asked["party"] == "yes"),
        not asked["standing"] or bool(posts & where.mechanism.vocabulary.standing_roles()),
    )
    return all(tests)


@require_GET
@page("read", "member")
def detail(request: PageRequest, pk: int) -> HttpResponse:
    """Show one member; what is sensitive stays masked unless it was revealed on record just now."""
    where = standing_on.ground(request)
    seat = where.directory.roster.memberships.get(pk)
    if seat is None:
        raise Http404
    record = directories.person_record(where.committee.pk, seat.person)
    if record is None:
        raise Http404
    revealed = request.session.pop(REVEALED, None) == pk
    book = where.directory
    contacts = link_contacts(where.committee.pk, where.directory.roster, where.directory.roster.links)
    seats = [item for item in book.roster.memberships.values() if item.person == seat.person]
    context = {
        "where": where,
        "seat": seat,
        "record": record,
        "revealed": revealed,
        "hidden_sector": next(
            (item.label for item in where.mechanism.vocabulary.sectors if item.id == seat.sector), None
        ),
        "may_reveal": request.actor.scope("member", "reveal") is not None,
        "row": _row(where, seat, directories.member_numbers(where.committee.pk)),
        "seats": sorted(seats, key=lambda item: str(item.span.start)),
        "places": [item for one in seats for item in book.roster.placements if item.membership == one.id],
        "posts": [post for post in book.roster.posts if post.person == seat.person],
        "standings": [item for item in book.roster.standings if item.person == seat.person],
        "links_from": [link_row(where, link, contacts) for link in book.links_from.get(seat.person, [])],
        "links_to": [link_row(where, link, contacts) for link in book.links_to.get(seat.person, [])],
        "entries": directories.latest_entries(where.committee.pk, person=seat.person),
        "kinds": {kind.id: kind.label for kind in where.mechanism.entry_kinds},
    }
    return render(request, "tongxin/members/detail.html", context)


@require_POST
@page("reveal", "member")
def reveal(request: PageRequest, pk: int) -> HttpResponse:
    """Put the look at a member's sensitive data on record, then show it once."""
    where = standing_on.ground(request)
    seat = where.directory.roster.memberships.get(pk)
    if seat is None:
        raise Http404
    verbs.reveal_person(request.actor, seat.person)
    request.session[REVEALED] = pk
    return redirect("member", pk)


@require_GET
@page("read", "member")
def person(request: PageRequest, pk: int) -> HttpResponse:
    """Lead to the page of somebody named by their person; people of the office without a seat have their own."""
    where = standing_on.ground(request)
    seat = where.seat_of(pk)
    if seat is not None:
        return redirect("member", seat.id)
    if pk not in where.directory.roster.people:
        raise Http404
    raise Http404


urls: list[URLPattern] = [
    path("people/<int:pk>/", person, name="person"),
    path("members/", index, name="members"),
    path("members/<int:pk>/", detail, name="member"),
    path("members/<int:pk>/reveal/", reveal, name="member-reveal"),
]
