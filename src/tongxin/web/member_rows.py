"""Members as their list shows them: rows, filter, orders."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from tongxin.engine.kernel.labels import Label
from tongxin.engine.roster.directory import by_pinyin
from tongxin.engine.roster.values import Membership, Organisation, Person
from tongxin.store.queries.members import Seat
from tongxin.web.listing import Column
from tongxin.web.standing_on import Ground

COLUMNS = (
    Column(label=_("Name"), key="name"),
    Column(label=_("Sector"), key="sector"),
    Column(label=_("Affiliation"), key="party"),
    Column(label=_("Unit"), key="unit"),
    Column(label=_("Posts"), key="posts"),
    Column(label=_("Member since"), key="since"),
    Column(label=_("Employer"), key="employer"),
)
"""The list's headings."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberRow:
    """A member on the day.

    Attributes:
        person: who.
        seat: their seat; of somebody who left, their last one.
        sector: its name, ``None`` where belief could be read from it.
        party: whether they are a party member.
        affiliation: the affiliation that is shown.
        unit: unit of the primary place.
        posts: posts in the committee itself, highest first.
        since: first day of their first seat.
        standing: whether they belong to the standing committee.
        rank: place of their highest post in the pack's order.
        sector_rank: place of the sector in the pack's order; hidden ones come last.
        left: their last seat in full, if they left.
    """

    person: Person
    seat: Membership
    sector: Label | None
    party: bool
    affiliation: Label | None
    unit: Organisation | None
    posts: tuple[Label, ...]
    since: date | None
    standing: bool
    rank: int
    sector_rank: int
    left: Seat | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberFilter:
    """What somebody looks for; empty values do not narrow the list.

    Attributes:
        text: part of a name, of its pinyin, or its initials.
        sector: code of a sector that is not hidden.
        unit: id of a unit of the primary place.
        party: ``yes`` for party members, ``no`` for the others.
        standing: only the standing committee.
        left: those who left as well.
    """

    text: str = ""
    sector: str = ""
    unit: str = ""
    party: str = ""
    standing: bool = False
    left: bool = False


def filter_from(query: QueryDict) -> MemberFilter:
    """Return the filter that an address asks for."""
    return MemberFilter(
        text=query.get("q", "").strip()[:60],
        sector=query.get("sector", ""),
        unit=query.get("unit", ""),
        party=query.get("party", ""),
        standing=bool(query.get("standing")),
        left=bool(query.get("left")),
    )


def members(where: Ground) -> list[MemberRow]:
    """Return everybody who sits on the day, by how their names are read."""
    rows = [member_row(where, seat) for seat in where.directory.seats.values()]
    return sorted(rows, key=lambda row: by_pinyin(row.person))


def departed(where: Ground, seats: Mapping[int, list[Seat]]) -> list[MemberRow]:
    """Return who sat before the day and no longer does.

    Args:
        where: the committee on a day.
        seats: person → their seats in full, newest first.
    """
    gone = [_last_seat(where, person) for person in gone_people(where)]
    return [
        member_row(where, seat, next((one for one in seats.get(seat.person, ()) if one.id == seat.id), None))
        for seat in gone
    ]


def gone_people(where: Ground) -> list[int]:
    """Return the persons who sat before the day and no longer do, by how their names are read."""
    book = where.directory
    gone = [
        book.roster.people[person]
        for person, seats in book.all_seats.items()
        if person not in book.seats and any(seat.span.end and seat.span.end < where.day for seat in seats)
    ]
    return [person.id for person in sorted(gone, key=by_pinyin)]


def _last_seat(where: Ground, person: int) -> Membership:
    seats = where.directory.all_seats[person]
    return [seat for seat in seats if seat.span.end and seat.span.end < where.day][-1]


def member_row(where: Ground, seat: Membership, left: Seat | None = None) -> MemberRow:
    """Return a seat as a row."""
    book, vocabulary = where.directory, where.mechanism.vocabulary
    order = {role.id: place for place, role in enumerate(vocabulary.posts)}
    held = sorted(
        {post.role for post in book.committee_posts(seat.person)},
        key=lambda code: order.get(code, len(order)),
    )
    sectors = [sector.id for sector in vocabulary.sectors if not sector.sensitive]
    seats = book.all_seats.get(seat.person, [seat])
    return MemberRow(
        person=book.roster.people[seat.person],
        seat=seat,
        sector=where.sector(seat.sector),
        party=seat.person in book.party,
        affiliation=affiliation_on(where, seat.person),
        unit=book.unit_of(seat.person),
        posts=tuple(label for code in held if (label := where.post(code)) is not None),
        since=seats[0].span.start,
        standing=bool(vocabulary.standing_roles() & set(held)),
        rank=order.get(held[0], len(order)) if held else len(order),
        sector_rank=sectors.index(seat.sector) if seat.sector in sectors else len(sectors),
        left=left,
    )


def affiliation_on(where: Ground, person: int) -> Label | None:
    """Return somebody's affiliation on the day; of several, the one that makes a party member."""
    codes = where.directory.affiliations.get(person, ())
    return where.affiliation(codes[0]) if codes else None


def found(rows: Iterable[MemberRow], wanted: MemberFilter) -> list[MemberRow]:
    """Return the rows that a filter lets through."""
    return [row for row in rows if _fits(row, wanted)]


def _fits(row: MemberRow, wanted: MemberFilter) -> bool:
    return (
        (not wanted.text or reads_as(row.person, wanted.text))
        and (not wanted.sector or (row.sector is not None and row.seat.sector == wanted.sector))
        and (not wanted.unit or (row.unit is not None and str(row.unit.id) == wanted.unit))
        and (not wanted.party or row.party is (wanted.party == "yes"))
        and (not wanted.standing or row.standing)
    )


def reads_as(person: Person, text: str) -> bool:
    """Tell whether a name contains a text or its pinyin begins so: ``wei jianhua``, ``jianhua``, ``wjh``."""
    if text in person.name:
        return True
    typed = text.lower().replace(" ", "").replace("'", "")
    syllables = person.pinyin.lower().split()
    starts = ("".join(syllables[place:]) for place in range(len(syllables)))
    initials = "".join(syllable[0] for syllable in syllables)
    return any(start.startswith(typed) for start in starts) or initials.startswith(typed)


ORDERS = {
    "name": lambda row: by_pinyin(row.person),
    "sector": lambda row: row.sector_rank,
    "party": lambda row: not row.party,
    "unit": lambda row: row.unit.code if row.unit else "~",
    "posts": lambda row: row.rank,
    "since": lambda row: row.since or date.min,
    "employer": lambda row: row.person.employer or "~",
}
"""Orders that the headings ask for."""
