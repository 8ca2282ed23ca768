"""Figures, breakdowns and trails as rows of a page."""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from tongxin.engine.figures.indicators import Indicator, Source
from tongxin.engine.figures.values import Breakdown, Cell, Exclusion, Figure, Reason
from tongxin.engine.kernel.quantities import plain_text
from tongxin.engine.roster.values import Link, Membership, Organisation
from tongxin.store.queries.ledger import Line
from tongxin.web import charts, wording
from tongxin.web.figure_desk import Desk
from tongxin.web.figure_words import (
    REASONS,
    key_name,
    kind_name,
    not_adding_up,
    period_name,
    period_short,
    question,
    short_amount,
)
from tongxin.web.link_rows import PAGE_OF

HIDDEN = "＊＊"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A figure of the list.

    Attributes:
        value: as people read it.
        exact: the exact value where ``value`` shortens it, else empty.
        parts: for a ratio, numerator and denominator as people read them.
        note: why there is no value, else empty.
        address: the figure's own page.
    """

    indicator: Indicator
    figure: Figure
    value: str
    exact: str
    parts: tuple[str, str] | None
    note: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A line of a breakdown: what it belongs to, its value, from how many records, where they are listed."""

    name: str
    value: str
    count: int
    address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A breakdown: which, its lines, and why they do not add up where they do not."""

    by: str
    parts: tuple[Part, ...]
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """An indicator over time: the question, the drawings and the table beneath."""

    title: str
    wide: SafeString
    narrow: SafeString
    section: Section


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A record of a trail.

    Attributes:
        day: when it happened; ``None`` for records of a stock.
        address: its page, or empty for those who may not open it.
        reason: why it was not counted, else empty.
    """

    id: int
    day: date | None
    name: str
    kind: str
    place: str
    address: str
    reason: str


def row(desk: Desk, figure: Figure) -> Row:
    """Return a figure as a row."""
    indicator = desk.mechanism.indicator(figure.indicator)
    if indicator is None:
        raise KeyError(figure.indicator)
    value = reading(figure.value, figure.unit)
    exact = f"{wording.amount(figure.value)} {figure.unit}" if figure.value is not None else ""
    parts = (figure.numerator, figure.denominator)
    return Row(
        indicator=indicator,
        figure=figure,
        value=value,
        exact=exact if "万" in value or "亿" in value else "",
        parts=(reading(parts[0].value, parts[0].unit), reading(parts[1].value, parts[1].unit))
        if parts[0] and parts[1]
        else None,
        note=str(REASONS[figure.reason]) if figure.reason else "",
        address=wording.with_query(
            reverse("figure", args=[figure.indicator]), desk.asked.query(group="", chart="")
        ),
    )


def reading(value: Decimal | None, unit: str) -> str:
    """Write a value with its unit; none reads as a dash."""
    return "–" if value is None else wording.amount(value, unit)


def groups(desk: Desk) -> list[tuple[str, list[Row]]]:
    """Return the figures under their headings, only those of the group asked for."""
    rows = [row(desk, figure) for figure in desk.book.figures(desk.asked.period)]
    headings = [
        (wording.label(group.label), [item for item in rows if item.indicator.group == group.id])
        for group in desk.mechanism.indicator_groups
        if desk.asked.group in {"", group.id}
    ]
    return [(heading, found) for heading, found in headings if found]


def section(desk: Desk, indicator: Indicator, by: str) -> Section:
    """Return a breakdown of an indicator."""
    return _section(desk, indicator, desk.book.breakdown(indicator.id, by, desk.asked.period))


def _section(desk: Desk, indicator: Indicator, broken: Breakdown) -> Section:
    parts = tuple(
        Part(
            name=key_name(broken.by, cell, desk.book.roster, desk.mechanism),
            value=reading(cell.value, indicator.unit),
            count=cell.count,
            address=line_address(desk, indicator, broken.by, cell.key) if cell.count else "",
        )
        for cell in broken.cells
    )
    note = "" if broken.additive else not_adding_up(indicator, broken.by)
    return Section(by=broken.by, parts=parts, note=note)


def line_address(desk: Desk, indicator: Indicator, by: str, key: str | int | None) -> str:
    """Return where the records of one line of a breakdown are listed.

    States of the roster have none; nor have sectors, since from some of them belief could be read.
    """
    item = desk.indicator(indicator.numerator) if indicator.source is Source.RATIO else indicator
    if item.source is not Source.ENTRIES or by == "sector":
        return ""
    asked = desk.asked.query(group="", chart="", by=by, key="" if key is None else key)
    return wording.with_query(reverse("figure", args=[indicator.id]), asked) + "#records"


