"""What is said of units' parts: marks, ages, promises, read from how a pack's moves hang together."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from tongxin.engine.kernel.workdays import Calendar
from tongxin.engine.proceedings.monitoring import (
    Age,
    Mark,
    PartTrack,
    Watch,
    ages,
    answered_states,
    by_body,
    follow_up_clocks,
    ratings,
)
from tongxin.engine.proceedings.places import review_states
from tongxin.engine.proceedings.standing import Made
from tongxin.packs import registry

BEGUN = datetime(2024, 3, 1, 9, tzinfo=UTC)
LONGAN = registry.pack("longan").versions[-1]
COUNTY = registry.pack("county").versions[-1]
PARTS = LONGAN.workflow("handling")


def track(*steps, **more):
    """Return a part with moves: (code, days after the beginning, what was said)."""
    made = [
        Made(id=number, move=code, at=BEGUN + timedelta(days=days), fields=said)
        for number, (code, days, said) in enumerate([("begin", 0, {}), *steps])
    ]
    return PartTrack(id=1, body=7, made=tuple(made), **more)


def seen(one, today=date(2024, 4, 1), flow=PARTS):
    return Watch(flow, Calendar(), datetime.date, today).see(one)


def marks(one, today=date(2024, 4, 1)):
    return seen(one, today).marks


RECEIVED = ("receive", 1, {})
DRAFTED = ("draft_reply", 20, {"class": "b", "promised": "2024-09-30"})


def test_a_part_that_nobody_signed_for_is_given_and_no_more():
    assert marks(track()) == {Mark.GIVEN}
    assert marks(track(RECEIVED)) == {Mark.GIVEN, Mark.SIGNED}


def test_a_reply_is_due_soon_and_then_overdue():
    assert Mark.SOON in marks(track(RECEIVED), date(2024, 5, 20))
    assert Mark.SOON not in marks(track(RECEIVED), date(2024, 4, 30))
    late = marks(track(RECEIVED), date(2024, 6, 2))
    assert Mark.OVERDUE in late
    assert Mark.SOON not in late


@pytest.mark.parametrize(("days", "mark"), [(92, Mark.ON_TIME), (93, Mark.LATE)])
def test_a_reply_is_on_time_by_its_last_day(days, mark):
    found = marks(track(RECEIVED, DRAFTED, ("send", days, {})), date(2025, 1, 1))
    assert found >= {Mark.ANSWERED, mark}
    assert not found & {Mark.OVERDUE, Mark.SOON}


def test_a_telephone_call_is_no_meeting():
    assert Mark.MET not in marks(track(RECEIVED, ("contact", 5, {"way": "phone"})))
    assert Mark.MET in marks(track(RECEIVED, ("contact", 5, {"way": "face"})))


def test_while_a_return_is_looked_into_nothing_is_overdue():
    asked = track(RECEIVED, ("refuse", 5, {}))
    assert marks(asked, date(2025, 1, 1)) == {Mark.GIVEN, Mark.SIGNED, Mark.REFUSED}
    gone = replace(asked, made=(*asked.made, Made(id=9, move="grant", at=BEGUN + timedelta(days=8))))
    assert marks(gone) == {Mark.REFUSED}, "another unit has it now"


def test_an_assisting_unit_has_answered_with_its_opinion():
    assert marks(track(RECEIVED, ("assist", 9, {}))) >= {Mark.ANSWERED, Mark.ON_TIME}


def test_a_promise_and_the_next_year_are_asked_about_after_the_reply_alone():
    assert [clock.id for clock in follow_up_clocks(PARTS)] == ["promise", "next_year"]
    assert follow_up_clocks(COUNTY.workflow("work")) == []
    sent = seen(track(RECEIVED, DRAFTED, ("send", 30, {})))
    running = {one.clock.id: one.due for one in sent.deadlines if one.runs}
    assert running["promise"] == date(2024, 9, 30)
    assert running["next_year"] == date(2025, 3, 31)


def test_another_committees_words_are_read_the_same_way():
    assert answered_states(COUNTY.workflow("work")) == {"replied"}
    assert ratings(COUNTY.workflow("paper")) == {"rate"}
    assert [state.id for state in review_states(COUNTY.workflow("paper"))] == ["received"]
    assert [state.id for state in review_states(LONGAN.workflow("proposal"))] == [
        "submitted",
        "reviewed",
        "rechecked",
    ]


def test_each_number_is_a_list_of_parts():
    found = by_body({1: seen(track(RECEIVED)), 2: seen(track(rated=True))}, {1: 7, 2: 7})
    assert found[7][Mark.GIVEN] == [1, 2]
    assert found[7][Mark.SIGNED] == [1]
    assert found[7][Mark.RATED] == [2]
    assert found[7][Mark.LATE] == []


def test_how_long_papers_have_been_where():
    found = ages(
        [("a", date(2024, 3, 1)), ("a", date(2024, 3, 11)), ("b", date(2024, 4, 2))], date(2024, 4, 1)
    )
    assert found == {"a": Age(count=2, oldest=31, median=26), "b": Age(count=1, oldest=0, median=0)}
