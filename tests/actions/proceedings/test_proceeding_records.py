"""What becomes of a proposal stands on its record and on that of each assignment: one fact, kept once."""

from datetime import date

import pytest
from tests.actions.proceedings.proposing import (
    OPINION,
    RATED,
    REJECTED,
    answered,
    assigned,
    filed,
    go,
    kinds,
    later,
    newest,
    part_go,
    refused,
    submission,
)

from tongxin.actions.proceedings import begin_paper, write_paper
from tongxin.store.models import Entry, PlenarySession

pytestmark = pytest.mark.django_db


def test_a_paper_handed_in_again_after_a_change_is_received_once(clerk, members, people, handed_in):
    go(clerk, handed_in, "return", reason="请写明路段")
    changed = submission(people[:1], title="关于修好进村道路的建议")
    write_paper(members[0], handed_in.pk, changed)
    go(members[0], handed_in, "submit")
    filed(clerk, handed_in)
    roots = Entry.objects.filter(kind="proposal", root=None)
    assert roots.count() == 1
    said = newest("proposal", handed_in)
    assert (said.title, said.fields["review"]) == ("关于修好进村道路的建议", "filed")


def test_a_late_reply_is_late_on_the_assignment_too(clerk, handlers, handed_in, units):
    filed(clerk, handed_in)
    [part] = assigned(clerk, handed_in, (units[0].pk, "sole"))
    answered(later(clerk, 100), later(handlers[0], 100), part)
    assert newest("proposal_reply", handed_in).fields["answered"] == "late"
    assert newest("proposal_assignment", handed_in).fields["answered"] == "late"


def test_a_granted_extension_keeps_a_reply_in_time(clerk, handlers, handed_in, units):
    filed(clerk, handed_in)
    [part] = assigned(clerk, handed_in, (units[0].pk, "sole"))
    part_go(handlers[0], part, "receive")
    part_go(handlers[0], part, "ask_extension", wanted="2025-02-28", reason="须待预算批复")
    part_go(clerk, part, "grant_extension", until="2025-02-28")
    answered(later(clerk, 100), later(handlers[0], 100), part)
    assert newest("proposal_assignment", handed_in).fields["answered"] == "on_time"


def test_a_telephone_call_is_no_meeting(clerk, handlers, handed_in, units):
    filed(clerk, handed_in)
    [part] = assigned(clerk, handed_in, (units[0].pk, "sole"))
    part_go(handlers[0], part, "receive")
    part_go(handlers[0], part, "contact", way="phone", note="电话说明情况")
    assert "met" not in newest("proposal_assignment", handed_in).fields
    part_go(handlers[0], part, "contact", way="face", note="到村里一起看现场")
    part_go(handlers[0], part, "contact", way="letter", note="寄去方案")
    assert newest("proposal_assignment", handed_in).fields["met"] is True


def test_the_class_of_the_reply_stays_when_the_promise_is_kept(clerk, handlers, handed_in, units):
    filed(clerk, handed_in)
    [part] = assigned(clerk, handed_in, (units[0].pk, "sole"))
    answered(clerk, handlers[0], part)
    part_go(later(clerk, 300), part, "track", **{"class": "a", "note": "路已修好。"})
    said = newest("proposal_assignment", handed_in).fields
    assert (said["class"], said["class_now"]) == ("b", "a")


def test_the_first_rating_stays_beside_the_second(clerk, members, handlers, handed_in, units):
    filed(clerk, handed_in)
    [part] = assigned(clerk, handed_in, (units[0].pk, "sole"))
    answered(clerk, handlers[0], part)
    go(members[0], handed_in, "reject", **REJECTED)
    assert "again" not in newest("proposal_rating", handed_in).fields
    answered(clerk, handlers[0], part)
    go(members[0], handed_in, "rate", **RATED)
    said = newest("proposal", handed_in).fields
    assert (said["rated_first"], said["rated"], said["again"]) == ("dissatisfied", "satisfied", True)
    assert newest("proposal_rating", handed_in).fields["again"] is True
    assert newest("proposal_reply", handed_in).fields["again"] is True


def test_who_is_still_not_satisfied_says_so_and_both_sides_come_together(
    clerk, members, handlers, handed_in, units
):
    filed(clerk, handed_in)
    [part] = assigned(clerk, handed_in, (units[0].pk, "sole"))
    answered(clerk, handlers[0], part)
    assert refused(lambda: go(members[0], handed_in, "reject_again", **REJECTED)) == ["move.not_from_here"]
    go(members[0], handed_in, "reject", **REJECTED)
    answered(clerk, handlers[0], part)
    assert go(members[0], handed_in, "reject_again", **REJECTED) == "discussed"
    said = newest("proposal", handed_in).fields
    assert (said["rated_first"], said["rated"]) == ("dissatisfied", "dissatisfied")
    assert kinds().count("proposal_rating") == 2


@pytest.mark.parametrize(
    ("opens", "season"),
    [(date(2025, 1, 20), "session"), (date(2025, 2, 1), "ordinary"), (date(2024, 10, 30), "session")],
)
def test_a_session_proposal_is_told_by_its_day(clerk, committee, members, people, opens, season):
    term = committee.terms.get()
    closes = opens.replace(day=min(opens.day + 3, 31))
    PlenarySession.objects.create(term=term, number=4, start=opens, end=closes)
    paper = begin_paper(members[0], "proposal", submission(people[:1]))
    go(members[0], paper, "submit")
    go(clerk, paper, "first_review", **OPINION)
    assert newest("proposal", paper).fields["season"] == season
