"""Who assigns is the pack's to say: the committee's own office, one of party and government, or both."""

import re

import pytest
from tests.actions.acting import account, acting
from tests.actions.proceedings.proposing import (
    REPLY,
    answered,
    assigned,
    filed,
    go,
    part_go,
    refused,
)
from tests.packs.writing import longan_with

from tongxin.actions.acting import Refused
from tongxin.actions.proceeding_desk import Taken
from tongxin.packs.registry import FOLDER
from tongxin.store.models import Committee

pytestmark = pytest.mark.django_db

BOTH, DISPATCH, OFFICE = (f"by: [{hands}]" for hands in ("office, dispatch", "dispatch", "office"))
CLERK = "verbs: [read, submit, review, dispatch, reveal, export]"
ROLES = (FOLDER / "longan" / "roles.yaml").read_text("utf-8")
[ROLE] = re.findall(r"  - id: dispatcher\n.*?(?=\n\n)", ROLES, re.DOTALL)


@pytest.fixture
def dispatcher(committee):
    return acting(account(committee, "dispatch", "dispatcher", password=""))


@pytest.fixture
def apart(committee, tmp_path):
    """The pack in which the dispatching office alone assigns."""
    folder = longan_with(
        tmp_path,
        ("workflows.yaml", BOTH, DISPATCH),
        ("roles.yaml", CLERK, CLERK.replace(" dispatch,", "")),
    )
    Committee.objects.filter(pk=committee.pk).update(pack=str(folder))


@pytest.fixture
def left_out(committee, tmp_path):
    """The pack without a dispatching office."""
    folder = longan_with(
        tmp_path,
        ("workflows.yaml", BOTH, OFFICE),
        ("workflows.yaml", "hand: dispatch", "hand: office"),
        ("roles.yaml", ROLE, ""),
    )
    Committee.objects.filter(pk=committee.pk).update(pack=str(folder))


def test_where_both_may_the_dispatching_office_assigns_and_decides_nothing(
    clerk, dispatcher, handed_in, units
):
    assert refused(lambda: go(dispatcher, handed_in, "first_review", advice="file")) == ["move.not_yours"]
    filed(clerk, handed_in)
    for code in ("withdraw", "merge", "choose_key"):
        assert refused(lambda code=code: go(dispatcher, handed_in, code, reason="试试")) == ["move.not_yours"]
    assigned(dispatcher, handed_in, (units[0].pk, "sole"))
    assert handed_in.state == "handling"


@pytest.mark.usefixtures("apart")
def test_where_it_alone_assigns_the_committees_office_may_not(committee, units, request):
    clerk = acting(account(committee, "clerk", "clerk", password=""))
    handed_in = request.getfixturevalue("handed_in")
    filed(clerk, handed_in)
    assert refused(lambda: assigned(clerk, handed_in, (units[0].pk, "sole"))) == ["move.not_yours"]
    dispatcher = request.getfixturevalue("dispatcher")
    [part] = assigned(dispatcher, handed_in, (units[0].pk, "sole"))
    assert part.state == "assigned"


@pytest.mark.usefixtures("apart")
def test_returns_and_replies_are_the_dispatching_offices_to_settle(clerk, dispatcher, units, request):
    handed_in, handlers = (request.getfixturevalue(name) for name in ("handed_in", "handlers"))
    filed(clerk, handed_in)
    [part] = assigned(dispatcher, handed_in, (units[0].pk, "sole"))
    part_go(handlers[0], part, "refuse", taken=Taken(body=units[1].pk), reason="不归我局")
    assert refused(lambda: part_go(clerk, part, "deny", reason="仍由你局办理")) == ["move.not_yours"]
    assert part_go(dispatcher, part, "deny", reason="仍由你局办理") == "received"
    part_go(handlers[0], part, "draft_reply", **REPLY)
    assert refused(lambda: part_go(clerk, part, "send")) == ["move.not_yours"]
    assert part_go(dispatcher, part, "send") == "replied"


@pytest.mark.usefixtures("left_out")
def test_without_that_office_the_committees_own_does_it_all(clerk, handlers, units, request):
    handed_in = request.getfixturevalue("handed_in")
    filed(clerk, handed_in)
    [part] = assigned(clerk, handed_in, (units[0].pk, "sole"))
    answered(clerk, handlers[0], part)
    handed_in.refresh_from_db()
    assert handed_in.state == "answered"


@pytest.mark.usefixtures("left_out")
def test_a_role_that_was_left_out_gives_no_rights(dispatcher, request):
    with pytest.raises(Refused):
        go(dispatcher, request.getfixturevalue("handed_in"), "assign")
