"""Deadlines: from the assignment on, paused while a return is looked into, extended, promised for a day."""

from datetime import UTC, date, datetime

import pytest

from tongxin.engine.proceedings.clocks import deadlines, over
from tongxin.engine.proceedings.standing import Made
from tongxin.packs import registry

MECHANISM = registry.pack("longan").versions[-1]
HANDLING = MECHANISM.workflow("handling")
PROPOSAL = MECHANISM.workflow("proposal")


def held(*moves):
    return [
        Made(id=number, move=code, at=datetime.fromisoformat(day).replace(tzinfo=UTC), fields=fields)
        for number, (code, day, fields) in enumerate((*move, {})[:3] for move in moves)
    ]


def found(code, *moves, flow=HANDLING):
    rows = deadlines(flow, held(*moves), MECHANISM.calendar(), lambda at: at.date())
    return next((one for one in rows if one.clock.id == code), None)


def test_the_reply_is_due_three_months_after_the_assignment_not_after_the_filing():
    one = found("replying", ("begin", "2024-03-15"))
    assert (one.started, one.due, one.runs) == (date(2024, 3, 15), date(2024, 6, 15), True)
    assert found("replying") is None


def test_signing_for_it_is_due_in_three_working_days_across_the_regions_holiday():
    one = found("receiving", ("begin", "2024-04-09"))
    assert one.due == date(2024, 4, 16)
    assert one.skipped == ("2024-sanyuesan",)


def test_a_reply_after_its_day_is_late_for_ever_and_one_before_it_never():
    late = found("replying", ("begin", "2024-03-15"), ("send", "2024-06-20"))
    assert late.late(date(2024, 12, 31))
    assert not late.runs
    assert not found("replying", ("begin", "2024-03-15"), ("send", "2024-06-15")).late(date(2024, 12, 31))


def test_an_extension_moves_the_day_and_does_not_restart_the_clock():
    one = found(
        "replying", ("begin", "2024-03-15"), ("grant_extension", "2024-06-01", {"until": "2024-07-15"})
    )
    assert (one.started, one.due, one.extended) == (date(2024, 3, 15), date(2024, 7, 15), True)


def test_the_clock_stands_still_while_a_return_is_looked_into():
    paused = found("replying", ("begin", "2024-03-15"), ("refuse", "2024-03-20"))
    assert paused.paused
    assert not paused.late(date(2025, 1, 1))
    on = found("replying", ("begin", "2024-03-15"), ("refuse", "2024-03-20"), ("deny", "2024-03-27"))
    assert (on.paused, on.due) == (False, date(2024, 6, 22))


def test_what_went_to_another_unit_is_owed_by_this_one_no_more():
    one = found("replying", ("begin", "2024-03-15"), ("refuse", "2024-03-20"), ("grant", "2024-03-27"))
    assert not one.runs
    assert not one.late(date(2025, 1, 1))


def test_handling_again_starts_the_clock_anew():
    one = found("replying", ("begin", "2024-03-15"), ("send", "2024-05-01"), ("reopen", "2024-06-01"))
    assert (one.started, one.due, one.runs) == (date(2024, 6, 1), date(2024, 9, 1), True)


@pytest.mark.parametrize(("today", "closed"), [("2024-03-25", False), ("2024-03-26", True)])
def test_a_unit_may_ask_to_return_it_for_ten_days(today, closed):
    rows = deadlines(HANDLING, held(("begin", "2024-03-15")), MECHANISM.calendar(), lambda at: at.date())
    assert ("refusing" in over(rows, date.fromisoformat(today))) is closed


PROMISED = ("draft_reply", "2024-05-01", {"class": "b", "promised": "2024-12-31"})
SENT = ("send", "2024-05-06")


def test_a_promise_is_due_on_its_day_and_none_without_one():
    assert found("promise", PROMISED) is None, "a reply that is not sent promises nothing"
    assert found("promise", PROMISED, SENT).due == date(2024, 12, 31)
    assert found("promise", ("draft_reply", "2024-05-01", {"class": "a"}), SENT) is None


def test_a_reply_that_was_sent_back_and_solves_it_promises_nothing():
    solved = ("draft_reply", "2024-05-03", {"class": "a", "promised": None})
    assert found("promise", PROMISED, ("send_back", "2024-05-02"), solved, SENT) is None


def test_a_promise_made_anew_is_asked_about_again():
    anew = ("track", "2025-01-05", {"class": "b", "promised": "2025-06-30"})
    one = found("promise", PROMISED, SENT, anew)
    assert (one.due, one.runs) == (date(2025, 6, 30), True)
    done = ("track", "2025-06-20", {"class": "a"})
    assert found("promise", PROMISED, SENT, anew, done).met == date(2025, 6, 20)


@pytest.mark.parametrize("result", ["b", "c"])
def test_what_is_not_solved_is_asked_about_next_year(result):
    replied = ("draft_reply", "2024-05-30", {"class": result, "promised": "2024-12-31"})
    one = found("next_year", ("begin", "2024-03-15"), replied, ("send", "2024-05-31"))
    assert one.due == date(2025, 5, 31)


def test_what_is_solved_is_not_asked_about_again():
    replied = ("draft_reply", "2024-05-30", {"class": "a"})
    assert found("next_year", ("begin", "2024-03-15"), replied, ("send", "2024-05-31")) is None


def test_a_deadline_into_a_year_without_a_notice_says_so():
    assert found("receiving", ("begin", "2026-12-30")).uncertain
    assert not found("receiving", ("begin", "2026-12-01")).uncertain


def test_a_rating_is_asked_for_in_fifteen_working_days():
    one = found("rating", ("answer", "2024-09-20"), flow=PROPOSAL)
    # Over the National Day: a Sunday worked before it, a Saturday after it.
    assert one.due == date(2024, 10, 16)
