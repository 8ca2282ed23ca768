"""Opinion reports from the author's phone to an instruction, through the verbs."""

import pytest
from tests.actions.acting import AT
from tests.actions.proceedings.proposing import (
    OPINION,
    go,
    kinds,
    later,
    newest,
    part_go,
    refused,
    submission,
)
from tests.actions.proceedings.reporting import (
    CITY,
    EDITED,
    INSTRUCTION,
    issued,
    report,
    reported,
    signed_off,
)

from tongxin.actions.acting import Refused
from tongxin.actions.entries import record_entry
from tongxin.actions.proceeding_batches import Row, issue_bulletin, register_moves
from tongxin.actions.proceeding_desk import Step, Taken
from tongxin.actions.proceeding_editing import Edited, edit_paper
from tongxin.actions.proceeding_moves import move_paper
from tongxin.actions.proceeding_revealing import reveal_paper
from tongxin.actions.proceedings import answer_signing, begin_paper
from tongxin.engine.ledger.drafts import EntryDraft
from tongxin.store.models import (
    AuditEvent,
    Entry,
    Membership,
    Organisation,
    Person,
    Placement,
    Proceeding,
    ProceedingBulletin,
)
from tongxin.store.queries.bulletins import content_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def handed_in(members, people):
    return reported(members[0], people[0])


@pytest.fixture
def out(clerk, leader, handed_in):
    issued(clerk, signed_off(clerk, leader, handed_in))
    return handed_in


def test_handing_in_is_received_and_issuing_is_issued(clerk, leader, handed_in):
    assert newest("opinion_report", handed_in).fields == {"stage": "submitted"}
    signed_off(clerk, leader, handed_in)
    assert newest("opinion_report", handed_in).fields == {"stage": "submitted"}, "signed off is not issued"
    issued(clerk, handed_in)
    assert newest("opinion_report", handed_in).fields == {"stage": "issued", "channel": "bulletin"}
    assert kinds() == ["opinion_report"]


def test_a_co_author_counts_once_confirmed(members, people):
    paper = begin_paper(members[0], "opinion", report(people[:3], form="joint"))
    go(members[0], paper, "ask_signers", until="2024-11-10")
    answer_signing(members[1], paper.pk, signs=True)
    go(members[0], paper, "submit")
    said = newest("opinion_report", paper).participations.values_list("person", "role")
    assert sorted(said) == [(people[0].pk, "author"), (people[1].pk, "co_author")]


def test_an_informant_reports_without_a_seat_and_proposes_nothing(informant):
    own = [Person.objects.get(pk=informant.person_id)]
    paper = begin_paper(informant, "opinion", report(own, form="informant"))
    assert go(informant, paper, "submit") == "submitted"
    for workflow in ("opinion", "proposal"):
        other = begin_paper(informant, workflow, submission(own))
        assert "submission.seat_needed" in refused(lambda paper=other: go(informant, paper, "submit"))


def test_the_record_names_the_room_of_its_author(committee, members, people):
    room = Organisation.objects.create(
        committee=committee, family="liaison_unit", kind="township_room", code="R1", name="演示联络室"
    )
    seat = Membership.objects.get(person=people[0])
    Placement.objects.create(membership=seat, unit=room, start=seat.start)
    paper = reported(members[0], people[0])
    assert newest("opinion_report", paper).unit == room
    assert newest("opinion_report", reported(members[1], people[1], title="另一条")).unit is None


@pytest.mark.parametrize(
    ("move", "said", "state", "outcome"),
    [
        ("mark_reused", {"where": "2023年提案第12号"}, "reused", "reused"),
        ("stop_secret", {}, "secret", "secret"),
        ("pass_as_letter", {"channel": "信访局", "reason": "属于个人诉求"}, "letter", "letter"),
        ("note", {"reason": "留作综合信息素材"}, "noted", None),
        ("return", {"reason": "请写明地点"}, "returned", None),
    ],
)
def test_what_is_screened_out_is_received_and_not_issued(clerk, handed_in, move, said, state, outcome):
    assert go(clerk, handed_in, move, **said) == state
    fields = newest("opinion_report", handed_in).fields
    assert (fields["stage"], fields.get("outcome")) == ("submitted", outcome)


