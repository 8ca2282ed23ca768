"""A filed proposal in the hands of units: parts, replies, ratings, promises."""

import pytest
from django.db import connection, transaction
from tests.actions.proceedings.proposing import (
    RATED,
    REJECTED,
    REPLY,
    answered,
    assigned,
    filed,
    go,
    kinds,
    later,
    newest,
    papers,
    part_go,
    refused,
)

from tongxin.actions.acting import Refused
from tongxin.actions.proceeding_desk import Step, Taken
from tongxin.actions.proceeding_moves import move_paper
from tongxin.store.models import (
    AuditEvent,
    Proceeding,
)
from tongxin.store.queries.proceedings import moves_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("roles", "code"),
    [
        ([], "proceeding.units_needed"),
        (["sole", "sole"], "proceeding.roles_apart"),
        (["lead"], "proceeding.roles_apart"),
        (["lead", "lead", "assist"], "proceeding.roles_apart"),
        (["split"], "proceeding.roles_apart"),
        (["boss"], "proceeding.units_wrong"),
    ],
)
def test_units_play_parts_that_go_together(clerk, handed_in, units, roles, code):
    filed(clerk, handed_in)
    given = [(unit.pk, role) for unit, role in zip(units, roles, strict=False)]
    assert refused(lambda: assigned(clerk, handed_in, *given)) == [code]


def test_an_assisting_unit_never_answers_the_proposer(clerk, handlers, handed_in, units):
    filed(clerk, handed_in)
    lead, assisting = assigned(clerk, handed_in, (units[0].pk, "lead"), (units[1].pk, "assist"))
    part_go(handlers[1], assisting, "receive")
    assert refused(lambda: part_go(handlers[1], assisting, "draft_reply", **REPLY)) == ["move.not_yours"]
    assert part_go(handlers[1], assisting, "assist", text="我局同意。") == "assisted"
    answered(clerk, handlers[0], lead)
    handed_in.refresh_from_db()
    assert handed_in.state == "answered"


def test_every_separate_unit_replies_before_the_paper_is_answered(clerk, handlers, handed_in, units):
    filed(clerk, handed_in)
    first, second = assigned(clerk, handed_in, (units[0].pk, "split"), (units[1].pk, "split"))
    answered(clerk, handlers[0], first)
    handed_in.refresh_from_db()
    assert handed_in.state == "handling"
    answered(clerk, handlers[1], second, **{"class": "a", "promised": None})
    handed_in.refresh_from_db()
    assert handed_in.state == "answered"


def test_a_unit_asks_to_return_it_and_another_one_gets_it(clerk, handlers, handed_in, units):
    filed(clerk, handed_in)
    [part] = assigned(clerk, handed_in, (units[0].pk, "sole"))
    assert refused(lambda: part_go(handlers[0], part, "refuse", reason="不归我局")) == ["field.required"]
    part_go(handlers[0], part, "refuse", Taken(body=units[1].pk), reason="属演示局1职责")
    same = Taken(units=((units[0].pk, "sole"),))
    assert refused(lambda: part_go(clerk, part, "grant", same)) == ["proceeding.same_unit"]
    assert part_go(clerk, part, "grant", Taken(units=((units[1].pk, "sole"),))) == "reassigned"
    taken_over = handed_in.parts.order_by("pk").last()
    assert (taken_over.body_id, taken_over.state) == (units[1].pk, "assigned")
    assert kinds().count("proposal_assignment") == 1, "what went to another unit is one assignment"
    answered(clerk, handlers[1], taken_over)
    handed_in.refresh_from_db()
    assert handed_in.state == "answered"


def test_a_unit_sees_and_handles_its_own_alone(clerk, handlers, handed_in, units):
    filed(clerk, handed_in)
    [part] = assigned(clerk, handed_in, (units[0].pk, "sole"))
    with pytest.raises(Refused):
        part_go(handlers[1], part, "receive")


def test_a_promise_of_class_b_needs_its_day(clerk, handlers, handed_in, units):
    filed(clerk, handed_in)
    [part] = assigned(clerk, handed_in, (units[0].pk, "sole"))
    part_go(handlers[0], part, "receive")
    without = {**REPLY, "promised": ""}
    assert refused(lambda: part_go(handlers[0], part, "draft_reply", **without)) == ["field.required"]


