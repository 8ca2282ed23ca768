"""One move for many papers: all of them or none, and every problem told at once."""

import pytest
from tests.actions.proceedings.proposing import filed, papers

from tongxin.actions.acting import Invalid, Refused
from tongxin.actions.moving_together import RowMove, move_many
from tongxin.actions.proceeding_desk import Step, Taken
from tongxin.store.models import AuditEvent, ProceedingPart

pytestmark = pytest.mark.django_db


def given(paper, *units):
    return RowMove(id=paper.pk, step=Step(move="assign", taken=Taken(units=units)))


def test_all_are_given_out_and_each_is_in_the_log(clerk, people, units):
    found = papers(clerk, people, 3)
    assert move_many(clerk, [given(paper, (units[0].pk, "sole")) for paper in found]) == 3
    assert ProceedingPart.objects.count() == 3
    moves = AuditEvent.objects.filter(verb="proceeding.move", changes__after__move="assign")
    assert sorted(moves.values_list("object_id", flat=True)) == [paper.pk for paper in found]


def test_every_wrong_row_is_told_and_none_is_given_out(clerk, people, units):
    first, second, third = papers(clerk, people, 3)
    rows = [given(first, (units[0].pk, "sole")), given(second), given(third, (units[1].pk, "lead"))]
    with pytest.raises(Invalid) as problem:
        move_many(clerk, rows)
    found = [(issue.place, issue.code) for issue in problem.value.issues]
    assert found == [
        (f"row.{second.pk}", "proceeding.units_needed"),
        (f"row.{third.pk}", "proceeding.roles_apart"),
    ]
    assert not ProceedingPart.objects.exists()


def test_a_member_gives_nothing_out(clerk, members, handed_in, units):
    filed(clerk, handed_in)
    with pytest.raises(Invalid) as problem:
        move_many(members[0], [given(handed_in, (units[0].pk, "sole"))])
    assert [issue.code for issue in problem.value.issues] == ["move.not_yours"]
    with pytest.raises(Refused):
        move_many(members[1], [given(handed_in, (units[0].pk, "sole"))])
