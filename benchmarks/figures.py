"""Figures in memory: the plain definition, building the index, and asking it; JSON out.

Usage: ``python -m benchmarks.figures [SIZE ...]`` (default 2500 250000).
"""

import json
import random
import resource
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from tongxin.engine.figures.book import Book, open_book
from tongxin.engine.figures.indicators import Condition, Indicator, Measure, Source
from tongxin.engine.figures.plain import figures
from tongxin.engine.kernel.labels import plain
from tongxin.engine.kernel.spans import Span
from tongxin.engine.ledger.entries import Act, Entry
from tongxin.engine.roster.values import Membership, Roster, Standing

KINDS = [f"kind{number}" for number in range(30)]
MEMBERS = 700
FIRST = date(2021, 1, 1)
DAYS = 1825
PERIOD = Span(date(2023, 1, 1), date(2024, 10, 31))
NOW = datetime(2027, 1, 1, tzinfo=UTC)
PAGE_LIMIT_MS = 300.0


def indicators() -> list[Indicator]:
    """Return 60 indicators of the shapes that a county's pack has."""
    found = []
    for number in range(60):
        measure = (Measure.COUNT, Measure.COUNT, Measure.SUM, Measure.ATTENDANCES, Measure.PEOPLE)[number % 5]
        where = ()
        if number % 3 == 1:
            where = (Condition(on="field:form", values=("a", "b")),)
        if number % 7 == 2:
            where = (*where, Condition(on="participant", values=("non_party_member",)))
        found.append(
            Indicator(
                id=f"i{number}",
                label=plain(""),
                counts=plain(""),
                group="",
                unit="",
                source=Source.ENTRIES,
                kinds=() if number == 0 else tuple({KINDS[number % 30], KINDS[number * 7 % 30]}),
                measure=measure,
                quantity="money" if measure is Measure.SUM else "",
                where=where,
                per=("month", "unit", "member"),
            )
        )
    return found


def roster() -> Roster:
    """Return members of whom two in five are party members."""
    return Roster(
        memberships={
            number: Membership(id=number, person=number, sector=f"s{number % 23}", span=Span(FIRST))
            for number in range(1, MEMBERS + 1)
        },
        standings=tuple(
            Standing(person=number, affiliation="cpc") for number in range(1, MEMBERS + 1, 5) for _ in "xx"
        ),
        party_codes=frozenset({"cpc"}),
    )


def ledger(size: int) -> Iterator[Entry]:
    """Yield entries with three participants each, of which one in fifty corrects or voids another."""
    draw = random.Random(17)
    for number in range(1, size + 1):
        day = FIRST + timedelta(days=number * DAYS // size)
        root = draw.randrange(1, number) if number > 50 and number % 50 == 0 else number
        root = root - 1 if root != number and root % 50 == 0 else root
        yield Entry(
            id=number,
            root=root,
            act=Act.RECORD if root == number else draw.choice((Act.CORRECT, Act.VOID)),
            kind=draw.choice(KINDS),
            happened=day - timedelta(days=draw.randrange(20)),
            recorded=datetime(day.year, day.month, day.day, 9, tzinfo=UTC),
            unit=draw.randrange(1, 37),
            participants=tuple((draw.randrange(1, MEMBERS + 1), "participant") for _ in range(3)),
            fields={"form": draw.choice("abcd")},
            amounts={"money": Decimal(draw.randrange(10**6)) / 100} if number % 3 == 0 else {},
        )


def timed(work: Callable[[], object], repeats: int = 1) -> float:
    """Return the median time of some runs in milliseconds."""
    times = []
    for _ in range(repeats):
        started = time.perf_counter()
        work()
        times.append((time.perf_counter() - started) * 1000)
    return round(statistics.median(times), 2)


def _ask(book: Book) -> list[object]:
    return [book.figures(PERIOD), book.breakdown("i4", "month", PERIOD)]


def measured(size: int) -> dict[str, object]:
    """Return the times of the engine over a ledger of a size."""
    entries = list(ledger(size))
    wanted, who = indicators(), roster()
    empty_book = open_book(wanted, who)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    build = timed(lambda: empty_book.extended(entries))
    book = empty_book.extended(entries)
    return {
        "entries": size,
        "plain_definition_ms": timed(lambda: figures(wanted, who, entries, PERIOD, NOW)),
        "index_build_ms": build,
        "index_rows": sum(
            len(held.counted) + len(held.excluded) + len(held.people) for held in book.index.tables.values()
        ),
        "index_growth_mib": (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024,
        "extend_by_one_ms": timed(lambda: book.extended([_next(entries)]), 5),
        "all_figures_and_months_ms": timed(lambda: _ask(book), 5),
        "breakdown_by_member_ms": timed(lambda: book.breakdown("i0", "member", PERIOD), 3),
        "breakdown_by_unit_ms": timed(lambda: book.breakdown("i0", "unit", PERIOD), 3),
        "trail_ms": timed(lambda: book.trail("i1", PERIOD), 3),
        "page_limit_ms": PAGE_LIMIT_MS,
    }


def _next(entries: list[Entry]) -> Entry:
    last = entries[-1]
    return Entry(id=last.id + 1, root=last.id + 1, kind="kind1", happened=FIRST, recorded=last.recorded)


if __name__ == "__main__":
    sizes = [int(argument) for argument in sys.argv[1:]] or [2_500, 250_000]
    print(json.dumps([measured(size) for size in sizes], indent=2))
