"""Key proposals: named to a leader, looked after, given to another leader, taken off the list again."""

import pytest
from tests.actions.proceedings.proposing import (
    RATED,
    answered,
    assigned,
    filed,
    go,
    kinds,
    later,
    newest,
    part_go,
    refused,
)

from tongxin.actions.acting import Refused
from tongxin.actions.proceeding_desk import Step, Taken, open_desk
from tongxin.actions.proceeding_moves import move_paper
from tongxin.store.models import AuditEvent, ProceedingMove

pytestmark = pytest.mark.django_db

AGREED = {"happened": "2024-03-01", "how": "visit", "note": "商定六月底前完工。"}


def named(clerk, paper, person, code="choose_key", **fields):
    step = Step(move=code, fields={"way": "chair", **fields}, taken=Taken(person=person.pk))
    move_paper(clerk, paper.pk, step)
    paper.refresh_from_db()


def agreed(actor, day=None):
    return {**AGREED, "happened": (day or actor.at.date()).isoformat()}


@pytest.fixture
def key(clerk, handed_in, people):
    filed(clerk, handed_in)
    named(clerk, handed_in, people[3])
    return handed_in


def test_the_leader_named_reads_the_paper_and_looks_after_it(key, members, people):
    assert key.leader == people[3]
    go(members[3], key, "supervise", **agreed(members[3]))
    made = ProceedingMove.objects.get(move="supervise")
    assert (made.hand, made.user_id) == ("leader", members[3].user_id)
    assert "proposal_supervision" in kinds()
    said = newest("proposal", key).fields
    assert (said["key"], said["supervised"]) == (True, True)


def test_nobody_but_the_leader_and_the_office_looks_after_it(key, members, handlers, leader):
    with pytest.raises(Refused):
        go(members[2], key, "supervise", **agreed(members[2]))
    assert refused(lambda: go(members[0], key, "supervise", **agreed(members[0]))) == ["move.not_yours"]
    assert refused(lambda: go(leader, key, "supervise", **agreed(leader))) == ["move.not_yours"]
    with pytest.raises(Refused):
        go(handlers[0], key, "supervise", **agreed(handlers[0]))


def test_the_leader_decides_nothing_else(key, members, people):
    for code in ("withdraw", "unchoose_key", "assign"):
        assert refused(lambda code=code: go(members[3], key, code, reason="试试"))[0] == "move.not_yours"
    assert refused(lambda: named(members[3], key, people[2], "change_leader")) == ["move.not_yours"]


def test_the_office_records_what_the_leader_did(key, clerk):
    go(clerk, key, "supervise", **agreed(clerk))
    assert ProceedingMove.objects.get(move="supervise").hand == "office"


def test_what_has_not_happened_yet_is_no_supervision(key, members):
    day = later(members[3], 3).at.date()
    assert refused(lambda: go(members[3], key, "supervise", **agreed(members[3], day))) == ["entry.in_future"]
    assert refused(lambda: go(members[3], key, "supervise", **{**AGREED, "note": ""})) == ["field.required"]


def test_a_paper_that_is_no_key_proposal_has_no_leader_to_look_after_it(clerk, handed_in):
    filed(clerk, handed_in)
    assert refused(lambda: go(clerk, handed_in, "supervise", **agreed(clerk))) == ["move.not_from_here"]
    assert refused(lambda: go(clerk, handed_in, "unchoose_key", reason="没有")) == ["move.not_from_here"]


def test_another_leader_takes_over_and_the_first_one_stays_on_the_time_line(key, clerk, members, people):
    go(members[3], key, "supervise", **agreed(members[3]))
    named(clerk, key, people[2], "change_leader", reason="分工调整")
    assert key.leader == people[2]
    named_by = key.moves.exclude(person=None).order_by("pk").values_list("move", "person")
    assert list(named_by) == [("choose_key", people[3].pk), ("change_leader", people[2].pk)]
    go(members[2], key, "supervise", **agreed(members[2]))
    with pytest.raises(Refused):
        open_desk(members[3], key.pk)


def test_taking_it_off_the_list_leaves_the_paper_where_it_has_come_since(key, clerk, handlers, units, people):
    [part] = assigned(clerk, key, (units[0].pk, "sole"))
    part_go(handlers[0], part, "receive")
    named(clerk, key, people[2], "change_leader")
    go(clerk, key, "supervise", **agreed(clerk))
    assert go(clerk, key, "unchoose_key", reason="改列其他提案") == "handling"
    assert key.leader is None
    assert "proposal_key" not in kinds()
    assert kinds().count("proposal_supervision") == 1, "what happened stays on record"
    said = newest("proposal", key).fields
    assert "key" not in said
    assert "supervised" not in said
    named(clerk, key, people[1])
    assert key.leader == people[1]


def test_a_closed_key_proposal_is_looked_after_again_for_its_promise(key, clerk, members, handlers, units):
    [part] = assigned(clerk, key, (units[0].pk, "sole"))
    answered(clerk, handlers[0], part)
    go(members[0], key, "rate", **RATED)
    year_after = later(members[3], 400)
    assert go(year_after, key, "supervise", **agreed(year_after)) == "closed"


def test_every_step_is_in_the_log(key, clerk, people):
    named(clerk, key, people[2], "change_leader")
    go(clerk, key, "unchoose_key", reason="改列其他提案")
    rows = AuditEvent.objects.filter(noun="proceeding", verb="proceeding.move").order_by("seq")
    said = [row.changes["after"] for row in rows]
    assert [(one["move"], one.get("person")) for one in said][-3:] == [
        ("choose_key", people[3].pk),
        ("change_leader", people[2].pk),
        ("unchoose_key", None),
    ]
