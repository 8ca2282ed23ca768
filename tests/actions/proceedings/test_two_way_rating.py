"""A unit says what it thinks of the proposal: once, in the days of rating, and into no record."""

import re

import pytest
from tests.actions.proceedings.proposing import (
    RATED,
    REJECTED,
    answered,
    assigned,
    filed,
    go,
    kinds,
    later,
    part_go,
    refused,
)
from tests.packs.writing import longan_with

from tongxin.packs.registry import FOLDER
from tongxin.store.models import Committee

pytestmark = pytest.mark.django_db
GOOD = {"quality": "good", "remark": "情况清楚。"}
[MOVE] = re.findall(
    r"      - id: rate_paper\n.*?(?=    clocks:)",
    (FOLDER / "longan/workflows.yaml").read_text("utf-8"),
    re.DOTALL,
)


@pytest.fixture
def part(clerk, handlers, handed_in, units):
    filed(clerk, handed_in)
    [given] = assigned(clerk, handed_in, (units[0].pk, "sole"))
    answered(clerk, handlers[0], given)
    return given


def test_a_unit_that_replied_rates_the_proposal_once(part, handlers):
    before = kinds()
    part_go(handlers[0], part, "rate_paper", **GOOD)
    assert refused(lambda: part_go(handlers[0], part, "rate_paper", **GOOD)) == ["move.too_often"]
    assert kinds() == before, "no record, so no figure, no points, no ranks"


def test_nobody_rates_a_proposal_in_the_units_place(part, clerk, members, leader):
    for other in (clerk, members[0], leader):
        assert refused(lambda other=other: part_go(other, part, "rate_paper", **GOOD)) == ["move.not_yours"]


def test_an_assisting_unit_and_one_that_has_not_replied_rate_nothing(clerk, handlers, handed_in, units):
    filed(clerk, handed_in)
    lead, assisting = assigned(clerk, handed_in, (units[0].pk, "lead"), (units[1].pk, "assist"))
    part_go(handlers[0], lead, "receive")
    assert refused(lambda: part_go(handlers[0], lead, "rate_paper", **GOOD)) == ["move.not_from_here"]
    part_go(handlers[1], assisting, "receive")
    part_go(handlers[1], assisting, "assist", text="我局同意。")
    assert refused(lambda: part_go(handlers[1], assisting, "rate_paper", **GOOD)) == ["move.not_from_here"]


def test_who_let_the_days_of_rating_pass_has_seen_the_other_rating_and_gives_none(part, handlers, members):
    go(members[0], part.proceeding, "rate", **RATED)
    late = later(handlers[0], 60)
    assert refused(lambda: part_go(late, part, "rate_paper", **GOOD)) == ["move.window_over"]
    part_go(later(handlers[0], 5), part, "rate_paper", **GOOD)


def test_a_closed_paper_without_a_rating_takes_none_of_the_unit_either(part, handlers, clerk):
    go(clerk, part.proceeding, "close", note="已过反馈期。")
    assert refused(lambda: part_go(handlers[0], part, "rate_paper", **GOOD)) == ["move.window_over"]


def test_after_a_second_reply_the_days_of_rating_begin_anew(part, handlers, clerk, members):
    go(members[0], part.proceeding, "reject", **REJECTED)
    part.refresh_from_db()
    month_after = [later(one, 30) for one in (clerk, handlers[0])]
    answered(*month_after, part, **{"class": "a", "promised": None})
    part_go(later(handlers[0], 31), part, "rate_paper", **GOOD)


def test_a_committee_without_two_way_evaluation_leaves_the_move_out(committee, tmp_path, request):
    folder = longan_with(tmp_path, ("workflows.yaml", MOVE, ""))
    Committee.objects.filter(pk=committee.pk).update(pack=str(folder))
    part, handlers = (request.getfixturevalue(name) for name in ("part", "handlers"))
    assert refused(lambda: part_go(handlers[0], part, "rate_paper", **GOOD)) == ["move.not_from_here"]
