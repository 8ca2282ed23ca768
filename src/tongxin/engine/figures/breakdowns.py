"""Figures broken down by time, unit, organisation, sector, member or kind."""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from datetime import date
from decimal import Decimal

from tongxin.engine.figures.happenings import NOWHERE, Happenings
from tongxin.engine.figures.index import Tables
from tongxin.engine.figures.indicators import Measure
from tongxin.engine.figures.people import PeopleByDay
from tongxin.engine.figures.ratios import quotient
from tongxin.engine.figures.stocks import Counted as StockRecord
from tongxin.engine.figures.stocks import Stock, amount_of
from tongxin.engine.figures.values import Breakdown, Cell
from tongxin.engine.kernel.periods import Grain, covering
from tongxin.engine.kernel.spans import Span

Key = str | int | None

GRAINS = {"month": Grain.MONTH, "quarter": Grain.QUARTER, "year": Grain.YEAR}
_ALWAYS_ADDS = frozenset({*GRAINS, "unit", "organisation", "kind"})


def clipped(period: Span, grain: Grain) -> list[tuple[str, Span]]:
    """Return the calendar periods of a length inside a period, each with its code and its days there.

    Raises:
        ValueError: the period is open at an end.
    """
    if period.start is None or period.end is None:
        raise ValueError(period)
    return [
        (part.code, Span(max(part.start, period.start), min(part.end, period.end)))
        for part in covering(period.start, period.end, grain)
    ]


def of_entries(
    by: str, tables: Tables, happenings: Happenings, people: PeopleByDay, period: Span
) -> Breakdown:
    """Break an indicator over entries down.

    A record with several members or sectors stands under each, with its whole weight; such breakdowns
    are marked as not additive, except attendances, of which each belongs to one person.
    """
    if by in GRAINS:
        cells = [
            Cell(code, tables.value(part), tables.count(part)) for code, part in clipped(period, GRAINS[by])
        ]
    elif by in _ENTRY_KEYS:
        cells = _by_entry(tables, period, _ENTRY_KEYS[by](happenings))
    else:
        cells = _by_person(tables, period, _person_key(by, people))
    measure = tables.plan.indicator.measure
    return Breakdown(by=by, cells=_ordered(by, cells), additive=_adds(by, measure))


def _adds(by: str, measure: Measure) -> bool:
    if measure is Measure.PEOPLE:
        return by == "member"
    return by in _ALWAYS_ADDS or measure is Measure.ATTENDANCES


def _unit_key(happenings: Happenings) -> Callable[[int], Key]:
    return _somewhere(happenings.unit_of())


def _body_key(happenings: Happenings) -> Callable[[int], Key]:
    return _somewhere(happenings.body_of())


def _somewhere(places: Mapping[int, int]) -> Callable[[int], Key]:
    return lambda entry: None if places[entry] == NOWHERE else places[entry]


def _kind_key(happenings: Happenings) -> Callable[[int], Key]:
    return happenings.kind_of().__getitem__


def records_of(
    line: tuple[str, Key], tables: Tables, happenings: Happenings, people: PeopleByDay, period: Span
) -> tuple[int, ...]:
    """Return the records behind one line of a breakdown, in the order of their days.

    Args:
        line: the way it is broken down, and the key of the line as its cell names it.
        tables: the indicator's rows.
        happenings: what must be known of the entries.
        people: who everybody was on each day.
        period: the days counted.
    """
    by, key = line
    if by in GRAINS:
        part = next((span for code, span in clipped(period, GRAINS[by]) if code == key), None)
        window = tables.counted.window(part) if part is not None else (0, 0)
        return tuple(entry for _, entry, _ in tables.counted.rows(*window))
    rows = tables.counted.rows(*tables.counted.window(period))
    if by in _ENTRY_KEYS:
        key_of = _ENTRY_KEYS[by](happenings)
        return tuple(entry for _, entry, _ in rows if key_of(entry) == key)
    person_key = _person_key(by, people)
    having = {
        entry
        for day, entry, person in tables.people.rows(*tables.people.window(period))
        if person_key(person, day) == key
    }
    return tuple(entry for _, entry, _ in rows if entry in having)


_ENTRY_KEYS = {"unit": _unit_key, "organisation": _body_key, "kind": _kind_key}


