"""What the present pace leads to, whom to call, and of what people are reminded."""

from datetime import date

import pytest
from tests.engine.duty_book import judged, link, rule, visit

from tongxin.engine.duties.outlook import Pace, outlook, to_call
from tongxin.engine.duties.reminding import to_remind
from tongxin.engine.duties.rules import Cadence

TODAY = date(2024, 11, 10)


def looked_at(*entries, as_of=TODAY, one=None, links=()):
    """Return the outlook of the running period."""
    found = judged(one or rule(), *entries, as_of=as_of, links=links)
    running = next(duty for duty in found if duty.state == "open")
    return outlook(running, found, as_of)


def test_who_came_each_quarter_is_expected_in_this_one_too():
    seen = looked_at(*(visit(n, f"2024-0{3 * n}-10") for n in (1, 2, 3)))
    # Three visits in 365 days are one in 122 days; the last was on 10 September.
    assert (seen.recent, seen.expected) == (3, date(2025, 1, 10))
    assert (seen.pace, seen.misses) == (Pace.TOO_LATE, True)


def test_a_quicker_pace_is_in_time():
    seen = looked_at(*(visit(n, f"2024-0{n}-10") for n in range(1, 10)))
    assert (seen.pace, seen.misses) == (Pace.IN_TIME, False)
    assert seen.expected <= date(2024, 12, 31)


def test_whoever_has_nothing_on_record_is_expected_to_do_nothing():
    seen = looked_at()
    assert (seen.pace, seen.recent, seen.expected) == (Pace.NOTHING_YET, 0, None)
    assert seen.misses


def test_a_link_of_some_weeks_has_no_pace():
    new = link(start=date(2024, 10, 5))
    seen = looked_at(links=(new,), one=rule(late_percent=60))
    assert (seen.pace, seen.misses) == (Pace.TOO_NEW, False)


def test_what_is_missing_of_several_takes_several_times_the_gap():
    one = rule(each=Cadence.YEAR, least=6)
    seen = looked_at(visit(1, "2024-05-01"), visit(2, "2024-11-01"), one=one)
    assert seen.duty.missing == 4
    assert seen.expected == date(2024, 11, 1) + 2 * (date(2025, 1, 1) - date(2024, 1, 2))


def test_called_are_those_who_are_late_and_those_who_will_be_soon():
    found = judged(rule(), visit(1, "2024-02-01"), as_of=TODAY)
    seen = [outlook(duty, found, TODAY) for duty in found if duty.state in {"open", "overdue"}]
    assert [one.duty.window.code for one in to_call(seen, TODAY, 7)] == ["2024Q2", "2024Q3"]
    assert [one.duty.window.code for one in to_call(seen, TODAY, 60)] == ["2024Q2", "2024Q3", "2024Q4"]


@pytest.mark.parametrize(
    ("since", "day", "reminded"),
    [
        (date(2024, 12, 16), date(2024, 12, 17), ["2024Q4"]),  # fourteen days before
        (date(2024, 12, 17), date(2024, 12, 18), []),
        (date(2024, 12, 25), date(2024, 12, 30), ["2024Q4"]),  # three days before, made up for
        (date(2024, 12, 31), date(2025, 1, 1), ["2024Q4"]),  # it has become overdue
        (date(2025, 1, 1), date(2025, 1, 2), []),  # and is said once
    ],
)
def test_reminders_come_on_the_days_of_the_rule_and_once_when_it_is_too_late(since, day, reminded):
    one = rule()
    entries = [visit(n, f"2024-0{3 * n}-10") for n in (1, 2, 3)]
    found = judged(one, *entries, as_of=day)
    assert [duty.window.code for duty in to_remind(found, {"visit": one}, since, day)] == reminded


def test_what_is_done_or_freed_of_is_not_reminded_of():
    one = rule()
    found = judged(one, *(visit(n, f"2024-{3 * n:02d}-10") for n in range(1, 5)), as_of=date(2024, 12, 28))
    assert to_remind(found, {"visit": one}, date(2024, 1, 1), date(2024, 12, 28)) == []


def test_a_rule_that_is_gone_reminds_nobody():
    assert to_remind(judged(rule(), as_of=TODAY), {}, date(2024, 1, 1), TODAY) == []