def test_a_duplicate_is_joined_to_the_other_and_can_be_taken_apart(clerk, members, people, handed_in):
    other = reported(members[1], people[1], title="村道坏了")
    assert refused(lambda: go(clerk, other, "mark_duplicate")) == ["field.required"]
    move_paper(clerk, other.pk, Step(move="mark_duplicate", taken=Taken(paper=handed_in.pk)))
    other.refresh_from_db()
    assert (other.state, other.lead_id) == ("duplicate", handed_in.pk)
    assert go(clerk, other, "unmark_duplicate", reason="地点不同") == "submitted"
    assert other.lead_id is None
    assert "outcome" not in newest("opinion_report", other).fields


def test_the_office_edits_its_own_version_and_the_authors_text_stays(clerk, members, handed_in):
    assert refused(lambda: edit_paper(clerk, handed_in.pk, EDITED)) == ["proceeding.not_in_editing"]
    go(clerk, handed_in, "take_up")
    assert refused(lambda: go(clerk, handed_in, "send_to_sign_off")) == ["proceeding.not_edited"]
    with pytest.raises(Refused):
        edit_paper(members[0], handed_in.pk, EDITED)
    edit_paper(clerk, handed_in.pk, EDITED)
    assert refused(lambda: edit_paper(clerk, handed_in.pk, EDITED)) == ["proceeding.edited_meanwhile"]
    again = Edited(title="改", parts={"analysis": "再改"}, seen=1)
    edit_paper(clerk, handed_in.pk, again)
    assert [row.parts["analysis"] for row in handed_in.editions.order_by("version")] == [
        "三公里路面破损，雨天难行。",
        "再改",
    ]
    assert handed_in.texts.get().parts["analysis"] == "路面破损三公里。"


def test_who_edits_does_not_sign_off(clerk, leader, handed_in):
    go(clerk, handed_in, "take_up")
    edit_paper(clerk, handed_in.pk, EDITED)
    go(clerk, handed_in, "send_to_sign_off")
    assert refused(lambda: go(clerk, handed_in, "sign_off")) == ["move.not_yours"]
    assert go(leader, handed_in, "edit_again", reason="数字请核实") == "editing"
    assert refused(lambda: go(leader, handed_in, "send_to_sign_off")) == ["move.not_yours"]


def test_bulletins_are_numbered_without_gaps_in_each_year_and_share_reports(clerk, leader, members, people):
    ready = [
        signed_off(clerk, leader, reported(members[0], people[0], title=f"第{number}条"))
        for number in range(5)
    ]
    first = issue_bulletin(clerk, "opinion", "bulletin", [ready[1].pk, ready[0].pk])
    second = issued(clerk, ready[2])
    joined = issued(clerk, ready[3], Taken(bulletin=second.pk))
    next_year = issue_bulletin(later(clerk, 70), "opinion", "bulletin", [ready[4].pk])
    assert [(row.period, row.number) for row in (first, second, joined, next_year)] == [
        ("2024", 1),
        ("2024", 2),
        ("2024", 2),
        ("2025", 1),
    ]
    assert [item.paper for item in content_of(first).items] == [ready[1].pk, ready[0].pk]
    assert {item.title for item in content_of(first).items} == {EDITED.title}


def test_a_bulletin_that_was_issued_on_another_day_takes_nothing_more(clerk, leader, members, people):
    one, other = (
        signed_off(clerk, leader, reported(members[0], people[0], title=title)) for title in ("甲", "乙")
    )
    bulletin = issued(clerk, one)
    taken = Taken(bulletin=bulletin.pk)
    assert refused(lambda: issued(later(clerk), other, taken)) == ["field.required"]


def test_a_bulletin_with_one_report_that_may_not_be_issued_gets_no_number(clerk, leader, members, people):
    ready = signed_off(clerk, leader, reported(members[0], people[0]))
    raw = reported(members[0], people[0], title="未编")
    found = refused(lambda: issue_bulletin(clerk, "opinion", "bulletin", [ready.pk, raw.pk]))
    assert found == ["move.not_from_here"]
    assert not ProceedingBulletin.objects.exists()


