"""Papers between their states: no move out of order or in other hands, and no paper is ever lost."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongxin.engine.kernel.labels import Label
from tongxin.engine.ledger.kinds import FieldSpec, FieldType
from tongxin.engine.proceedings.following import raised
from tongxin.engine.proceedings.judging import Moment, judge, offered
from tongxin.engine.proceedings.rules import Hand, Move, State, Workflow
from tongxin.engine.proceedings.standing import Made, standing, undone_by
from tongxin.engine.proceedings.submissions import (
    Declaration,
    Submission,
    SubmissionForm,
    SubmissionRules,
    TextPart,
    submission_issues,
)

NOW = datetime(2024, 3, 1, 9, tzinfo=UTC)
EVERYBODY = frozenset(Hand)


def word(text):
    return Label(zh_hans=text, zh_hant=text, en=text)


def state(code, **more):
    return State(id=code, label=word(code), told=word(code), **more)


def move(code, since, to="", by=(Hand.OFFICE,), **more):
    return Move(id=code, label=word(code), done=word(code), by=by, since=tuple(since.split()), to=to, **more)


REASON = (FieldSpec(id="reason", label=word("reason"), type=FieldType.TEXT, required=True),)
FLOW = Workflow(
    id="paper",
    label=word("paper"),
    about=word("paper"),
    states=(
        state("draft"),
        state("submitted", hand=Hand.OFFICE),
        state("filed"),
        state("merged"),
        state("answered", hand=Hand.PROPOSER),
        state("again"),
        state("withdrawn", final=True),
        state("closed", final=True),
    ),
    moves=(
        move("submit", "draft", "submitted", by=(Hand.PROPOSER, Hand.OFFICE)),
        move("file", "submitted", "filed"),
        move("withdraw", "submitted filed", "withdrawn", by=(Hand.PROPOSER,), fields=REASON),
        move("restore", "withdrawn", undoes="withdraw"),
        move("merge", "filed", "merged"),
        move("unmerge", "merged answered", undoes="merge"),
        move("urge", "filed", rest_hours=24),
        move("answer", "filed merged again", "answered", by=(Hand.NONE,), window="reply"),
        move("reject", "answered", "again", by=(Hand.PROPOSER,), most=1),
        move("rate", "answered", "closed", by=(Hand.PROPOSER,)),
    ),
)
PART = Workflow(
    id="part",
    label=word("part"),
    about=word("part"),
    states=(state("open"), state("replied", settled=True, final=True)),
    moves=(move("reply", "open", "replied", raises="answer"), move("note", "open")),
    part_of="paper",
)


def made(*codes, hours=1):
    return [
        Made(id=number, move=code, at=NOW + timedelta(hours=hours * number))
        for number, code in enumerate(codes)
    ]


def at(hours=100, hands=EVERYBODY, over=()):
    return Moment(at=NOW + timedelta(hours=hours), hands=hands, over=over)


def codes(issues):
    return [issue.code for issue in issues]


def test_a_new_paper_is_in_the_first_state():
    assert standing(FLOW, []).state == "draft"


def test_a_paper_is_where_its_last_move_led():
    found = standing(FLOW, made("submit", "file", "urge"))
    assert (found.state, found.since.move) == ("filed", "file")


def test_taking_a_merge_back_leads_to_where_the_paper_was():
    assert standing(FLOW, made("submit", "file", "merge", "unmerge")).state == "filed"
    assert undone_by(FLOW, made("submit", "file", "merge"), "unmerge").move == "merge"


def test_a_merge_can_be_made_again_after_it_was_taken_back():
    found = standing(FLOW, made("submit", "file", "merge", "unmerge", "merge"))
    assert (found.state, found.times("merge")) == ("merged", 1)


def test_a_withdrawn_paper_comes_back_to_the_state_it_left():
    assert standing(FLOW, made("submit", "withdraw", "restore")).state == "submitted"
    assert standing(FLOW, made("submit", "file", "withdraw", "restore")).state == "filed"


def test_taking_back_what_led_nowhere_leaves_the_paper_where_it_has_come_since():
    flow = replace(FLOW, moves=(*FLOW.moves, move("unurge", "filed answered", undoes="urge")))
    found = standing(flow, made("submit", "file", "urge", "answer", "unurge"))
    assert (found.state, found.since.move, found.times("urge")) == ("answered", "answer", 0)


def test_a_move_that_a_later_mechanism_no_longer_knows_loses_no_paper():
    found = standing(FLOW, made("submit", "stamp", "file"))
    assert (found.state, len(found.in_force)) == ("filed", 3)


def test_a_move_from_another_state_is_refused():
    assert codes(judge(FLOW, made("submit"), "rate", {}, at())) == ["move.not_from_here"]
    assert codes(judge(FLOW, made("submit"), "fly", {}, at())) == ["move.not_from_here"]


def test_a_move_in_other_hands_is_refused():
    proposer = frozenset({Hand.PROPOSER})
    assert codes(judge(FLOW, made("submit"), "file", {}, at(hands=proposer))) == ["move.not_yours"]
    assert [offer.move.id for offer in offered(FLOW, made("submit"), at(hands=proposer))] == ["withdraw"]


def test_what_must_be_said_with_a_move_is_asked_for():
    assert codes(judge(FLOW, made("submit"), "withdraw", {}, at())) == ["field.required"]
    assert judge(FLOW, made("submit"), "withdraw", {"reason": "材料有误"}, at()) == ()


@pytest.mark.parametrize(("hours", "allowed"), [(25, False), (26, True)])
def test_a_unit_is_reminded_once_in_twenty_four_hours(hours, allowed):
    found = judge(FLOW, made("submit", "file", "urge"), "urge", {}, at(hours))
    assert (found == ()) is allowed
    assert allowed or codes(found) == ["move.too_soon"]


def test_a_window_that_is_over_closes_a_move():
    found = judge(FLOW, made("submit", "file"), "answer", {}, at(over=["reply"]))
    assert codes(found) == ["move.window_over"]


def test_a_proposer_sends_a_reply_back_once_and_no_third_round_follows():
    once = made("submit", "file", "answer", "reject", "answer")
    assert codes(judge(FLOW, once, "reject", {}, at())) == ["move.too_often"]
    assert judge(FLOW, once, "rate", {}, at()) == ()


def test_the_whole_is_answered_when_the_last_part_has_replied():
    assert raised(PART, "reply", ["replied", "open"]) == ""
    assert raised(PART, "reply", ["replied", "replied"]) == "answer"
    assert raised(PART, "note", ["replied"]) == ""


@given(st.lists(st.integers(0, 20), max_size=40))
def test_a_random_walk_of_allowed_moves_never_leaves_the_declared_states(steps):
    walked = []
    known = {state.id for state in FLOW.states}
    for number, step in enumerate(steps):
        moment = at(hours=100 * (number + 1))
        offers = [offer.move for offer in offered(FLOW, walked, moment) if not offer.against]
        if not offers:
            break
        chosen = offers[step % len(offers)]
        fields = {spec.id: "因为" for spec in chosen.fields}
        assert judge(FLOW, walked, chosen.id, fields, moment) == ()
        before = standing(FLOW, walked)
        walked.append(Made(id=number, move=chosen.id, at=moment.at))
        after = standing(FLOW, walked)
        assert after.state in known
        assert len(after.in_force) == len(before.in_force) + (-1 if chosen.undoes else 1)


RULES = SubmissionRules(
    forms=(
        SubmissionForm(id="individual", label=word("one"), about=word("one")),
        SubmissionForm(id="joint", label=word("joint"), about=word("joint"), least_people=2),
        SubmissionForm(
            id="group", label=word("group"), about=word("group"), kinds=("township_room",), plenary_only=True
        ),
    ),
    parts=(
        TextPart(id="analysis", label=word("analysis"), hint=word("analysis"), longest=10),
        TextPart(id="advice", label=word("advice"), hint=word("advice")),
    ),
    longest=15,
    declarations=(Declaration(id="no_secrets", label=word("no secrets")),),
    most_units=2,
    signers=True,
)
SOUND = {
    "form": "individual",
    "title": "关于修路的建议",
    "parts": {"analysis": "路不好走", "advice": "修路"},
    "declared": frozenset({"no_secrets"}),
    "people": (1,),
}


def wrong(*, plenary=False, **changed):
    draft = Submission(**{**SOUND, **changed})
    return [(issue.code, issue.place) for issue in submission_issues(draft, RULES, plenary=plenary)]


def test_a_sound_paper_is_taken():
    assert wrong() == []


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"form": ""}, ("field.required", "form")),
        ({"form": "joint"}, ("submission.too_few_people", "people")),
        ({"form": "joint", "people": (1, 1)}, ("submission.too_few_people", "people")),
        ({"people": ()}, ("field.required", "people")),
        ({"title": " "}, ("field.required", "title")),
        ({"title": "关" * 201}, ("field.too_long", "title")),
        ({"parts": {"advice": "修路"}}, ("field.required", "part.analysis")),
        ({"parts": {"analysis": "路" * 11, "advice": "修"}}, ("field.too_long", "part.analysis")),
        ({"parts": {"analysis": "路" * 9, "advice": "修" * 7}}, ("submission.too_long", "part.advice")),
        ({"declared": frozenset()}, ("submission.not_declared", "declared.no_secrets")),
        ({"units": (1, 2, 3)}, ("submission.too_many_units", "units")),
    ],
)
def test_what_keeps_a_paper_from_being_handed_in_is_named_at_its_field(changed, said):
    assert wrong(**changed) == [said]


def test_a_group_hands_in_during_the_plenary_session_alone():
    group = {"form": "group", "body": 7, "body_kind": "township_room"}
    assert wrong(**group) == [("submission.plenary_only", "form")]
    assert wrong(plenary=True, **group) == []
    assert wrong(plenary=True, form="group") == [("submission.body_needed", "body")]
    assert wrong(plenary=True, **{**group, "body_kind": "enterprise"}) == [
        ("submission.body_of_other_kind", "body")
    ]


def test_spaces_and_line_ends_are_no_characters_of_the_text():
    assert wrong(parts={"analysis": "路 不\n好", "advice": "修\n" * 12}) == []
