"""The links drawn as concentric circles 同心圆, with the same facts as a table below."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from django.views.decorators.http import require_GET

from tongxin.engine.kernel.periods import Grain, containing
from tongxin.engine.roster.directory import Directory
from tongxin.engine.roster.values import Link
from tongxin.engine.roster.vocabulary import Family, Party
from tongxin.store.queries import directories
from tongxin.web import circles, standing_on
from tongxin.web.access import PageRequest, page
from tongxin.web.link_rows import PAGE_OF, link_row
from tongxin.web.standing_on import Ground

GROUP, PARTY_RING, NONPARTY_RING, OUTER = range(4)


@require_GET
@page("read", "link")
def index(request: PageRequest) -> HttpResponse:
    """Draw everybody and every link of the day, or those of one unit."""
    where = standing_on.ground(request)
    book = where.directory
    units = book.of_family(Family.LIAISON_UNIT)
    chosen = next((unit for unit in units if str(unit.id) == request.GET.get("unit")), None)
    seats = _seats(where, [unit.id for unit in units])
    sizes = [sum(seat.sector == number for seat in seats) for number in range(len(units) + 1)]
    cut = circles.slices(sizes)
    placed = circles.spots(seats, cut)
    since = containing(where.day, Grain.QUARTER).start
    contacts = directories.contacts_of(where.committee.pk, ("visit", "talk"))
    links = book.roster.links_on(where.day)
    inside = set(book.members_of.get(chosen.id, [])) if chosen else None
    rows = [link_row(where, link, contacts) for link in links if inside is None or _touches(link, inside)]
    last = {row.link.id: row.last for row in rows}
    context = {
        "where": where,
        "unit_options": [(unit.id, unit.name) for unit in units],
        "chosen": chosen,
        "since": since,
        "size": circles.SIZE,
        "radii": circles.RADII,
        "arcs": [(circles.arc(472, part), unit, part) for part, unit in zip(cut, units, strict=False)],
        "lines": [line for link in links for line in _lines(link, placed, last.get(link.id), since)],
        "dots": [(spot, *_about(where, key)) for key, spot in placed.items()],
        "dim": inside is not None,
        "shown": standing_on.paged(request, sorted(rows, key=lambda row: row.target.name)),
        "met": sum(1 for row in rows if row.last and row.last >= since),
        "total": len(rows),
    }
    return render(request, "tongxin/circles/page.html", context)


def _touches(link: Link, people: set[int]) -> bool:
    return link.person in people or any(person in people for person in link.people)


def _group_people(book: Directory) -> set[int]:
    """Persons who hold links as members of a party group, seated or not."""
    kinds = [kind.id for kind in book.vocabulary.links if kind.linker is Party.PARTY_GROUP_MEMBER]
    return {person for link in book.roster.links_on(book.day, kinds) for person in link.people}


def _seats(where: Ground, units: list[int]) -> list[circles.Seat]:
    """Return everybody with ring and sector; who has no unit stands in a last sector of their own."""
    book = where.directory
    sector_of = {unit: number for number, unit in enumerate(units)}
    rest = len(units)
    groups = _group_people(book)
    seats = []
    for person in sorted(book.seats.keys() | groups):
        unit = book.unit_of(person)
        ring = GROUP if person in groups else PARTY_RING if person in book.party else NONPARTY_RING
        seats.append(circles.Seat(key=f"p{person}", ring=ring, sector=sector_of.get(unit.id, rest) if unit else rest))
    outer = [*book.of_family(Family.ENTERPRISE), *book.of_family(Family.BASE)]
    for number, body in enumerate(outer):
        # Enterprises and bases belong to no unit; they stand around the whole circle in order.
        place = number * len(units) // max(len(outer), 1)
        seats.append(circles.Seat(key=f"o{body.id}", ring=OUTER, sector=place))
    return seats


def _lines(
    link: Link, placed: dict[str, circles.Spot], last: object, since: object
) -> list[dict[str, object]]:
    ends = [f"p{person}" for person in link.people]
    target = f"p{link.person}" if link.person is not None else f"o{link.organisation}"
    lines = []
    for end in ends:
        one, other = placed.get(end), placed.get(target)
        if one is not None and other is not None:
            fresh = last is not None and last >= since  # type: ignore[operator]  # both are days
            lines.append(
                {"path": circles.curve(one, other), "from": end, "to": target, "met": fresh, "id": link.id}
            )
    return lines


def _about(where: Ground, key: str) -> tuple[str, str, int]:
    """Return name, page and id of a spot's owner."""
    number = int(key[1:])
    if key[0] == "p":
        seat = where.directory.seats.get(number)
        return where.directory.name(number), "member" if seat else "", seat.id if seat else 0
    body = where.directory.roster.organisations[number]
    return body.name, PAGE_OF[body.family], body.id


urls: list[URLPattern] = [path("circles/", index, name="circles")]