def _by_entry(tables: Tables, period: Span, key: Callable[[int], Key]) -> list[Cell]:
    """Gather rows under one key an entry."""
    counts: Counter[Key] = Counter()
    totals: Counter[Key] = Counter()
    for _, entry, weight in tables.counted.rows(*tables.counted.window(period)):
        place = key(entry)
        counts[place] += 1
        totals[place] += weight
    if tables.plan.indicator.measure is Measure.PEOPLE:
        met: defaultdict[Key, set[int]] = defaultdict(set)
        for _, entry, person in tables.people.rows(*tables.people.window(period)):
            met[key(entry)].add(person)
        totals = Counter({place: len(persons) for place, persons in met.items()})
    return [Cell(place, tables.plan.value(totals[place]), count) for place, count in counts.items()]


def _person_key(by: str, people: PeopleByDay) -> Callable[[int, int], Key]:
    if by == "member":
        return lambda person, _day: person
    kept: dict[tuple[int, int], Key] = {}

    def sector(person: int, day: int) -> Key:
        if (person, day) not in kept:
            kept[person, day] = people.sector(person, date.fromordinal(day))
        return kept[person, day]

    return sector


def _by_person(tables: Tables, period: Span, key: Callable[[int, int], Key]) -> list[Cell]:
    """Gather rows under the key of each person of an entry."""
    measure = tables.plan.indicator.measure
    weights = {entry: weight for _, entry, weight in tables.counted.rows(*tables.counted.window(period))}
    entries: defaultdict[Key, set[int]] = defaultdict(set)
    persons: defaultdict[Key, set[int]] = defaultdict(set)
    attendances: Counter[Key] = Counter()
    for day, entry, person in tables.people.rows(*tables.people.window(period)):
        place = key(person, day)
        entries[place].add(entry)
        persons[place].add(person)
        attendances[place] += 1

    def total(place: Key) -> int:
        if measure is Measure.PEOPLE:
            return len(persons[place])
        if measure is Measure.ATTENDANCES:
            return attendances[place]
        return sum(weights[entry] for entry in entries[place])

    return [Cell(place, tables.plan.value(total(place)), len(found)) for place, found in entries.items()]


def of_stock(by: str, found: Stock) -> Breakdown:
    """Break a stock down by what its records belong to on the day."""
    keys: dict[str, Callable[[StockRecord], Iterable[Hashable]]] = {
        "unit": lambda item: (item.unit,),
        "sector": lambda item: (item.sector,),
        "member": lambda item: item.people or (None,),
        "kind": lambda item: (item.kind,),
    }
    gathered: defaultdict[Hashable, list[StockRecord]] = defaultdict(list)
    for item in found.counted:
        for key in keys[by](item):
            gathered[key].append(item)
    cells = [Cell(_key(key), amount_of(items), len(items)) for key, items in gathered.items()]
    additive = sum((cell.value or Decimal(0) for cell in cells), Decimal(0)) == found.value
    return Breakdown(by=by, cells=_ordered(by, cells), additive=additive)


def _key(value: Hashable) -> Key:
    return value if isinstance(value, str | int) else None


def of_stock_over_time(by: str, period: Span, count: Callable[[date], Stock]) -> Breakdown:
    """Return a stock at the end of each month or quarter of a period; states do not add up."""
    cells = []
    for code, part in clipped(period, GRAINS[by]):
        found = count(part.end or date.max)
        cells.append(Cell(code, found.value, len(found.counted)))
    return Breakdown(by=by, cells=tuple(cells), additive=False)


def of_ratio(numerator: Breakdown, denominator: Breakdown, unit: str) -> Breakdown:
    """Divide two breakdowns line by line; ratios never add up."""
    upper = {cell.key: cell for cell in numerator.cells}
    lower = {cell.key: cell.value for cell in denominator.cells}
    cells = [
        Cell(
            key,
            quotient(upper[key].value if key in upper else Decimal(0), lower.get(key), unit),
            upper[key].count if key in upper else 0,
        )
        for key in dict.fromkeys([*lower, *upper])
    ]
    return Breakdown(by=numerator.by, cells=tuple(cells), additive=False)


def _ordered(by: str, cells: Iterable[Cell]) -> tuple[Cell, ...]:
    if by in GRAINS:
        return tuple(cells)
    return tuple(
        sorted(cells, key=lambda cell: (cell.key is None, -(cell.value or Decimal(0)), str(cell.key)))
    )
