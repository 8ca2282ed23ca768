"""The working-day calendar: what a day is, counting by working days, months and their ends."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.engine import deadlines_slow as slow

from tongxin.engine.kernel.holidays import ArrangedDay, DayKind, Holiday, Origin
from tongxin.engine.kernel.labels import plain
from tongxin.engine.kernel.spans import Span
from tongxin.engine.kernel.workdays import Calendar, add_days, add_months


def holiday(code, first, last, *worked, region=False):
    """Return a holiday called by its code, from a day to a day."""
    days = [date.fromisoformat(day) for day in (first, last, *worked)]
    return Holiday(
        id=code, label=plain(code), first=days[0], last=days[1], worked=tuple(days[2:]), region=region
    )


SPRING = holiday("春节", "2024-02-10", "2024-02-17", "2024-02-04", "2024-02-18")
LABOUR = holiday("劳动节", "2023-04-29", "2023-05-03", "2023-04-23")
SANYUESAN = holiday("三月三", "2023-04-21", "2023-04-23", region=True)
HOLIDAYS = (SANYUESAN, LABOUR, SPRING)
CALENDAR = Calendar.of(HOLIDAYS)
DAYS = st.dates(date(2022, 6, 1), date(2025, 6, 30))


def marked(kind):
    return ArrangedDay(kind=kind, code="", label=plain(""), origin=Origin.OFFICE)


@st.composite
def calendars(draw):
    """Return a calendar with any days off and any worked weekends, and both as sets."""
    off = draw(st.frozensets(DAYS, max_size=40))
    weekends = DAYS.filter(lambda day: day.isoweekday() > 5 and day not in off)
    worked = draw(st.frozensets(weekends, max_size=12))
    arranged = {day: marked(DayKind.OFF) for day in off} | {day: marked(DayKind.WORKED) for day in worked}
    return Calendar(arranged=arranged, years=frozenset(range(2021, 2027))), off, worked


def test_days_off_are_not_worked_and_weekends_that_make_up_for_them_are():
    assert not CALENDAR.is_workday(date(2024, 2, 12))  # a Monday
    assert CALENDAR.is_workday(date(2024, 2, 18))  # a Sunday
    assert CALENDAR.is_workday(date(2024, 2, 19))
    assert not CALENDAR.is_workday(date(2024, 2, 24))


def test_a_regions_festival_goes_over_the_make_up_day_of_the_state():
    assert not CALENDAR.is_workday(date(2023, 4, 21))
    assert not CALENDAR.is_workday(date(2023, 4, 23))
    assert Calendar.of([LABOUR]).is_workday(date(2023, 4, 23))


def test_what_the_office_marks_goes_over_everything():
    marks = {
        date(2024, 2, 12): marked(DayKind.WORKED),
        date(2024, 2, 13): marked(DayKind.NORMAL),
        date(2024, 2, 18): marked(DayKind.NORMAL),
        date(2024, 3, 1): marked(DayKind.OFF),
    }
    found = Calendar.of(HOLIDAYS, marks)
    worked = {day: found.is_workday(day) for day in marks}
    assert list(worked.values()) == [True, True, False, False]


@pytest.mark.parametrize(
    ("start", "number", "expected"),
    [
        (date(2024, 2, 9), 1, date(2024, 2, 18)),  # the day before the festival, then the worked Sunday
        (date(2024, 2, 2), 1, date(2024, 2, 4)),
        (date(2024, 2, 2), 7, date(2024, 2, 18)),
        (date(2024, 2, 19), -1, date(2024, 2, 18)),
        (date(2024, 2, 18), -1, date(2024, 2, 9)),
        (date(2024, 2, 17), 0, date(2024, 2, 17)),
    ],
)
def test_the_nth_working_day_after_a_day_that_does_not_count_itself(start, number, expected):
    assert CALENDAR.after(start, number) == expected


def test_a_working_day_stays_and_a_day_off_moves_on():
    assert CALENDAR.at_or_after(date(2024, 2, 9)) == date(2024, 2, 9)
    assert CALENDAR.at_or_after(date(2024, 2, 10)) == date(2024, 2, 18)


@given(calendars(), DAYS, st.integers(0, 80))
def test_counting_back_what_was_counted_on_gives_the_number(made, start, number):
    found, off, worked = made
    last = found.after(start, number)
    assert last == slow.due(start, number, "workday", off=off, worked=worked)
    assert found.between(start, last) == number
    assert number == 0 or found.is_workday(last)


@given(calendars(), DAYS, DAYS)
def test_working_days_between_are_those_one_finds_by_looking_at_each(made, after, last):
    found, off, worked = made
    looked_at = [after + timedelta(days=place) for place in range(1, (last - after).days + 1)]
    expected = sum(slow.is_workday(day, off, worked) for day in looked_at)
    assert found.between(after, last) == expected


@given(calendars(), DAYS, st.integers(1, 40))
def test_so_many_working_days_before_the_nth_day_after_is_no_later_than_the_start(made, start, number):
    found = made[0]
    back = found.after(found.after(start, number), -number)
    assert back <= start
    assert (back == start) == found.is_workday(start)


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2023, 1, 31), 1, date(2023, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 2, 29), 48, date(2028, 2, 29)),
        (date(2024, 8, 31), 3, date(2024, 11, 30)),
        (date(2024, 11, 30), 3, date(2025, 2, 28)),
        (date(2024, 12, 15), 1, date(2025, 1, 15)),
        (date(2024, 3, 31), -1, date(2024, 2, 29)),
        (date(2024, 5, 31), 0, date(2024, 5, 31)),
    ],
)
def test_a_month_later_is_the_same_day_or_the_last_one_the_month_has(day, months, expected):
    assert add_months(day, months) == expected


@given(DAYS, st.integers(0, 60))
def test_months_step_by_step_end_on_the_same_day(day, months):
    assert add_months(day, months) == slow.later(day, months)


def test_days_later():
    assert add_days(date(2024, 2, 28), 2) == date(2024, 3, 1)


def test_the_calendar_says_how_far_it_knows():
    assert CALENDAR.known_to == date(2024, 12, 31)
    assert CALENDAR.known_until(date(2023, 5, 1)) == date(2024, 12, 31)
    assert CALENDAR.known_until(date(2025, 1, 1)) is None
    assert CALENDAR.knows(date(2023, 12, 1))
    assert not CALENDAR.knows(date(2025, 1, 1))
    assert Calendar().known_to is None


def test_a_year_between_that_is_missing_ends_what_is_known():
    gap = Calendar.of([LABOUR, holiday("元旦", "2025-01-01", "2025-01-01")])
    assert gap.known_until(date(2023, 5, 1)) == date(2023, 12, 31)
    assert gap.known_to == date(2025, 12, 31)


def test_a_year_that_the_office_completed_is_known():
    assert Calendar.of(HOLIDAYS, complete=[2025]).known_to == date(2025, 12, 31)


def test_a_festival_of_the_region_alone_does_not_make_a_year_known():
    assert Calendar.of([SANYUESAN]).known_to is None
    assert not Calendar.of([SANYUESAN]).knows(date(2023, 5, 1))


def test_days_of_one_holiday_are_told_as_one_run():
    found = [(run.span, run.day.label.en) for run in CALENDAR.runs(date(2024, 1, 1), date(2024, 12, 31))]
    assert found == [
        (Span(date(2024, 2, 4), date(2024, 2, 4)), "春节"),
        (Span(date(2024, 2, 10), date(2024, 2, 17)), "春节"),
        (Span(date(2024, 2, 18), date(2024, 2, 18)), "春节"),
    ]
    [cut] = CALENDAR.runs(date(2024, 2, 16), date(2024, 2, 17))
    assert cut.span == Span(date(2024, 2, 16), date(2024, 2, 17))
