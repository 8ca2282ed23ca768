"""Working days: holidays with weekends worked in return, the region's own days, months of unequal length."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongxin.engine.kernel.workdays import Calendar, Measure, add_months, due, moved, skipped
from tongxin.packs import registry

LONGAN = registry.pack("longan").versions[-1].calendar()
COUNTY = registry.pack("county").versions[-1].calendar()
DAYS = st.dates(date(2021, 1, 1), date(2026, 6, 30))


def day(text):
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("found", "worked"),
    [
        ("2024-02-09", True),  # New Year's Eve was a working day in 2024.
        ("2024-02-12", False),
        ("2024-02-18", True),  # A Sunday worked for the Spring Festival.
        ("2024-02-17", False),
        ("2024-10-12", True),  # A Saturday worked for the National Day.
        ("2024-04-11", False),  # The region's day.
        ("2024-04-13", False),
        ("2023-04-23", False),  # Worked in the country, taken back by the region.
        ("2022-04-02", False),
        ("2021-04-18", True),
    ],
)
def test_a_day_is_worked_or_off_by_the_notices(found, worked):
    assert LONGAN.is_workday(day(found)) is worked


def test_another_committee_has_no_days_of_the_region():
    assert COUNTY.is_workday(day("2024-04-11"))
    assert COUNTY.is_workday(day("2023-04-23"))


def test_three_working_days_from_before_the_regions_holiday_end_after_it():
    assert due(day("2024-04-09"), 3, Measure.WORKDAY, LONGAN) == day("2024-04-16")
    assert skipped(day("2024-04-09"), day("2024-04-16"), LONGAN) == ("2024-sanyuesan",)
    assert due(day("2024-04-09"), 3, Measure.WORKDAY, COUNTY) == day("2024-04-12")


def test_a_worked_weekend_day_counts():
    assert due(day("2024-09-27"), 1, Measure.WORKDAY, LONGAN) == day("2024-09-29")


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        ("2024-01-31", 1, "2024-02-29"),
        ("2023-01-31", 1, "2023-02-28"),
        ("2023-11-30", 3, "2024-02-29"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2024-12-15", 3, "2025-03-15"),
    ],
)
def test_a_term_of_months_ends_on_the_same_day_or_the_months_last(start, count, end):
    assert add_months(day(start), count) == day(end)


def test_a_pause_takes_as_much_of_a_term_as_it_lasted():
    paused = (day("2024-03-01"), day("2024-03-08"))
    assert moved(day("2024-06-01"), *paused, Measure.MONTH, LONGAN) == day("2024-06-08")
    # Five working days, put off past the region's holiday.
    assert moved(day("2024-04-09"), *paused, Measure.WORKDAY, LONGAN) == day("2024-04-18")


def test_the_calendar_says_how_far_it_knows():
    assert LONGAN.known_to == date(2026, 12, 31)
    assert not LONGAN.knows(date(2027, 1, 4))
    assert not Calendar().knows(date(2024, 1, 1))


@given(DAYS, st.integers(0, 60))
def test_a_term_of_working_days_ends_on_one_and_holds_so_many(start, count):
    end = due(start, count, Measure.WORKDAY, LONGAN)
    assert LONGAN.between(start, end) == count
    assert count == 0 or LONGAN.is_workday(end)


@given(DAYS, st.integers(0, 40))
def test_counting_one_by_one_gives_the_same_day(start, count):
    slow, left = start, count
    while left:
        slow += timedelta(days=1)
        weekend = slow.isoweekday() in {6, 7}
        off = slow in LONGAN.off or (weekend and slow not in LONGAN.worked)
        left -= not off
    assert due(start, count, Measure.WORKDAY, LONGAN) == slow