def test_each_level_adopts_on_its_own_and_the_report_is_adopted_once(clerk, out):
    go(clerk, out, "submit_up", level="city", happened="2024-10-31")
    go(clerk, out, "adopt", **CITY)
    go(clerk, out, "adopt", **{**CITY, "level": "nation", "way": "forwarded"})
    assert kinds().count("opinion_adoption") == 2
    assert newest("opinion_report", out).fields["adopted"] is True
    assert Entry.objects.filter(kind="opinion_report", root=None).count() == 1
    assert refused(lambda: go(clerk, out, "adopt", **CITY)) == ["move.said_before"]
    assert refused(lambda: go(clerk, out, "submit_up", level="city", happened="2024-10-31")) == [
        "move.said_before"
    ]


def test_the_countys_own_use_is_no_adoption_above(clerk, out):
    go(clerk, out, "adopt", **{**CITY, "level": "county"})
    assert "adopted" not in newest("opinion_report", out).fields


def test_an_adoption_taken_back_is_no_longer_counted(clerk, out):
    go(clerk, out, "adopt", **CITY)
    go(clerk, out, "unadopt", reason="登记错误")
    assert "opinion_adoption" not in kinds()
    assert "adopted" not in newest("opinion_report", out).fields


def test_an_adoption_stands_under_its_own_day(clerk, out):
    go(later(clerk, 40), out, "adopt", **{**CITY, "happened": "2024-11-20"})
    assert newest("opinion_adoption", out).happened_on.isoformat() == "2024-11-20"
    for day, code in (("2030-01-01", "entry.in_future"), ("2024-01-01", "move.before_paper")):
        said = {**CITY, "level": "nation", "happened": day}
        assert refused(lambda said=said: go(clerk, out, "adopt", **said)) == [code]


def test_the_words_of_an_instruction_stay_out_of_the_log_and_the_ledger(clerk, out):
    go(clerk, out, "instruct", **INSTRUCTION)
    record = newest("opinion_instruction", out)
    assert record.fields == {"level": "county"}
    assert INSTRUCTION["words"] not in str(list(AuditEvent.objects.values_list("changes", flat=True)))


@pytest.mark.parametrize("who", ["member", "unit"])
def test_hidden_details_are_shown_to_nobody_without_the_right(members, handlers, out, who):
    with pytest.raises(Refused):
        reveal_paper(members[0] if who == "member" else handlers[0], out.pk)


def test_looking_at_hidden_details_is_on_record(leader, out):
    reveal_paper(leader, out.pk)
    assert AuditEvent.objects.filter(verb="proceeding.reveal", object_id=out.pk).count() == 1


def test_departments_answer_and_the_author_is_told(clerk, handlers, units, out):
    move_paper(clerk, out.pk, Step(move="pass_on", taken=Taken(units=((units[0].pk, "sole"),))))
    out.refresh_from_db()
    [part] = out.parts.all()
    part_go(handlers[0], part, "receive")
    assert part_go(later(handlers[0], 40), part, "reply", result="done", text="已安排修复。") == "answered"
    out.refresh_from_db()
    assert out.state == "answered"
    said = newest("opinion_report", out).fields
    assert (said["passed"], said["answered"]) == (True, True)
    assert newest("opinion_passing", out).fields["answered"] == "late"


def test_a_unit_sees_the_reports_passed_to_it_alone(clerk, handlers, units, out):
    assigned_to = ((units[0].pk, "sole"),)
    move_paper(clerk, out.pk, Step(move="pass_on", taken=Taken(units=assigned_to)))
    [part] = out.parts.all()
    with pytest.raises(Refused):
        part_go(handlers[1], part, "receive")


def test_a_member_makes_no_move_of_anothers_report(members, handed_in):
    with pytest.raises(Refused):
        go(members[1], handed_in, "withdraw", reason="不关我事")


def batch(*rows):
    return [Row(number=number, paper=paper, fields=said) for number, (paper, said) in enumerate(rows, 1)]


