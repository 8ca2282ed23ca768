"""The plain definition of every figure: one indicator after another over all entries.

It is what the index must agree with; it serves small ledgers and tests.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo

from tongxin.engine.figures.indicators import Indicator, Measure, Source
from tongxin.engine.figures.people import PeopleByDay
from tongxin.engine.figures.plans import Counted, plan
from tongxin.engine.figures.ratios import ratio
from tongxin.engine.figures.stocks import stock, stock_figure
from tongxin.engine.figures.values import Exclusion, Figure, Reason, Trail
from tongxin.engine.kernel.spans import Span
from tongxin.engine.ledger.entries import Entry, current
from tongxin.engine.roster.values import Roster


@dataclass(frozen=True, slots=True)
class _Scene:
    """What all indicators are counted over.

    Attributes:
        known: rows in force, each with the day on which its happening was first recorded.
    """

    roster: Roster
    people: PeopleByDay
    known: tuple[tuple[Entry, date], ...]
    period: Span
    day: date


def figures(
    indicators: Iterable[Indicator],
    roster: Roster,
    entries: Iterable[Entry],
    period: Span,
    as_of: datetime,
    *,
    zone: tzinfo = UTC,
) -> list[Figure]:
    """Evaluate indicators over a period, knowing what was recorded by a time.

    Args:
        indicators: what to evaluate; a ratio's two parts must be among them.
        roster: who there is; taken as it is known, since its facts carry no date of recording.
        entries: rows of the ledger in any order.
        period: days counted; stocks are those of its last day.
        as_of: only rows recorded at or before this time count.
        zone: time zone in which calendar days are cut.

    Returns:
        the figures in the order of the indicators, with trails.

    Raises:
        KeyError: a ratio names an indicator that is not among them.
    """
    wanted = list(indicators)
    scene = _Scene(
        roster,
        PeopleByDay(roster),
        _known(list(entries), as_of, zone),
        period,
        period.end or as_of.astimezone(zone).date(),
    )
    simple = {item.id: _simple(item, scene) for item in wanted if item.source is not Source.RATIO}
    return [
        ratio(item, simple[item.numerator], simple[item.denominator])
        if item.source is Source.RATIO
        else simple[item.id]
        for item in wanted
    ]


def _known(entries: list[Entry], as_of: datetime, zone: tzinfo) -> tuple[tuple[Entry, date], ...]:
    first: dict[int, Entry] = {}
    for entry in entries:
        if entry.recorded <= as_of and entry.id <= first.get(entry.root, entry).id:
            first[entry.root] = entry
    return tuple(
        (entry, first[root].recorded.astimezone(zone).date())
        for root, entry in current(entries, as_of).items()
    )


def _simple(indicator: Indicator, scene: _Scene) -> Figure:
    if indicator.source is Source.ENTRIES:
        return _over_entries(indicator, scene)
    return stock_figure(indicator, stock(indicator, scene.roster, scene.people, scene.day))


def _over_entries(indicator: Indicator, scene: _Scene) -> Figure:
    made = plan(indicator, scene.roster, scene.people)
    rows: list[tuple[date, int, Counted]] = []
    excluded: list[tuple[bool, date, int, Reason]] = []
    for entry, first_recorded in scene.known:
        if not made.covers(entry.kind):
            continue
        day, result = made.day(entry, first_recorded), made.count(entry)
        if not scene.period.covers(day):
            excluded.append((True, day, entry.id, Reason.OUTSIDE_PERIOD))
        elif isinstance(result, Reason):
            excluded.append((False, day, entry.id, result))
        else:
            rows.append((day, entry.id, result))
    rows.sort(key=lambda row: row[:2])
    total = sum(row[2].weight for row in rows)
    if indicator.measure is Measure.PEOPLE:
        total = len({person for row in rows for person in row[2].people})
    return Figure(
        indicator=indicator.id,
        value=made.value(total),
        unit=indicator.unit,
        count=len(rows),
        trail=Trail(
            records=tuple(row[1] for row in rows),
            excluded=tuple(Exclusion(row[2], row[3]) for row in sorted(excluded)),
        ),
    )
