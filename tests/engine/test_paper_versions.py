"""Two versions of a text compared, and a paper carried over into another kind."""

from hypothesis import given
from hypothesis import strategies as st

from tongxin.engine.kernel.labels import Label
from tongxin.engine.ledger.kinds import Choice, Condition, FieldSpec, FieldType
from tongxin.engine.proceedings.becoming import becomes, carried
from tongxin.engine.proceedings.comparing import Piece, Share, compared, only
from tongxin.engine.proceedings.rules import Becoming, Hand, Move
from tongxin.engine.proceedings.submissions import (
    Declaration,
    Origin,
    Origins,
    Submission,
    SubmissionForm,
    SubmissionRules,
    TextPart,
    submission_issues,
)

PLAIN = Label(zh_hans="甲", zh_hant="甲", en="a")
TEXTS = st.text(alphabet="路面破损三公里雨天难行。", max_size=40)


def joined(pieces):
    return "".join(piece.text for piece in pieces)


@given(TEXTS, TEXTS)
def test_each_version_comes_out_whole(first, second):
    pieces = compared(first, second)
    assert joined(only(pieces, Share.FIRST)) == first
    assert joined(only(pieces, Share.SECOND)) == second


def test_what_was_left_out_and_what_was_added_is_told_apart():
    assert compared("路面破损三公里。雨天难行。", "路面破损约三公里。") == (
        Piece(Share.BOTH, "路面破损"),
        Piece(Share.SECOND, "约"),
        Piece(Share.BOTH, "三公里。"),
        Piece(Share.FIRST, "雨天难行。"),
    )


def test_equal_texts_have_nothing_marked():
    assert compared("路", "路") == (Piece(Share.BOTH, "路"),)
    assert compared("", "") == ()


def rules(*forms, parts=("matter",), **more):
    return SubmissionRules(
        forms=forms,
        parts=tuple(TextPart(id=part, label=PLAIN, hint=PLAIN) for part in parts),
        longest=100,
        **more,
    )


def form(code, **more):
    return SubmissionForm(id=code, label=PLAIN, about=PLAIN, **more)


PAPER = Submission(
    form="single",
    title="关于修路的建议",
    parts={"facts": "路面破损。", "advice": "修好。"},
    fields={"theme": "roads", "publish": "full"},
    declared=frozenset({"true", "own"}),
    people=(1, 2),
    units=(7, 8),
)


def test_a_text_is_carried_over_whole_even_where_parts_differ():
    there = carried(PAPER, rules(form("single"), parts=("advice", "more"), signers=True))
    assert there.parts == {"advice": "修好。\n路面破损。"}
    assert (there.title, there.people) == (PAPER.title, PAPER.people)


def test_only_answers_and_declarations_that_are_known_there_are_carried_over():
    theme = FieldSpec(
        id="theme", label=PLAIN, type=FieldType.CHOICE, choices=(Choice(id="fields", label=PLAIN),)
    )
    there = carried(
        PAPER, rules(form("single"), fields=(theme,), declarations=(Declaration(id="true", label=PLAIN),))
    )
    assert (there.fields, there.declared, there.units) == ({}, frozenset({"true"}), ())
    assert there.people == (1,), "others sign no papers of that kind"


def test_a_form_of_another_name_is_one_that_the_same_people_may_use():
    found = carried(PAPER, rules(form("body", kinds=("room",)), form("many", least_people=3), form("plain")))
    assert found.form == "plain"
    assert carried(PAPER, rules(form("body", kinds=("room",)))).form == ""


def test_a_paper_becomes_another_kind_only_if_that_was_said():
    move = Move(id="agree", label=PLAIN, done=PLAIN, by=(Hand.PROPOSER,), since=("asked",))
    assert becomes(move, {"into": "report"}) == ""
    rule = Becoming(workflow="report", when=Condition(field="into", values=("report",)))
    told = Move(id="agree", label=PLAIN, done=PLAIN, by=(Hand.PROPOSER,), since=("asked",), becomes=rule)
    assert becomes(told, {"into": "report"}) == "report"
    assert becomes(told, {"into": "letter"}) == ""


def test_what_a_paper_comes_from_is_known_by_the_paper_or_the_record_behind_it():
    origins = Origins(
        field="from",
        known=(
            Origin(id="proposal", label=PLAIN, workflow="proposal"),
            Origin(id="room", label=PLAIN, kinds=("duty",)),
        ),
    )
    assert origins.of(workflow="proposal").id == "proposal"
    assert origins.of(kind="duty").id == "room"
    assert origins.of(kind="visit") is None
    assert origins.of() is None


def test_who_holds_no_seat_hands_in_by_a_form_for_those_alone():
    asked = rules(form("member"), form("informant", outside=True))
    draft = Submission(form="member", title="题目", parts={"matter": "文"}, people=(1,), seated=False)
    assert [issue.code for issue in submission_issues(draft, asked, plenary=False)] == [
        "submission.seat_needed"
    ]
    open_to_all = Submission(
        form="informant", title="题目", parts={"matter": "文"}, people=(1,), seated=False
    )
    assert list(submission_issues(open_to_all, asked, plenary=False)) == []
