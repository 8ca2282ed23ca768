"""Who leads a paper, and whether it was looked after."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from tests.engine.test_proceedings import FLOW, NOW, move

from tongxin.engine.proceedings.leading import care_of, leader_of, named_last
from tongxin.engine.proceedings.rules import Hand, Takes
from tongxin.engine.proceedings.standing import Made, standing

KEY = replace(
    FLOW,
    moves=(
        *FLOW.moves,
        move("choose", "filed", takes=Takes.PERSON),
        move("change", "filed", takes=Takes.PERSON, after=("choose",)),
        move("unchoose", "filed", after=("choose",), undoes="choose"),
        move("look", "filed", by=(Hand.LEADER,), after=("choose",), day_field="on"),
    ),
)


def held(*rows):
    """Return moves in force: code, person and what was said of each, one an hour."""
    found = [
        Made(id=n, move=code, at=NOW + timedelta(hours=n), person=person, fields=said)
        for n, (code, person, said) in enumerate([("submit", None, {}), ("file", None, {}), *rows])
    ]
    return standing(KEY, found).in_force


def day_of(at):
    return at.astimezone(UTC).date()


def test_whoever_was_named_last_leads():
    assert leader_of(KEY, held()) is None
    assert leader_of(KEY, held(("choose", 7, {}))) == 7
    assert leader_of(KEY, held(("choose", 7, {}), ("change", 8, {}), ("change", 9, {}))) == 9


def test_nobody_leads_what_is_no_key_paper_any_more():
    gone = held(("choose", 7, {}), ("change", 8, {}), ("unchoose", None, {}))
    assert named_last(KEY, gone) is None
    again = held(("choose", 7, {}), ("change", 8, {}), ("unchoose", None, {}), ("choose", 6, {}))
    assert leader_of(KEY, again) == 6


def test_a_paper_that_nobody_looked_after_has_no_last_day():
    found = care_of(KEY, held(("choose", 7, {})), day_of)
    assert (found.times, found.last, found.step) == (0, None, None)


def test_the_last_day_is_the_one_that_was_said_and_not_that_of_typing():
    late = ("look", None, {"on": "2024-02-20"})
    later = ("look", None, {"on": "2024-02-05"})
    found = care_of(KEY, held(("choose", 7, {}), late, later), day_of)
    assert (found.times, found.last, found.step.fields["on"]) == (2, date(2024, 2, 20), "2024-02-20")


def test_a_step_without_a_day_counts_on_the_day_of_the_move():
    found = care_of(KEY, held(("choose", 7, {}), ("look", None, {})), day_of)
    assert found.last == datetime(2024, 3, 1, tzinfo=UTC).date()
