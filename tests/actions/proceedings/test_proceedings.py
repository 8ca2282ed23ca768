"""A proposal from its first draft to a kept promise, through the verbs."""

import pytest
from django.db import IntegrityError, connection, transaction
from tests.actions.acting import AT
from tests.actions.proceedings.proposing import OPINION, go, newest, papers, refused, submission

from tongxin.actions.acting import Refused
from tongxin.actions.proceeding_desk import Step, Taken
from tongxin.actions.proceeding_moves import move_paper
from tongxin.actions.proceedings import answer_signing, begin_paper, write_paper
from tongxin.engine.proceedings.submissions import Submission
from tongxin.store.models import (
    Entry,
    Proceeding,
    ProceedingMove,
)

pytestmark = pytest.mark.django_db


def test_a_members_draft_needs_nothing_and_what_is_handed_in_needs_all(members, people):
    paper = begin_paper(members[0], "proposal", Submission(form="", title="", people=(people[0].pk,)))
    assert paper.state == "draft"
    found = refused(lambda: go(members[0], paper, "submit"))
    assert "field.required" in found
    assert "submission.not_declared" in found
    write_paper(members[0], paper.pk, submission(people[:1]))
    assert go(members[0], paper, "submit") == "submitted"
    assert paper.submitted_at == AT


def test_every_version_of_the_text_is_kept_and_none_can_be_changed(members, people):
    paper = begin_paper(members[0], "proposal", submission(people[:1]))
    write_paper(members[0], paper.pk, submission(people[:1], parts={"analysis": "改过", "advice": "改过"}))
    write_paper(members[0], paper.pk, submission(people[:1], parts={"analysis": "改过", "advice": "改过"}))
    assert [row.parts["analysis"] for row in paper.texts.order_by("version")] == ["路面破损三公里。", "改过"]
    with pytest.raises(Exception, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE tongxin_proceedingtext SET title = 'x'")


def test_others_sign_for_themselves_and_only_who_confirmed_stands_behind_it(members, people):
    paper = begin_paper(members[0], "proposal", submission(people[:3], form="joint"))
    assert go(members[0], paper, "ask_signers", until="2024-11-10") == "signing"
    assert refused(lambda: go(members[0], paper, "submit")) == ["submission.too_few_people"]
    answer_signing(members[1], paper.pk, signs=True)
    answer_signing(members[2], paper.pk, signs=False)
    with pytest.raises(Refused):
        answer_signing(members[3], paper.pk, signs=True)
    assert go(members[0], paper, "submit") == "submitted"
    record = Entry.objects.get(kind="proposal")
    assert sorted(record.participations.values_list("person", "role")) == [
        (people[0].pk, "first_signer"),
        (people[1].pk, "signer"),
    ]
    assert record.fields == {"form": "joint", "theme": "society", "season": "ordinary"}


def test_a_member_hands_in_for_nobody_else_and_the_office_may(members, clerk, people):
    with pytest.raises(Refused):
        begin_paper(members[0], "proposal", submission(people[1:2]))
    paper = begin_paper(clerk, "proposal", submission(people[1:2]))
    assert go(clerk, paper, "submit") == "submitted"
    assert ProceedingMove.objects.get(proceeding=paper).hand == "office"


def test_two_opinions_are_no_decision(clerk, handed_in):
    go(clerk, handed_in, "first_review", "second_review", **OPINION)
    assert handed_in.state == "rechecked"
    assert handed_in.number is None
    assert go(clerk, handed_in, "file") == "filed"
    assert (handed_in.series, handed_in.number) == ("11.3", 1)


def test_a_member_files_nothing(members, handed_in):
    assert refused(lambda: go(members[0], handed_in, "first_review", **OPINION)) == ["move.not_yours"]


def test_passing_on_in_another_form_needs_the_proposers_consent(clerk, members, handed_in):
    go(clerk, handed_in, "first_review", "second_review", advice="convert")
    go(clerk, handed_in, "ask_consent", into="opinion", reason="更适合作为信息。")
    assert refused(lambda: go(clerk, handed_in, "agree")) == ["move.not_yours"]
    assert go(members[0], handed_in, "agree") == "converted"
    said = newest("proposal", handed_in).fields
    assert (said["review"], said["outcome"]) == ("not_filed", "opinion")


def test_numbers_follow_one_another_and_a_withdrawn_one_is_not_used_again(clerk, people):
    first, second = papers(clerk, people, 2)
    go(clerk, second, "withdraw", reason="已解决")
    [third] = papers(clerk, people, 1)
    assert [first.number, second.number, third.number] == [1, 2, 3]
    with pytest.raises(IntegrityError), transaction.atomic():
        Proceeding.objects.filter(pk=third.pk).update(number=1)


def test_merged_papers_stay_filed_and_undoing_it_brings_the_case_back(clerk, people):
    lead, other = papers(clerk, people, 2)
    move_paper(clerk, other.pk, Step(move="merge", taken=Taken(paper=lead.pk)))
    other.refresh_from_db()
    assert (other.state, other.lead_id, other.number) == ("merged", lead.pk, 2)
    said = newest("proposal", other).fields
    assert (said["review"], said["merged"]) == ("filed", True)
    assert go(clerk, other, "unmerge", reason="内容不同") == "filed"
    assert other.lead_id is None
    said = newest("proposal", other).fields
    assert said["review"] == "filed"
    assert "merged" not in said


@pytest.mark.parametrize("target", ["itself", "merged", "nothing"])
def test_a_paper_is_merged_into_a_leading_one_only(clerk, people, target):
    lead, merged, paper = papers(clerk, people, 3)
    move_paper(clerk, merged.pk, Step(move="merge", taken=Taken(paper=lead.pk)))
    into = {"itself": paper.pk, "merged": merged.pk, "nothing": None}[target]
    code = "field.required" if target == "nothing" else "proceeding.no_lead"
    assert refused(lambda: move_paper(clerk, paper.pk, Step(move="merge", taken=Taken(paper=into)))) == [code]
