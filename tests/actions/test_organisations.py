"""Bodies and committees: added, changed and closed by those who may, with what was before in the log."""

from datetime import UTC, date, datetime

import pytest
from tests.actions.recording import actor, codes, events

from tongxin.actions import links, organisations
from tongxin.actions.acting import Actor, Invalid, Refused
from tongxin.actions.committees import NewCommittee, set_up_committee
from tongxin.engine.roster.vocabulary import Family
from tongxin.store import models

pytestmark = pytest.mark.django_db
ROOM = {
    "kind": "township_room",
    "code": "R01",
    "name": "某镇委员联络室",
    "start": date(2024, 1, 1),
    "end": None,
}
SYSTEM = Actor(
    user_id=None,
    name="tongxin committee",
    committee_id=None,
    at=datetime(2024, 1, 2, tzinfo=UTC),
    system=True,
)
COUNTY = NewCommittee(code="x", name="某县政协", pack="county", term=10, since=date(2021, 10, 1), places=150)


def test_a_committee_is_set_up_with_its_term():
    made = set_up_committee(SYSTEM, COUNTY)
    assert (made.pack, made.places, made.demo) == ("county", 150, False)
    assert models.Term.objects.get(committee=made).number == 10
    assert [event.object_name for event in events("committee.create")] == ["某县政协"]


def test_a_committee_needs_a_pack_that_ships_and_a_code_of_its_own():
    with pytest.raises(Invalid) as problem:
        set_up_committee(
            SYSTEM, NewCommittee(code="x", name="x", pack="cuonty", term=1, since=date(2021, 1, 1))
        )
    assert codes(problem) == [("committee.no_pack", "")]
    set_up_committee(SYSTEM, COUNTY)
    with pytest.raises(Invalid) as problem:
        set_up_committee(SYSTEM, COUNTY)
    assert codes(problem) == [("committee.code_taken", "")]


def test_nobody_but_the_installation_sets_up_committees(clerk):
    with pytest.raises(Refused):
        set_up_committee(clerk, COUNTY)


def test_a_unit_is_added_and_stands_in_the_log(clerk):
    row = organisations.add_organisation(clerk, Family.LIAISON_UNIT, ROOM)
    assert (row.name, row.family, row.start) == ("某镇委员联络室", "liaison_unit", date(2024, 1, 1))
    [event] = events("organisation.create")
    assert event.changes["after"]["code"] == "R01"


def test_two_bodies_do_not_share_a_code_and_a_kind_belongs_to_its_family(clerk):
    organisations.add_organisation(clerk, Family.LIAISON_UNIT, ROOM)
    with pytest.raises(Invalid) as problem:
        organisations.add_organisation(clerk, Family.LIAISON_UNIT, {**ROOM, "kind": "enterprise"})
    assert sorted(codes(problem)) == [("organisation.code_taken", "code"), ("organisation.no_kind", "kind")]
    assert models.Organisation.objects.count() == 1


def test_a_change_says_what_was_before_and_nothing_when_nothing_changed(clerk):
    row = organisations.add_organisation(clerk, Family.LIAISON_UNIT, ROOM)
    organisations.change_organisation(clerk, row.pk, ROOM)
    assert events("organisation.change") == []
    organisations.change_organisation(
        clerk, row.pk, {**ROOM, "name": "某某镇委员联络室", "end": date(2024, 6, 30)}
    )
    [event] = events("organisation.change")
    assert event.changes == {
        "before": {"name": "某镇委员联络室", "end": None},
        "after": {"name": "某某镇委员联络室", "end": "2024-06-30"},
    }


def test_a_body_neither_ends_before_it_begins_nor_belongs_to_itself(clerk):
    row = organisations.add_organisation(clerk, Family.LIAISON_UNIT, ROOM)
    with pytest.raises(Invalid) as problem:
        organisations.change_organisation(
            clerk, row.pk, {**ROOM, "end": date(2023, 12, 31), "host": row.pk, "parent": 0 + row.pk + 999}
        )
    assert sorted(codes(problem)) == [
        ("organisation.ends_before", "end"),
        ("organisation.unknown", "host"),
        ("organisation.unknown", "parent"),
    ]


@pytest.mark.parametrize(
    "role", ["party_clerk", "member", "chair", "auditor", "administrator", "handling_unit"]
)
def test_only_the_office_adds_and_changes_units(rows, clerk, role):
    row = organisations.add_organisation(clerk, Family.LIAISON_UNIT, ROOM)
    other = actor(rows, role, name=role)
    with pytest.raises(Refused):
        organisations.add_organisation(other, Family.LIAISON_UNIT, {**ROOM, "code": "R02"})
    with pytest.raises(Refused):
        organisations.change_organisation(other, row.pk, {**ROOM, "name": "x"})


def test_a_body_of_another_committee_is_not_there(clerk):
    other = models.Committee.objects.create(code="other", name="另县政协", pack="longan")
    row = models.Organisation.objects.create(
        committee=other, family="liaison_unit", kind="township_room", code="R", name="另县某镇"
    )
    with pytest.raises(Invalid) as problem:
        organisations.change_organisation(clerk, row.pk, ROOM)
    assert codes(problem) == [("organisation.unknown", "")]


def test_whom_nobody_links_gets_a_link_and_nobody_gets_two(rows, clerk):
    holder, target = rows.person("演示党员", "cpc", "economy"), rows.person("演示党外", "none", "economy")
    day = date(2024, 7, 1)
    made = links.adopt_link(clerk, "party_to_nonparty", target.pk, [holder.pk], day)
    assert (made.person, made.start, made.end) == (target, day, None)
    assert [one.person for one in made.holders.all()] == [holder]
    other = rows.person("演示党员乙", "cpc", "economy")
    with pytest.raises(Invalid) as problem:
        links.adopt_link(clerk, "party_to_nonparty", target.pk, [other.pk], day)
    assert codes(problem) == [("link.no_target", "target")]
    assert len(events("link.adopt")) == 1


def test_a_non_party_member_is_no_target_of_the_links_to_party_members(rows, clerk):
    target = rows.person("演示党外", "none", "economy")
    with pytest.raises(Invalid) as problem:
        links.adopt_link(clerk, "group_to_party", target.pk, [target.pk], date(2024, 7, 1))
    assert codes(problem) == [("link.no_target", "target")]
