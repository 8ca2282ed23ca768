"""The material of a review: figures over the records of the one reviewed, with the records themselves."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, tzinfo
from decimal import Decimal

from tongxin.engine.duties.subjects import Subject
from tongxin.engine.figures.book import open_book
from tongxin.engine.figures.indicators import Indicator, Source
from tongxin.engine.kernel.spans import Span
from tongxin.engine.ledger.entries import Act, Entry
from tongxin.engine.reviews.rules import Criterion, Looks, ReviewKind
from tongxin.engine.roster.values import Roster


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A figure of one who is reviewed.

    Attributes:
        indicator: its code.
        value: its value; ``None`` where there is none.
        unit: its unit.
        records: happenings that it was counted from.
    """

    indicator: str
    value: Decimal | None
    unit: str
    records: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What a review looks at for one who is reviewed.

    Attributes:
        figures: criterion → its figures.
        records: happenings of the year that concern the one reviewed, in order of their days.
    """

    figures: Mapping[str, tuple[Shown, ...]]
    records: tuple[int, ...]


def year_of(kind: ReviewKind, duty_year: int) -> tuple[date, date]:
    """Return the first and the last day that a review looks at.

    Args:
        kind: the kind of review.
        duty_year: the year in which the review is owed.
    """
    year = duty_year if kind.looks is Looks.SAME else duty_year - 1
    return date(year, 1, 1), date(year, 12, 31)


def about(subject: Subject, entries: Iterable[Entry]) -> list[Entry]:
    """Return the entries in force that concern one who is reviewed: taking part, or held there."""
    found = []
    for entry in entries:
        if entry.act is Act.VOID:
            continue
        bodies = {entry.unit, entry.organisation, entry.base, entry.enterprise}
        present = {person for person, _ in entry.participants}
        if subject.bodies & bodies or (not subject.bodies and subject.people & present):
            found.append(entry)
    return sorted(found, key=lambda one: (one.happened, one.root))


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What material is reckoned on.

    Attributes:
        indicators: the mechanism's indicators by code.
        roster: who there is.
        span: the days looked at.
        zone: time zone in which days are cut.
    """

    indicators: Mapping[str, Indicator]
    roster: Roster
    span: Span
    zone: tzinfo


def material(criteria: Sequence[Criterion], entries: Sequence[Entry], on: Ground) -> Material:
    """Return the material of one who is reviewed.

    The figures are reckoned by the same engine as every other, over the records of that one alone.

    Args:
        criteria: what the review looks at.
        entries: the rows in force that concern the one reviewed.
        on: indicators, roster and days.
    """
    indicators, span = on.indicators, on.span
    wanted = {code for criterion in criteria for code in criterion.indicators}
    parts = {
        part for code in wanted for part in (indicators[code].numerator, indicators[code].denominator) if part
    }
    counted = [indicators[code] for code in indicators if code in wanted | parts]
    book = open_book(counted, on.roster, on.zone)
    book = book.extended(entries)
    roots = {entry.id: entry.root for entry in entries}
    figures = {}
    for criterion in criteria:
        shown = []
        for code in criterion.indicators:
            value = book.figure(code, span)
            rows = book.trail(code, span).records if indicators[code].source is not Source.RATIO else ()
            records = tuple(roots[row] for row in rows if row in roots)
            shown.append(Shown(indicator=code, value=value.value, unit=value.unit, records=records))
        figures[criterion.id] = tuple(shown)
    inside = tuple(entry.root for entry in entries if span.covers(entry.happened))
    return Material(figures=figures, records=inside)
