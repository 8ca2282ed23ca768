"""Two sides that rate each other see nothing of the other's rating before they gave their own."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from tests.engine.test_proceedings import FLOW, NOW, PART, codes, move, word

from tongxin.engine.kernel.workdays import Calendar
from tongxin.engine.proceedings.blindness import Ratings, hidden, ran_out
from tongxin.engine.proceedings.clocks import deadlines
from tongxin.engine.proceedings.judging import Moment, judge
from tongxin.engine.proceedings.rules import Blind, Clock, Hand
from tongxin.engine.proceedings.standing import Made

RULE = Blind(beside=("rate",), until="rating")
INNER = replace(PART, moves=(*PART.moves, move("grade", "replied", by=(Hand.UNIT,), blind=RULE)))
WHOLE = replace(
    FLOW,
    clocks=(
        Clock(
            id="rating",
            label=word("rating"),
            amount=10,
            starts=("answer",),
            ends=("rate", "reject"),
            drops=("urge",),
        ),
    ),
)
ANSWERED = ("submit", "file", "answer")


def row(number, code, days=0):
    return Made(id=number, move=code, at=NOW + timedelta(days=days))


def both(*, rated=False, graded=(), over=()):
    whole = [row(n, code) for n, code in enumerate(ANSWERED)] + ([row(10, "rate")] if rated else [])
    parts = {
        key: [row(20 + key, "reply")] + ([row(30 + key, "grade")] if key in graded else []) for key in (1, 2)
    }
    return Ratings(whole=whole, parts=parts, over=over)


@pytest.mark.parametrize(
    ("said", "proposer", "unit"),
    [
        ({}, set(), set()),
        ({"rated": True}, set(), {10}),
        ({"graded": (1,)}, {31}, set()),
        ({"graded": (2,)}, {32}, set()),
        ({"rated": True, "graded": (1,)}, set(), set()),
        ({"rated": True, "graded": (2,)}, set(), {10}),
        ({"rated": True, "over": ("rating",)}, set(), set()),
        ({"graded": (1,), "over": ("rating",)}, set(), set()),
    ],
)
def test_who_has_not_rated_sees_no_rating_of_the_other_side(said, proposer, unit):
    assert hidden(INNER, both(**said), proposes=True, own=()) == proposer
    assert hidden(INNER, both(**said), proposes=False, own=(1,)) == unit


def test_who_is_on_neither_side_sees_both():
    assert hidden(INNER, both(rated=True), proposes=False, own=()) == frozenset()
    assert hidden(INNER, both(graded=(1, 2)), proposes=False, own=()) == frozenset()


def test_who_is_on_both_sides_sees_nothing_of_either_before_they_rated():
    assert hidden(INNER, both(graded=(2,)), proposes=True, own=(1,)) == {32}


def test_a_mechanism_without_two_way_evaluation_hides_nothing():
    assert hidden(PART, both(rated=True), proposes=False, own=(1,)) == frozenset()


@pytest.mark.parametrize(
    ("made", "day", "over"),
    [
        ((), 0, False),
        ((), 10, False),
        ((), 11, True),
        ((("rate", 1),), 5, False),
        ((("rate", 1),), 11, True),
        ((("urge", 2),), 3, True),
        ((("reject", 1),), 11, False),
    ],
)
def test_the_days_of_rating_end_with_their_deadline_and_not_with_the_first_rating(made, day, over):
    held = [*(row(n, code) for n, code in enumerate(ANSWERED)), *(row(9, code, days) for code, days in made)]
    found = deadlines(WHOLE, held, Calendar.of(()), lambda at: at.date())
    today = NOW.date() + timedelta(days=day)
    assert ran_out(INNER, held, found, today) == ({"rating"} if over else frozenset())


def test_nothing_is_over_before_there_is_a_reply():
    held = [row(0, "submit")]
    found = deadlines(WHOLE, held, Calendar.of(()), lambda at: at.date())
    assert ran_out(INNER, held, found, date(2030, 1, 1)) == frozenset()


def test_a_unit_rates_in_the_days_of_rating_or_not_at_all():
    replied = [row(0, "reply")]
    unit = frozenset({Hand.UNIT})
    assert judge(INNER, replied, "grade", {}, Moment(at=NOW, hands=unit)) == ()
    late = Moment(at=NOW, hands=unit, over={"rating"})
    assert codes(judge(INNER, replied, "grade", {}, late)) == ["move.window_over"]
