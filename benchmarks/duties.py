"""Duties in memory: the definition, its twin in columns, recurrences stepped by dateutil; JSON out.

Usage: ``python -m benchmarks.duties``.
"""

import json
import random
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import numpy as np
from dateutil.rrule import MONTHLY, rrule

from benchmarks.figures import timed
from tongxin.engine.duties.columns import NEVER, Asked, Events, Spans, states
from tongxin.engine.duties.rules import Bound, Cadence, DutyRule
from tongxin.engine.duties.settling import Duty, Scene, State, Why, duties, rule_sets
from tongxin.engine.duties.subjects import Subject
from tongxin.engine.duties.windows import Window
from tongxin.engine.kernel.labels import plain
from tongxin.engine.kernel.spans import Span
from tongxin.engine.ledger.entries import Entry
from tongxin.engine.roster.values import Link, Person, Roster
from tongxin.web.calendars import calendar
from tongxin.web.duty_rows import DutyRow
from tongxin.web.link_rows import Named

FIRST, LAST = date(2024, 1, 1), date(2024, 12, 31)
AS_OF = date(2024, 10, 31)
COUNTY_LIMIT_MS, COLUMNS_LIMIT_MS = 20.0, 1000.0
# CISO Assistant on the same load: a year's calendar of 1,200 occurrences, and a list of 50 tasks.
PEER_CALENDAR_MS, PEER_LIST_MS = 35_000.0, 840.0
PEER_RATIO = 20


def rule() -> DutyRule:
    """Return the rule that each link owes a visit in each quarter."""
    return DutyRule(
        id="visit",
        group="all",
        label=plain("走访"),
        about=plain(""),
        bound=Bound.LINK,
        of=("link",),
        counts=("visit",),
        each=Cadence.QUARTER,
    )


def county(links: int, entries: int) -> Scene:
    """Return links between persons, and visits over a year."""
    draw = random.Random(5)
    roster = Roster(
        people={number: Person(id=number, name="") for number in range(2 * links)},
        links=tuple(
            Link(id=number, kind="link", people=(number,), person=links + number, span=Span(date(2023, 1, 1)))
            for number in range(links)
        ),
    )
    rows = []
    for number in range(1, entries + 1):
        pair = draw.randrange(links)
        day = FIRST + timedelta(days=draw.randrange(366))
        rows.append(
            Entry(
                id=number,
                root=number,
                kind="visit",
                happened=day,
                recorded=datetime(day.year, day.month, day.day, tzinfo=UTC),
                participants=((pair, "visitor"), (links + pair, "met")),
            )
        )
    return Scene(roster=roster, entries=tuple(rows), known=datetime(2025, 1, 1, tzinfo=UTC))


def columns(subjects: int, events: int) -> tuple[Spans, Events]:
    """Return the same in columns."""
    draw = np.random.default_rng(5)
    day = FIRST.toordinal() + draw.integers(0, 366, events)
    spans = Spans(start=np.full(subjects, -NEVER), end=np.full(subjects, NEVER))
    rows = Events(
        subject=draw.integers(0, subjects, events),
        day=day,
        recorded=day * 86_400,
        replaced=np.full(events, NEVER),
    )
    return spans, rows


def occurrences(count: int) -> list[DutyRow]:
    """Return rows of duties, as a calendar takes them."""
    one = rule()
    made = []
    for number in range(count):
        window = Window(FIRST, LAST, "2024", FIRST, LAST)
        duty = Duty(
            rule="visit",
            version="1",
            subject=Subject(id=number, bound=Bound.LINK, kind="link", span=Span(FIRST)),
            window=window,
            state=State.OPEN,
            why=Why.TIME_LEFT,
            done=Decimal(0),
            least=1,
            due=FIRST + timedelta(days=number % 366),
        )
        made.append(
            DutyRow(
                duty=duty,
                rule=one,
                holders=[],
                target=Named(f"演示{number}"),
                period="2024年",
                shape="open",
                word="待办",
                why="",
                address=f"/duties/visit/{number}/2024/",
                ways=[],
            )
        )
    return made


def stepped(count: int) -> list[list[datetime]]:
    """Step recurrences as many task systems do, for comparison."""
    start = datetime(2023, 1, 1, tzinfo=UTC)
    until = datetime(2024, 12, 31, tzinfo=UTC)
    return [list(rrule(MONTHLY, interval=3, dtstart=start, until=until)) for _ in range(count)]


def measured() -> list[dict[str, object]]:
    """Return a row for each measurement, with its limit."""
    asked = Span(FIRST, LAST)
    sets = rule_sets([("1", date(2023, 1, 1), (rule(),))])
    scene = county(200, 5_000)
    plain_ms = timed(lambda: list(duties(sets, scene, asked, AS_OF)), 9)
    spans, rows = columns(200_000, 5_000_000)
    question = Asked(first=FIRST, last=LAST, as_of=AS_OF, known=AS_OF.toordinal() * 86_400)
    columns_ms = timed(lambda: states(rule(), date(2023, 1, 1), spans, rows, question), 3)
    shown = occurrences(1_200)
    at = datetime(2024, 1, 1, tzinfo=UTC)
    calendar_ms = timed(lambda: calendar(shown, "应办", "https://example.org", at), 3)
    fifty = county(50, 1_250)
    list_ms = timed(lambda: list(duties(sets, fifty, asked, AS_OF)), 9)
    found = [
        ("definition, 200 links × 5,000 entries", plain_ms, COUNTY_LIMIT_MS),
        ("columns, 200,000 × 5,000,000", columns_ms, COLUMNS_LIMIT_MS),
        ("calendar of 1,200 occurrences", calendar_ms, PEER_CALENDAR_MS / PEER_RATIO),
        ("list of 50", list_ms, PEER_LIST_MS / PEER_RATIO),
    ]
    rows_out: list[dict[str, object]] = [
        {"what": what, "ms": ms, "limit_ms": limit, "within_limit": ms <= limit} for what, ms, limit in found
    ]
    rows_out[2]["times_faster_than_peer"] = round(PEER_CALENDAR_MS / calendar_ms)
    rows_out[3]["times_faster_than_peer"] = round(PEER_LIST_MS / list_ms)
    rows_out[0]["dateutil_rrule_stepping_ms"] = timed(lambda: stepped(200), 3)
    return rows_out


if __name__ == "__main__":
    print(json.dumps(measured(), ensure_ascii=False, indent=2))
