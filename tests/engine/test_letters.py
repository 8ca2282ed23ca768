"""Letters are filled in once; official papers write numbers, days and sessions in one way."""

from datetime import UTC, date, datetime

import pytest

from tongxin.engine.kernel.labels import plain
from tongxin.engine.kernel.official_words import (
    day_words,
    document_number,
    numeral,
    session_words,
    tidy_number,
)
from tongxin.engine.ledger.kinds import Choice, FieldSpec, FieldType
from tongxin.engine.proceedings.lettering import (
    as_plain,
    fill,
    from_plain,
    said_words,
    told_with,
    write_letter,
)
from tongxin.engine.proceedings.letters import Layout, Letter
from tongxin.engine.proceedings.rules import Hand, Move, State, Workflow
from tongxin.engine.proceedings.standing import Made
from tongxin.packs import registry

LONGAN = registry.pack("longan").versions[-1]


def test_a_document_number_has_the_full_year_and_no_leading_zero():
    assert document_number("隆协提", 2026, 3) == "隆协提〔2026〕3号"


@pytest.mark.parametrize(
    "typed",
    [
        "隆交函[2026]03号",
        "隆交函【2026】3号",
        "隆交函（2026）第003号",
        " 隆交函〔2026〕3号 ",
        "隆交函( 2026 )3号",
    ],
)
def test_a_typed_number_is_written_as_the_standard_writes_it(typed):
    assert tidy_number(typed).replace(" ", "") == "隆交函〔2026〕3号"


def test_a_text_that_is_no_document_number_stays_as_it_is():
    assert tidy_number("口头答复（无文号）") == "口头答复（无文号）"


@pytest.mark.parametrize(
    ("number", "written"), [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (35, "三十五")]
)
def test_numerals(number, written):
    assert numeral(number) == written


def test_sessions_and_days_are_written_in_full():
    assert session_words("11.3") == "十一届三次会议"
    assert session_words("2024") == "2024年度"
    assert session_words("") == ""
    assert day_words(date(2024, 1, 5)) == "2024年1月5日"


def test_a_line_all_of_whose_placeholders_are_empty_falls_away():
    text = "《{title}》收悉。\n联名：{cosigners}。\n一般规定。\n{a}和{b}"
    assert fill(text, {"title": "修路", "b": "乙"}) == "《修路》收悉。\n一般规定。\n和乙"


def test_what_is_filled_in_is_not_looked_through_again():
    assert fill("{title}", {"title": "{proposer}", "proposer": "陈演示"}) == "{proposer}"


def test_a_text_keeps_its_paragraphs_and_loses_empty_ones():
    letter = Letter(id="x", label=plain("函"), title="t", text="前\n{said.text}\n后")
    values = {"said.text": "第一段。\n\n第二段。"}
    written = write_letter(letter, values, of_body=False, flow=LONGAN.workflow("proposal"))
    assert written.lines == ("前", "第一段。", "第二段。", "后")


def test_a_body_is_addressed_as_a_body():
    letter = Letter(
        id="x",
        label=plain("函"),
        title="t",
        addressee="{proposer}委员：",
        addressee_of_body="{proposer}：",
    )
    flow, values = LONGAN.workflow("proposal"), {"proposer": "经济委员会"}
    assert write_letter(letter, values, of_body=True, flow=flow).addressee == "经济委员会："
    assert write_letter(letter, values, of_body=False, flow=flow).addressee == "经济委员会委员："


def test_a_form_asks_each_question_once_with_every_choice_of_any_move():
    form = LONGAN.letter("rating_form")
    written = write_letter(form, {}, of_body=False, flow=LONGAN.workflow("proposal"))
    asked = {question.label: question.choices for question in written.questions}
    assert asked["对办理结果"] == ("满意", "基本满意", "不满意")
    assert asked["对办理态度"] == ("满意", "基本满意", "不满意")
    assert asked["意见"] == ()
    assert written.layout is Layout.FORM


def test_copies_to_nobody_fall_away():
    letter = Letter(id="x", label=plain("函"), title="t", copies=("督查室", "{cosigners}"))
    written = write_letter(letter, {"cosigners": ""}, of_body=False, flow=LONGAN.workflow("proposal"))
    assert written.copies == ("督查室",)


def test_a_letter_comes_back_as_it_was_kept():
    flow, values = LONGAN.workflow("proposal"), {"title": "修路", "said.text": "一、现状\n正文"}
    form = write_letter(LONGAN.letter("rating_form"), values, of_body=False, flow=flow)
    written = write_letter(
        LONGAN.letter("reply"), values, of_body=False, flow=flow, number="A〔2026〕1号", attached=form
    )
    assert from_plain(as_plain(written)) == written
    assert from_plain({**as_plain(written), "of_a_later_version": 1}) == written


def choice(code, **words):
    choices = tuple(Choice(id=key, label=plain(text)) for key, text in words.items())
    return FieldSpec(id=code, label=plain(code), type=FieldType.CHOICE, choices=choices)


def test_answers_are_written_in_words():
    assert said_words(choice("class", b="B类"), "b") == "B类"
    assert (
        said_words(FieldSpec(id="d", label=plain("d"), type=FieldType.DATE), "2025-06-30") == "2025年6月30日"
    )
    assert said_words(FieldSpec(id="t", label=plain("t"), type=FieldType.TEXT), None) == ""
    assert said_words(FieldSpec(id="f", label=plain("f"), type=FieldType.FLAG), value=True) == "是"


AT = datetime(2024, 3, 1, 1, tzinfo=UTC)


def test_a_question_left_open_clears_the_answer_of_the_time_before():
    flow = LONGAN.workflow("handling")
    first = Made(id=1, move="draft_reply", at=AT, fields={"class": "b", "promised": "2025-06-30"})
    second = Made(id=3, move="draft_reply", at=AT, fields={"class": "a"})
    send = Made(id=2, move="send", at=AT)
    assert told_with(flow, flow.move("send"), [first, send])["promised"] == "2025-06-30"
    assert told_with(flow, flow.move("send"), [first, send, second])["promised"] is None


def test_a_decision_tells_its_own_answers_alone():
    note = FieldSpec(id="note", label=plain("说明"), type=FieldType.TEXT)
    moves = tuple(
        Move(id=code, label=plain(code), done=plain(code), by=(Hand.OFFICE,), since=("a",), fields=(note,))
        for code in ("review", "decide")
    )
    states = (State(id="a", label=plain("a"), told=plain("a")),)
    flow = Workflow(id="w", label=plain("w"), about=plain("w"), states=states, moves=moves)
    held = [
        Made(id=1, move="review", at=AT, fields={"note": "内部意见"}),
        Made(id=2, move="decide", at=AT, fields={}),
    ]
    assert told_with(flow, moves[1], held) == {"note": None}
