"""Tallies: which days each column counts, and lines in the order of the roster, never by size."""

from datetime import date

import pytest
from tests.engine.figures_ledger import entry, indicator, roster

from tongxin.engine.figures.book import open_book
from tongxin.engine.figures.tallies import (
    Column,
    Tally,
    TallyDetail,
    TallyGroup,
    days_of,
    figures_of,
    latest,
    lines_of,
)
from tongxin.engine.kernel import periods
from tongxin.engine.kernel.labels import plain
from tongxin.engine.kernel.periods import Grain, Period

MAY = periods.parse("2024-05")
SESSIONS = [date(2023, 2, 14), date(2024, 1, 16), date(2025, 1, 10)]
VISITS = indicator("visits", kinds=("visit",), per=("organisation",))
DETAIL = TallyDetail(label=plain("each"), by="organisation", over=Column.YEAR, indicators=("visits",))
TALLY = Tally(
    id="t",
    label=plain("t"),
    about=plain("t"),
    grain=Grain.MONTH,
    columns=(Column.PERIOD, Column.YEAR, Column.SESSION),
    groups=(TallyGroup(label=plain("all"), indicators=("visits",)),),
    details=(DETAIL,),
)


@pytest.mark.parametrize(
    ("column", "first"),
    [
        (Column.PERIOD, date(2024, 5, 1)),
        (Column.YEAR, date(2024, 1, 1)),
        (Column.SESSION, date(2024, 1, 16)),
    ],
)
def test_a_column_counts_from_its_first_day_to_the_end_of_the_month(column, first):
    days = days_of(column, MAY, SESSIONS)
    assert (days.start, days.end) == (first, date(2024, 5, 31))


def test_before_the_first_session_the_year_stands_in():
    assert days_of(Column.SESSION, MAY, [date(2025, 1, 10)]).start == date(2024, 1, 1)


def test_each_column_counts_its_own_days():
    rows = [entry(1, "2024-01-03"), entry(2, "2024-01-20"), entry(3, "2024-05-02"), entry(4, "2024-06-01")]
    book = open_book([VISITS], roster()).extended(rows)
    found = figures_of(TALLY, book, MAY, SESSIONS)
    assert [found["visits", column].value for column in TALLY.columns] == [1, 3, 2]


def test_lines_stand_in_the_order_of_the_roster_and_open_their_records():
    people = roster()
    first, second = list(people.organisations)[:2]
    rows = [
        entry(1, "2024-05-02", organisation=second),
        entry(2, "2024-05-03", organisation=second),
        entry(3, "2024-05-04", organisation=first),
        entry(4, "2024-05-05"),
    ]
    book = open_book([VISITS], people).extended(rows)
    lines = lines_of(DETAIL, book, MAY, SESSIONS)
    assert [(line.key, line.cells["visits"].value) for line in lines] == [(first, 1), (second, 2)]
    days = days_of(Column.YEAR, MAY, SESSIONS)
    assert book.line("visits", "organisation", second, days) == (1, 2)
    assert book.line("visits", "organisation", None, days) == (4,)
    assert book.line("visits", "month", "2024-05", days) == (1, 2, 3, 4)


@pytest.mark.parametrize(
    ("today", "code"),
    [(date(2024, 5, 31), "2024-05"), (date(2024, 5, 30), "2024-04"), (date(2024, 1, 2), "2023-12")],
)
def test_a_tally_is_made_out_for_the_last_complete_month(today, code):
    assert latest(TALLY, today) == periods.parse(code)
    assert isinstance(latest(TALLY, today), Period)