def chart(desk: Desk, indicator: Indicator) -> Chart:
    """Return an indicator over the months, quarters or years of the period asked for."""
    by = desk.asked.grain
    broken = desk.book.breakdown(indicator.id, by, desk.asked.period)
    title = question(indicator, by)
    bars = list(_bars(broken.cells))
    return Chart(
        title=title,
        wide=charts.wide_bars(bars, title),
        narrow=charts.narrow_bars(bars),
        section=_section(desk, indicator, broken),
    )


def _bars(cells: Iterable[Cell]) -> Iterator[charts.Bar]:
    year = ""
    for cell in cells:
        short, over = period_short(str(cell.key))
        yield charts.Bar(
            name=period_name(str(cell.key)),
            short=short,
            over=over if over != year else "",
            value=cell.value,
            text=short_amount(cell.value),
        )
        year = over


def entry_records(
    desk: Desk, lines: Iterable[Line], reasons: Mapping[int, Reason], visible: Container[int]
) -> list[Record]:
    """Return rows of the ledger as records of a trail.

    Args:
        desk: the visit.
        lines: the rows.
        reasons: why each was not counted, for those that were not.
        visible: rows that the visitor may read; of the others only day, kind and unit are told.
    """
    return [
        Record(
            id=line.id,
            day=line.happened,
            name=line.title if line.id in visible else _("A record outside what you may read"),
            kind=kind_name(line.kind, desk.mechanism),
            place=line.unit,
            address=reverse("entry", args=[line.happening]) if line.id in visible else "",
            reason=str(REASONS[reasons[line.id]]) if line.id in reasons else "",
        )
        for line in lines
    ]


def stock_records(desk: Desk, indicator: Indicator, chosen: Sequence[int | Exclusion]) -> list[Record]:
    """Return memberships, organisations or links as records of a trail, without asking the database."""
    show = {
        Source.MEMBERS: _member,
        Source.ORGANISATIONS: _organisation,
        Source.LINKS: _link,
    }[indicator.source]
    return [
        show(desk, indicator, item, "")
        if isinstance(item, int)
        else show(desk, indicator, item.id, str(REASONS[item.reason]))
        for item in chosen
    ]


def _member(desk: Desk, indicator: Indicator, number: int, reason: str) -> Record:
    seat: Membership = desk.book.roster.memberships[number]
    sector = next((item for item in desk.mechanism.vocabulary.sectors if item.id == seat.sector), None)
    hidden = sector is not None and sector.sensitive
    person = desk.book.roster.people.get(seat.person)
    unit = desk.book.people.unit(seat.person, desk.asked.end)
    return Record(
        id=number,
        day=None,
        # A filter on such a sector would tell by the mere list who belongs to it.
        name=HIDDEN if hidden and _asks_sector(indicator) else (person.name if person else str(seat.person)),
        kind=HIDDEN if hidden else wording.label(sector.label) if sector else seat.sector,
        place=desk.book.roster.organisations[unit].name if unit in desk.book.roster.organisations else "",
        address="" if hidden and _asks_sector(indicator) else reverse("member", args=[number]),
        reason=reason,
    )


def _asks_sector(indicator: Indicator) -> bool:
    return any(condition.on == "sector" for condition in indicator.where)


def _organisation(desk: Desk, indicator: Indicator, number: int, reason: str) -> Record:
    del indicator
    body: Organisation = desk.book.roster.organisations[number]
    page = PAGE_OF.get(body.family, "")
    return Record(
        id=number,
        day=None,
        name=body.name,
        kind=kind_name(body.kind, desk.mechanism),
        place="",
        address=reverse(page, args=[number]) if page else "",
        reason=reason,
    )


def _link(desk: Desk, indicator: Indicator, number: int, reason: str) -> Record:
    del indicator
    link: Link = next(item for item in desk.book.roster.links if item.id == number)
    roster = desk.book.roster
    holders = [
        *(roster.people[person].name for person in link.people),
        *(roster.organisations[body].name for body in link.organisations),
    ]
    target = (
        roster.people[link.person].name
        if link.person is not None
        else roster.organisations[link.organisation or 0].name
    )
    return Record(
        id=number,
        day=None,
        name=_("%(who)s – %(whom)s") % {"who": "、".join(holders), "whom": target},
        kind=kind_name(link.kind, desk.mechanism),
        place="",
        address=reverse("link", args=[number]),
        reason=reason,
    )


def exact_text(value: Decimal | None) -> str:
    """Return a value as an exact decimal text, empty for none."""
    return "" if value is None else plain_text(value)