def test_a_dissatisfied_proposer_gets_a_second_reply_and_no_third_round(
    clerk, members, handlers, handed_in, units
):
    filed(clerk, handed_in)
    [part] = assigned(clerk, handed_in, (units[0].pk, "sole"))
    answered(clerk, handlers[0], part)
    assert go(members[0], handed_in, "reject", **REJECTED) == "again"
    part.refresh_from_db()
    assert part.state == "received"
    answered(clerk, handlers[0], part, **{"class": "a", "promised": None})
    handed_in.refresh_from_db()
    assert handed_in.state == "answered"
    assert refused(lambda: go(members[0], handed_in, "reject", **REJECTED)) == ["move.too_often"]
    assert go(members[0], handed_in, "rate", **RATED) == "closed"
    assert kinds().count("proposal_reply") == 2
    assert kinds().count("proposal_rating") == 2


def test_nobody_else_says_that_the_proposer_is_satisfied(clerk, handlers, handed_in, units, members):
    filed(clerk, handed_in)
    [part] = assigned(clerk, handed_in, (units[0].pk, "sole"))
    answered(clerk, handlers[0], part)
    assert refused(lambda: go(handlers[0], handed_in, "rate", **RATED)) == ["move.not_yours"]
    assert go(clerk, handed_in, "close", note="已过反馈期，未收到评价。") == "closed"
    assert "proposal_rating" not in kinds(), "silence is no rating"


def test_every_merged_proposer_gets_the_reply_and_rates_it(clerk, members, handlers, people, units):
    lead, other = papers(clerk, people, 2)
    Proceeding.objects.filter(pk=other.pk).update(first=people[1])
    move_paper(clerk, other.pk, Step(move="merge", taken=Taken(paper=lead.pk)))
    [part] = assigned(clerk, lead, (units[0].pk, "sole"))
    answered(clerk, handlers[0], part)
    other.refresh_from_db()
    assert other.state == "answered"
    assert go(members[0], lead, "rate", **RATED) == "closed"
    assert go(members[1], other, "reject", **REJECTED) == "again"
    part.refresh_from_db()
    assert part.state == "received", "the unit works on it again"
    answered(clerk, handlers[0], part)
    other.refresh_from_db()
    lead.refresh_from_db()
    assert (other.state, lead.state) == ("answered", "closed")


def test_a_promise_is_asked_about_and_the_class_of_the_reply_stays(
    clerk, members, handlers, handed_in, units
):
    filed(clerk, handed_in)
    [part] = assigned(clerk, handed_in, (units[0].pk, "sole"))
    answered(clerk, handlers[0], part)
    go(members[0], handed_in, "rate", **RATED)
    part_go(later(clerk, 400), part, "track", **{"class": "a", "note": "路已修好。"})
    assert newest("proposal_reply", handed_in).fields["class"] == "b"
    assert newest("proposal_track", handed_in).fields["class"] == "a"


def test_a_unit_is_reminded_once_a_day(clerk, handed_in, units):
    filed(clerk, handed_in)
    [part] = assigned(clerk, handed_in, (units[0].pk, "sole"))
    part_go(clerk, part, "urge")
    assert refused(lambda: part_go(clerk, part, "urge")) == ["move.too_soon"]
    part_go(later(clerk), part, "urge")


def test_the_state_beside_the_moves_is_what_they_fold_to(clerk, handed_in):
    filed(clerk, handed_in)
    go(clerk, handed_in, "withdraw", reason="已解决")
    go(clerk, handed_in, "restore", reason="仍需办理")
    assert handed_in.state == "filed"
    assert [made.move for made in moves_of(handed_in)][-2:] == ["withdraw", "restore"]
    said = newest("proposal", handed_in).fields
    assert said["review"] == "filed"
    assert "outcome" not in said


def test_every_move_is_in_the_log(clerk, handed_in):
    filed(clerk, handed_in)
    said = AuditEvent.objects.filter(noun="proceeding", object_id=handed_in.pk).order_by("seq")
    assert [(row.verb, row.changes.get("after", {}).get("move")) for row in said] == [
        ("proceeding.begin", None),
        ("proceeding.move", "submit"),
        ("proceeding.move", "first_review"),
        ("proceeding.move", "second_review"),
        ("proceeding.letter", None),
        ("proceeding.move", "file"),
    ]


def test_moves_can_neither_be_changed_nor_deleted(handed_in):
    for statement in (
        "UPDATE tongxin_proceedingmove SET move = 'file'",
        "DELETE FROM tongxin_proceedingmove",
    ):
        with (
            pytest.raises(Exception, match="append-only"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)
