"""Time limits in days, working days and months: when they end, and how that came about."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.engine import deadlines_slow as slow
from tests.engine.test_calendar import CALENDAR, DAYS, calendars

from tongxin.engine.kernel.deadlines import reckon, reckon_with_pauses, restart
from tongxin.engine.kernel.reckoning import Roll, StepCode, Term
from tongxin.engine.kernel.spans import Span
from tongxin.engine.kernel.workdays import Measure
from tongxin.packs import registry

LONGAN = registry.pack("longan").versions[-1].calendar()
COUNTY = registry.pack("county").versions[-1].calendar()
OFF, WEEKEND, WORKED = StepCode.OFF, StepCode.WEEKEND, StepCode.WORKED
PAUSED, ROLLED, UNCERTAIN = StepCode.PAUSED, StepCode.ROLLED, StepCode.UNCERTAIN


def term(amount, unit="workday"):
    return Term(amount, Measure(unit))


def told(reckoning):
    """Return code, first day, last day and number of days of every step."""
    return [(step.code, step.span.start, step.span.end, step.days) for step in reckoning.steps]


def names(reckoning, code):
    return [step.name.zh_hans for step in reckoning.steps if step.code is code]


def day_of(text):
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("calendar", "start", "number", "expected"),
    [
        (LONGAN, "2024-04-08", 15, "2024-04-30"),  # two days of the region's festival, a worked Sunday
        (COUNTY, "2024-04-08", 15, "2024-04-28"),  # elsewhere they are worked
        (LONGAN, "2024-02-08", 3, "2024-02-19"),  # Spring Festival, then its worked Sunday
        (LONGAN, "2024-02-01", 5, "2024-02-07"),  # a worked Sunday before it
        (LONGAN, "2024-09-27", 5, "2024-10-10"),  # a worked Sunday, then seven days of National Day
        (LONGAN, "2024-10-11", 1, "2024-10-12"),  # the worked Saturday after it
        (LONGAN, "2023-04-20", 1, "2023-04-24"),  # the festival took a make-up day back
        (COUNTY, "2023-04-20", 2, "2023-04-23"),
        (LONGAN, "2025-03-28", 1, "2025-04-02"),
        (LONGAN, "2022-04-01", 1, "2022-04-07"),  # festival and Tomb-Sweeping Day in one
        (LONGAN, "2021-04-13", 1, "2021-04-18"),  # three days off, a Saturday, a worked Sunday
        (LONGAN, "2023-12-29", 1, "2024-01-02"),  # a holiday across New Year
        (LONGAN, "2024-02-28", 1, "2024-02-29"),
    ],
)
def test_a_limit_in_working_days_knows_the_holidays_of_its_place(calendar, start, number, expected):
    found = reckon(day_of(start), term(number), calendar)
    assert found.due == day_of(expected)
    assert not found.uncertain


def test_the_reckoning_names_the_holidays_it_jumped_and_the_weekends_that_counted():
    found = reckon(day_of("2024-04-08"), term(15), LONGAN)
    assert told(found) == [
        (OFF, date(2024, 4, 11), date(2024, 4, 12), 2),
        (WEEKEND, date(2024, 4, 9), date(2024, 4, 30), 5),
        (WORKED, date(2024, 4, 28), date(2024, 4, 28), 1),
    ]
    assert names(found, OFF) == ["壮族三月三"]
    assert names(found, WORKED) == ["劳动节"]


def test_calendar_days_and_months_need_no_calendar_and_are_never_in_doubt():
    assert reckon(day_of("2030-01-31"), term(30, "day"), LONGAN).due == date(2030, 3, 2)
    months = reckon(day_of("2030-01-31"), term(3, "month"), LONGAN)
    assert (months.due, months.uncertain) == (date(2030, 4, 30), False)
    assert [step.code for step in months.steps] == [StepCode.CLAMPED]


@pytest.mark.parametrize(
    ("start", "months", "expected"),
    [
        ("2024-01-31", 1, "2024-02-29"),
        ("2023-01-31", 1, "2023-02-28"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2024-11-30", 3, "2025-02-28"),
        ("2024-12-31", 6, "2025-06-30"),
        ("2024-04-08", 3, "2024-07-08"),
    ],
)
def test_a_limit_in_months_ends_on_the_same_day_or_the_last_the_month_has(start, months, expected):
    assert reckon(day_of(start), term(months, "month"), LONGAN).due == day_of(expected)


def test_a_due_day_on_which_nobody_works_moves_on_if_that_is_the_rule():
    stays = reckon(day_of("2024-07-01"), term(3, "month"), LONGAN)
    moves = reckon(day_of("2024-07-01"), term(3, "month"), LONGAN, Roll.NEXT)
    assert (stays.due, moves.due) == (date(2024, 10, 1), date(2024, 10, 8))
    assert told(moves) == [(ROLLED, date(2024, 10, 1), date(2024, 10, 8), 0)]
    worked = reckon(day_of("2024-07-12"), term(3, "month"), LONGAN, Roll.NEXT)
    assert (worked.due, worked.steps) == (date(2024, 10, 12), ())  # a worked Saturday stays


def test_past_the_last_year_that_is_known_the_result_is_uncertain():
    within = reckon(day_of("2026-12-14"), term(13), LONGAN)
    beyond = reckon(day_of("2026-12-14"), term(14), LONGAN)
    assert (within.due, within.uncertain) == (date(2026, 12, 31), False)
    assert (beyond.due, beyond.uncertain) == (date(2027, 1, 1), True)
    assert told(beyond)[-1] == (UNCERTAIN, date(2027, 1, 1), date(2027, 1, 1), 0)
    rolled = reckon(day_of("2026-11-02"), term(2, "month"), LONGAN, Roll.NEXT)
    assert (rolled.due, rolled.uncertain) == (date(2027, 1, 4), True)


def test_the_year_before_the_first_day_that_counts_is_not_asked_for():
    assert not reckon(day_of("2020-12-31"), term(1), LONGAN).uncertain
    assert not reckon(day_of("2020-12-31"), term(0), LONGAN).uncertain
    assert reckon(day_of("2020-12-30"), term(1), LONGAN).uncertain


def test_a_limit_of_nothing_ends_where_it_starts():
    for unit in Measure:
        found = reckon(date(2024, 2, 10), Term(0, unit), LONGAN)
        assert (found.due, found.steps) == (date(2024, 2, 10), ())
    assert reckon(date(2024, 2, 10), term(0), LONGAN, Roll.NEXT).due == date(2024, 2, 18)


def test_a_limit_below_nothing_is_refused():
    with pytest.raises(ValueError, match="-1"):
        term(-1)


def test_days_on_which_the_clock_stood_still_do_not_count():
    pause = Span(date(2024, 4, 10), date(2024, 4, 16))
    found = reckon_with_pauses(day_of("2024-04-08"), term(5), [pause], LONGAN)
    assert found.due == date(2024, 4, 22)
    assert (PAUSED, date(2024, 4, 10), date(2024, 4, 16), 3) in told(found)  # 10, 15 and 16 April
    days = reckon_with_pauses(day_of("2024-04-08"), term(5, "day"), [pause], LONGAN)
    assert (days.due, told(days)) == (date(2024, 4, 20), [(PAUSED, pause.start, pause.end, 7)])


def test_a_limit_in_months_moves_on_by_the_calendar_days_of_the_pause():
    pause = Span(date(2024, 5, 1), date(2024, 5, 10))
    found = reckon_with_pauses(day_of("2024-04-08"), term(3, "month"), [pause], LONGAN)
    assert found.due == date(2024, 7, 18)
    assert told(found) == [(PAUSED, pause.start, pause.end, 10)]


def test_a_pause_in_the_days_that_an_earlier_one_added_stops_the_clock_again():
    pauses = [Span(date(2024, 5, 1), date(2024, 5, 10)), Span(date(2024, 7, 15), date(2024, 7, 16))]
    assert reckon_with_pauses(day_of("2024-04-08"), term(3, "month"), pauses, LONGAN).due == date(2024, 7, 20)


def test_a_pause_before_the_start_or_after_the_end_changes_nothing():
    outside = [Span(date(2024, 4, 1), date(2024, 4, 8)), Span(date(2024, 5, 1), date(2024, 6, 1))]
    assert reckon_with_pauses(day_of("2024-04-08"), term(5), outside, LONGAN) == reckon(
        day_of("2024-04-08"), term(5), LONGAN
    )


def test_pauses_that_overlap_stop_the_clock_once():
    twice = [Span(date(2024, 4, 10), date(2024, 4, 15)), Span(date(2024, 4, 15), date(2024, 4, 16))]
    once = [Span(date(2024, 4, 10), date(2024, 4, 16))]
    start = day_of("2024-04-08")
    assert reckon_with_pauses(start, term(5), twice, LONGAN) == reckon_with_pauses(
        start, term(5), once, LONGAN
    )


def test_a_worked_weekend_in_a_pause_did_not_count():
    pause = Span(date(2024, 4, 28), date(2024, 4, 28))
    found = reckon_with_pauses(day_of("2024-04-26"), term(1), [pause], LONGAN)
    assert found.due == date(2024, 4, 29)
    assert [step.code for step in found.steps] == [WEEKEND, PAUSED]


def test_a_due_day_does_not_move_into_a_pause():
    pause = Span(date(2024, 10, 8), date(2024, 10, 9))
    found = reckon_with_pauses(day_of("2024-07-01"), term(3, "month"), [pause], LONGAN, Roll.NEXT)
    assert found.due == date(2024, 10, 10)


@pytest.mark.parametrize("pause", [Span(date(2024, 4, 10)), Span(None, date(2024, 4, 10))])
def test_while_the_clock_stands_still_nothing_is_due(pause):
    with pytest.raises(ValueError, match="Span"):
        reckon_with_pauses(day_of("2024-04-08"), term(5), [pause], LONGAN)


def test_a_clock_set_going_anew_keeps_limit_and_rule_and_says_since_when_it_had_run():
    first = reckon(day_of("2024-07-01"), term(3, "month"), LONGAN, Roll.NEXT)
    anew = restart(first, day_of("2024-07-10"), LONGAN)
    assert (anew.start, anew.term, anew.roll) == (date(2024, 7, 10), first.term, Roll.NEXT)
    assert anew.due == date(2024, 10, 10)
    assert told(anew) == [(StepCode.RESTARTED, date(2024, 7, 1), date(2024, 7, 10), 0)]
    paused = restart(first, day_of("2024-07-10"), LONGAN, [Span(date(2024, 7, 11), date(2024, 7, 12))])
    assert paused.due == date(2024, 10, 12)


SPANS = st.tuples(DAYS, st.integers(0, 25)).map(lambda one: Span(one[0], one[0] + timedelta(days=one[1])))
UNITS = st.sampled_from(list(Measure))


def days_of(spans):
    return frozenset(
        span.start + timedelta(days=place)
        for span in spans
        for place in range((span.end - span.start).days + 1)
    )


@given(calendars(), DAYS, st.integers(0, 45), UNITS, st.lists(SPANS, max_size=5), st.sampled_from(list(Roll)))
def test_it_agrees_with_counting_day_by_day(made, start, amount, unit, pauses, roll):
    calendar, off, worked = made
    found = reckon_with_pauses(start, Term(amount, unit), pauses, calendar, roll)
    sets = {"off": off, "worked": worked, "paused": days_of(pauses)}
    assert found.due == slow.due(start, amount, unit, roll=roll is Roll.NEXT, **sets)


@given(calendars(), DAYS, st.integers(1, 45), st.lists(SPANS, max_size=5))
def test_every_day_between_start_and_end_is_accounted_for(made, start, amount, pauses):
    calendar = made[0]
    found = reckon_with_pauses(start, term(amount), pauses, calendar)
    not_counted = sum(step.days for step in found.steps if step.code in (OFF, WEEKEND, PAUSED))
    assert (found.due - start).days == amount + not_counted


@given(calendars(), DAYS, st.integers(0, 30), UNITS, SPANS)
def test_a_pause_never_brings_a_deadline_forward_and_a_longer_limit_never_ends_earlier(
    made, start, amount, unit, pause
):
    calendar = made[0]
    plain = reckon(start, Term(amount, unit), calendar)
    assert reckon_with_pauses(start, Term(amount, unit), [pause], calendar).due >= plain.due
    assert reckon(start, Term(amount + 1, unit), calendar).due > plain.due


@given(DAYS, st.integers(1, 60))
def test_a_due_day_in_working_days_is_worked_and_one_that_moves_is_too(start, amount):
    assert CALENDAR.is_workday(reckon(start, term(amount), CALENDAR).due)
    assert CALENDAR.is_workday(reckon(start, term(amount, "day"), CALENDAR, Roll.NEXT).due)
