"""Duties of the whole committee: the grid, and who is to be called."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from django.views.decorators.http import require_GET

from tongxin.engine.duties.book import answerers
from tongxin.engine.duties.outlook import Outlook, outlook, to_call
from tongxin.engine.duties.settling import Duty, State
from tongxin.engine.roster.directory import by_pinyin
from tongxin.web import duty_grid, duty_rows, duty_words, standing_on
from tongxin.web.access import PageRequest, page
from tongxin.web.duty_grid import Table
from tongxin.web.duty_rows import Desk, DutyRow
from tongxin.web.link_rows import Named, people_named

ASKED_AFTER = 31
"""Days after a missed due date in which somebody is still called: the record may only be missing."""

AHEADS = (7, 31, 92)
"""How many days ahead the list may look."""


@require_GET
@page("oversee", "duty")
def grid(request: PageRequest) -> HttpResponse:
    """Show the duties of one group in a year: a row a subject, a column a period."""
    here = duty_rows.desk(request)
    year = _year(request, here)
    groups = [(group, duty_grid.tables(here, group.id, year)) for group in here.where.mechanism.duty_groups]
    asked = request.GET.get("group", "")
    chosen = next((pair for pair in groups if pair[0].id == asked), groups[0] if groups else None)
    tables = chosen[1] if chosen else []
    wanted = request.GET.get("of", "")
    table = next((one for one in tables if one.id == wanted), tables[0] if tables else None)
    context = {
        "where": here.where,
        "years": (here.where.day.year, here.where.day.year - 1),
        "year": year,
        "groups": [(group, _late(tables)) for group, tables in groups],
        "group": chosen[0] if chosen else None,
        "tables": [(one, [rule.label for rule in one.rules]) for one in tables],
        "table": table,
        **(_table(request, here, table, year) if table else {"columns": [], "rows": None, "state": ""}),
    }
    return render(request, "tongxin/duties/grid.html", context)


def _year(request: PageRequest, here: Desk) -> int:
    """Return the year asked for: the day's own, or the one before."""
    today = here.where.day.year
    return today - 1 if request.GET.get("year") == str(today - 1) else today


def _late(tables: Iterable[Table]) -> int:
    return sum((table.counts for table in tables), Counter[State]())[State.OVERDUE]


def _table(request: PageRequest, here: Desk, table: Table, year: int) -> dict[str, object]:
    found = duty_grid.of_year(here, table.rules, year)
    columns = duty_grid.heads(table, found)
    lines = duty_grid.lines(here, found, columns)
    states = {state.value: state for state in State}
    wanted = states.get(request.GET.get("state", ""))
    shown = [line for line in lines if wanted is None or wanted in line.states]
    return {
        "columns": columns,
        "groups_of_columns": [
            (rule, [head for head in columns if head.rule is rule]) for rule in table.rules
        ],
        "rows": standing_on.paged(request, shown),
        "state": wanted.value if wanted else "",
        "counts": [
            (state, str(duty_words.STATES[state]), duty_words.SHAPES[state], table.counts[state])
            for state in State
            if table.counts[state]
        ],
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """Who is to be called, and about which duties."""

    people: list[Named]
    rows: list[tuple[DutyRow, str]]


@require_GET
@page("oversee", "duty")
def ahead(request: PageRequest) -> HttpResponse:
    """Show which duties will be missed at the present pace, by whom to call about them."""
    here = duty_rows.desk(request)
    days = next((one for one in AHEADS if request.GET.get("days") == str(one)), AHEADS[1])
    outlooks = [_outlook(here, duty) for duty in here.book.duties if _in_question(here, duty)]
    calls = _calls(here, to_call(outlooks, here.where.day, days))
    opened = [one for one in outlooks if one.duty.state is State.OPEN]
    context = {
        "where": here.where,
        "days": days,
        "aheads": AHEADS,
        "calls": standing_on.paged(request, calls),
        "open": len(opened),
        "misses": sum(one.misses for one in opened),
        "overdue": sum(one.duty.state is State.OVERDUE for one in outlooks),
        "owed": sum(len(call.rows) for call in calls),
    }
    return render(request, "tongxin/duties/ahead.html", context)


def _in_question(here: Desk, duty: Duty) -> bool:
    if duty.state is State.OVERDUE:
        return duty.due >= here.where.day - timedelta(days=ASKED_AFTER)
    return duty.state is State.OPEN


def _outlook(here: Desk, duty: Duty) -> Outlook:
    return outlook(duty, here.book.of_subject[duty.rule, duty.subject.id], here.where.day)


def _calls(here: Desk, outlooks: list[Outlook]) -> list[Call]:
    """Return the calls: one for all duties that the same people answer for, what is due first on top."""
    found: dict[tuple[int, ...], list[Outlook]] = {}
    for one in outlooks:
        found.setdefault(answerers(one.duty.subject, here.where.directory), []).append(one)
    roster = here.where.directory.roster
    order = sorted(
        found,
        key=lambda people: (
            min(one.duty.due for one in found[people]),
            [by_pinyin(roster.people[person]) for person in people],
        ),
    )
    return [
        Call(
            people=people_named(here.where, people),
            rows=[
                (row, duty_words.pace(one) if one.duty.state is State.OPEN else row.why)
                for one in sorted(found[people], key=lambda item: item.duty.due)
                for row in duty_rows.rows(here, [one.duty])
            ],
        )
        for people in order
    ]


urls: list[URLPattern] = [
    path("duties/grid/", grid, name="duties-grid"),
    path("duties/ahead/", ahead, name="duties-ahead"),
]
