"""Letters go out with moves, each proposer's own, numbered without gaps, and stay as they were read."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from tests.actions.acting import AT
from tests.actions.proceedings.proposing import (
    REJECTED,
    REPLY,
    answered,
    assigned,
    filed,
    go,
    later,
    papers,
    part_go,
    refused,
    submission,
)

from tongxin.actions.letters import may_take
from tongxin.actions.proceeding_desk import Step, Taken
from tongxin.actions.proceeding_moves import move_paper
from tongxin.actions.proceedings import answer_signing, begin_paper
from tongxin.engine.proceedings.lettering import from_plain
from tongxin.engine.proceedings.submissions import Submission
from tongxin.store.models import AuditEvent, IssuedLetter

pytestmark = pytest.mark.django_db


def letters(paper, code=""):
    rows = IssuedLetter.objects.filter(proceeding=paper).order_by("pk")
    return [from_plain(row.content) for row in rows if code in {"", row.letter}]


def signed(members, people):
    """A joint proposal: one has confirmed, one was asked and said nothing."""
    paper = begin_paper(members[0], "proposal", submission(people[:3], form="joint"))
    go(members[0], paper, "ask_signers", until="2024-11-30")
    answer_signing(members[1], paper.pk, signs=True)
    go(members[0], paper, "submit")
    return paper


def test_filing_sends_a_notice_with_the_next_number_of_the_committee(clerk, members, people):
    paper = filed(clerk, signed(members, people))
    (notice,) = letters(paper)
    assert notice.number == "隆协提〔2024〕1号"
    assert notice.addressee == "演示委员0委员："
    assert notice.day == "2024年10月31日"
    text = "\n".join(notice.lines)
    assert "《关于修好村道的建议》" in text
    assert "编为十一届三次会议第001号提案" in text
    assert notice.copies == ("演示委员1",), "who was asked and said nothing does not stand behind it"


def test_a_note_of_the_reviewers_does_not_reach_the_proposer(clerk, handed_in):
    for code in ("first_review", "second_review"):
        go(clerk, handed_in, code, advice="file", note="提案者与承办单位有过节")
    go(clerk, handed_in, "file")
    (notice,) = letters(handed_in)
    assert "过节" not in "".join(notice.lines)
    assert not any("说明" in line for line in notice.lines)


def test_a_paper_that_is_not_filed_gets_the_cause_and_the_reason(clerk, handed_in):
    go(clerk, handed_in, "first_review", "second_review", advice="not_file")
    go(clerk, handed_in, "not_file", cause="litigation", reason="本案正在法院审理。")
    (notice,) = letters(handed_in)
    text = "\n".join(notice.lines)
    assert "“进入诉讼、复议或仲裁程序的”" in text
    assert "本案正在法院审理。" in text
    assert notice.number == "隆协提〔2024〕1号"


def test_numbers_run_on_over_both_notices_and_begin_again_with_the_year(clerk, people):
    one, two = papers(clerk, people, 2)
    third = begin_paper(clerk, "proposal", submission(people[:1], title="关于第三件事的建议"))
    go(clerk, third, "submit")
    go(clerk, third, "first_review", "second_review", advice="not_file")
    go(clerk, third, "not_file", cause="empty", reason="没有具体建议。")
    new_year = replace(clerk, at=AT + timedelta(days=90))
    fourth = begin_paper(new_year, "proposal", submission(people[:1], title="关于第四件事的建议"))
    go(new_year, fourth, "submit")
    filed(new_year, fourth)
    numbers = [letters(paper)[0].number for paper in (one, two, third, fourth)]
    assert numbers == [*(f"隆协提〔2024〕{order}号" for order in (1, 2, 3)), "隆协提〔2025〕1号"]


def test_the_reply_cites_number_and_title_and_names_class_signer_and_copies(
    clerk, members, handlers, people, units
):
    paper = filed(clerk, signed(members, people))
    (part,) = assigned(clerk, paper, (units[0].pk, "sole"))
    answered(
        clerk,
        handlers[0],
        part,
        number="隆交函[2024]03号",
        text="一、现状\n破损三公里。\n二、打算\n列入计划。",
    )
    reply = letters(paper)[-1]
    assert reply.head == reply.signature == "演示局0"
    assert reply.number == "隆交函〔2024〕3号"
    assert reply.mark.startswith("B类")
    assert reply.title == "关于政协十一届三次会议第001号提案的答复"
    assert "（第001号提案）收悉" in reply.lines[0]
    assert reply.lines[1:5] == ("一、现状", "破损三公里。", "二、打算", "列入计划。")
    assert any("2025年6月30日" in line for line in reply.lines)
    assert (reply.signed_by, reply.contact) == (REPLY["signer"], REPLY["contact"])
    assert reply.copies == ("县政协提案委员会", "县政府督查室", "演示委员1")
    form = dict(reply.attached.facts)
    assert (form["提案编号"], form["承办单位"]) == ("十一届三次会议第001号", "演示局0")
    assert IssuedLetter.objects.get(letter="reply").number is None, "a unit numbers its letters itself"


def test_nothing_goes_out_while_the_reply_is_a_draft(clerk, handlers, people, units):
    (paper,) = papers(clerk, people, 1)
    (part,) = assigned(clerk, paper, (units[0].pk, "sole"))
    part_go(handlers[0], part, "receive")
    part_go(handlers[0], part, "draft_reply", **REPLY)
    assert letters(paper, "reply") == []
    part_go(clerk, part, "send_back", reason="没有说明何时动工。")
    part_go(handlers[0], part, "draft_reply", **{**REPLY, "text": "明年三月动工。"})
    part_go(clerk, part, "send")
    (reply,) = letters(paper, "reply")
    assert "明年三月动工。" in reply.lines


def test_an_assisting_unit_sends_no_letter_and_separate_units_one_each(clerk, handlers, people, units):
    one, two = papers(clerk, people, 2)
    lead, assist = assigned(clerk, one, (units[0].pk, "lead"), (units[1].pk, "assist"))
    part_go(handlers[1], assist, "receive")
    part_go(handlers[1], assist, "assist", text="支持。")
    answered(clerk, handlers[0], lead)
    assert [letter.head for letter in letters(one, "reply")] == ["演示局0"]
    for place, part in enumerate(assigned(clerk, two, (units[0].pk, "split"), (units[1].pk, "split"))):
        answered(clerk, handlers[place], part)
    assert [letter.head for letter in letters(two, "reply")] == ["演示局0", "演示局1"]


def merged(clerk, people):
    first, second = papers(clerk, people, 2)
    second.first = people[3]
    second.save()
    move_paper(clerk, second.pk, Step(move="merge", taken=Taken(paper=first.pk)))
    return first, second


def test_every_merged_proposer_gets_a_letter_of_their_own(clerk, handlers, people, units):
    first, second = merged(clerk, people)
    (part,) = assigned(clerk, first, (units[0].pk, "sole"))
    answered(clerk, handlers[0], part)
    (to_first,), (to_second,) = letters(first, "reply"), letters(second, "reply")
    assert (to_first.addressee, to_second.addressee) == ("演示委员0委员：", "演示委员3委员：")
    assert "第001号提案的答复" in to_first.title
    assert "第002号提案的答复" in to_second.title
    assert second.title in to_second.lines[0]
    assert "演示委员3" in to_first.copies
    assert "演示委员0" in to_second.copies


def test_who_was_satisfied_gets_no_second_letter_when_another_was_not(
    clerk, members, handlers, people, units
):
    first, second = merged(clerk, people)
    (part,) = assigned(clerk, first, (units[0].pk, "sole"))
    answered(clerk, handlers[0], part)
    rated = {"result": "satisfied", "attitude": "satisfied", "met": "face", "way": "self"}
    go(members[0], first, "rate", **rated)
    go(members[3], second, "reject", **REJECTED)
    part.refresh_from_db()
    answered(clerk, handlers[0], part, **{"class": "a", "promised": "", "text": "已经修好。"})
    assert len(letters(first, "reply")) == 1
    before, now = letters(second, "reply")
    assert any("2025年6月30日" in line for line in before.lines)
    assert now.mark.startswith("A类")
    assert not any("承诺事项" in line for line in now.lines), "the first reply's promise is not this one's"


def test_a_letter_keeps_the_names_of_its_day(clerk, handlers, people, units):
    (paper,) = papers(clerk, people, 1)
    (part,) = assigned(clerk, paper, (units[0].pk, "sole"))
    answered(clerk, handlers[0], part)
    before = letters(paper)
    people[0].name = "演示改名"
    people[0].save()
    units[0].name = "演示合并后的局"
    units[0].save()
    paper.title = "关于别的事"
    paper.save()
    assert letters(paper) == before
    assert before[0].addressee == "演示委员0委员："
    assert before[1].head == "演示局0"


@pytest.mark.parametrize("act", ["change", "delete"])
def test_an_issued_letter_cannot_be_changed_or_deleted(clerk, handed_in, act):
    filed(clerk, handed_in)
    rows = IssuedLetter.objects.filter(proceeding=handed_in)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        rows.update(content={}) if act == "change" else rows._raw_delete("default")


def test_the_issue_of_a_letter_is_in_the_log(clerk, handed_in):
    filed(clerk, handed_in)
    (row,) = AuditEvent.objects.filter(verb="proceeding.letter")
    assert row.object_id == handed_in.pk
    assert row.changes["after"] == {
        "letter": "filed_notice",
        "number": "隆协提〔2024〕1号",
        "to": "演示委员0委员：",
    }


def test_a_move_that_is_refused_takes_no_number(clerk, members, handed_in):
    go(clerk, handed_in, "first_review", advice="file")
    assert refused(lambda: go(clerk, handed_in, "file")) == ["move.not_from_here"]
    assert refused(lambda: go(members[0], handed_in, "second_review", advice="file")) == ["move.not_yours"]
    assert IssuedLetter.objects.count() == 0
    go(clerk, handed_in, "second_review", advice="file")
    go(clerk, handed_in, "file")
    assert letters(handed_in)[0].number == "隆协提〔2024〕1号"


def test_who_may_take_a_letter(clerk, members, handlers, people, units):
    paper = filed(clerk, signed(members, people))
    (part,) = assigned(clerk, paper, (units[0].pk, "sole"))
    answered(clerk, handlers[0], part)
    notice, reply = IssuedLetter.objects.filter(proceeding=paper).order_by("pk")

    def may(actor, letter):
        return may_take(actor, paper, letter, whole=False)

    assert [may(member, reply) for member in members] == [True, True, False, False]
    assert [may(unit, reply) for unit in handlers] == [True, False, False]
    assert [may(unit, notice) for unit in handlers] == [False, False, False]
    assert may_take(later(members[3]), paper, notice, whole=True)


def test_another_committee_words_its_letters_itself(committee, clerk, people, units):
    committee.pack = "county"
    committee.save()
    office = replace(clerk, system=True)
    paper = begin_paper(
        office,
        "paper",
        Submission(
            form="single", title="关于路灯的建议", parts={"body": "路灯不亮。"}, people=(people[0].pk,)
        ),
    )
    go(office, paper, "submit", "file")
    assert letters(paper) == [], "this committee sends no notice"
    (part,) = assigned(office, paper, (units[0].pk, "sole"))
    part_go(office, part, "reply", text="已经修好。")
    (reply,) = letters(paper)
    assert (reply.title, reply.addressee) == ("对第001号提案的答复", "演示委员0：")
    assert reply.lines == ("现就《关于路灯的建议》答复如下：", "已经修好。")
    assert reply.attached is None