def test_adoptions_are_registered_from_a_list_all_or_none(clerk, leader, members, people, out):
    raw = reported(members[1], people[1], title="未编发")
    wrong = batch((out.pk, CITY), (raw.pk, CITY), (out.pk, {**CITY, "level": "moon"}), (0, CITY))
    with pytest.raises(Exception) as problem:  # noqa: PT011 — its issues are read below.
        register_moves(clerk, "opinion", "adopt", wrong)
    assert [(issue.code, issue.place) for issue in problem.value.issues] == [
        ("move.not_from_here", "row.2.paper"),
        ("field.not_offered", "row.3.field.level"),
        ("field.not_offered", "row.4.paper"),
    ]
    assert "opinion_adoption" not in kinds()
    right = batch((out.pk, CITY), (out.pk, {**CITY, "level": "region"}))
    assert register_moves(clerk, "opinion", "adopt", right) == 2
    assert kinds().count("opinion_adoption") == 2
    assert refused(lambda: register_moves(clerk, "opinion", "archive", right)) == ["proceeding.no_batch"]
    with pytest.raises(Refused):
        register_moves(members[0], "opinion", "adopt", right)


def converted(clerk, member, paper, into="opinion"):
    go(clerk, paper, "first_review", "second_review", advice="convert")
    go(clerk, paper, "ask_consent", into=into, reason="更适合作为信息。")
    go(member, paper, "agree")
    return Proceeding.objects.filter(origin=paper)


def test_a_proposal_becomes_a_report_and_is_filed_as_one_thing_only(clerk, leader, members, people):
    proposal = begin_paper(members[0], "proposal", submission(people[:2], form="joint"))
    go(members[0], proposal, "ask_signers", until="2024-11-10")
    answer_signing(members[1], proposal.pk, signs=True)
    go(members[0], proposal, "submit")
    [paper] = converted(clerk, members[0], proposal)
    assert (paper.workflow, paper.state, paper.form, paper.first) == (
        "opinion",
        "submitted",
        "joint",
        people[0],
    )
    assert paper.texts.get().parts == proposal.texts.get().parts
    issued(clerk, signed_off(clerk, leader, paper))
    filed = [
        newest("proposal", proposal).fields.get("review") == "filed",
        newest("opinion_report", paper).fields["stage"] == "issued",
    ]
    assert filed == [False, True]
    assert newest("opinion_report", paper).fields["origin"] == "proposal"
    assert paper.submitted_at == AT


def test_a_proposal_that_goes_on_as_a_letter_is_no_report(clerk, members, people):
    proposal = begin_paper(members[0], "proposal", submission(people[:1]))
    go(members[0], proposal, "submit")
    assert not converted(clerk, members[0], proposal, into="letter").exists()


def test_a_declined_conversion_leaves_one_paper(clerk, members, people):
    proposal = begin_paper(members[0], "proposal", submission(people[:1]))
    go(members[0], proposal, "submit")
    go(clerk, proposal, "first_review", "second_review", **OPINION)
    go(clerk, proposal, "ask_consent", into="opinion", reason="更适合作为信息。")
    go(members[0], proposal, "decline")
    assert Proceeding.objects.count() == 1


def test_a_report_that_comes_from_a_research_says_so(clerk, people):
    paper = begin_paper(clerk, "opinion", report(people[:1], source=research(clerk, people)))
    go(clerk, paper, "submit")
    assert newest("opinion_report", paper).fields["origin"] == "research"
    other = begin_paper(clerk, "opinion", report(people[:1], title="自己写的"))
    go(clerk, other, "submit")
    assert "origin" not in newest("opinion_report", other).fields
    report_record = newest("opinion_report", other).pk
    assert refused(lambda: begin_paper(clerk, "opinion", report(people[:1], source=report_record))) == [
        "submission.no_origin"
    ]


def research(clerk, people):
    draft = EntryDraft(
        kind="research",
        happened_on=AT.date(),
        title="农村道路调研",
        participants=((people[0].pk, "leader"),),
    )
    return record_entry(clerk, draft)
