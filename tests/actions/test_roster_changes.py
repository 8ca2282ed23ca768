"""Dated changes of the roster: heads, places, links handed over, seats that end; the history stays."""

from datetime import date

import pytest
from tests.actions.recording import actor, codes, events

from tongxin.actions import links, members, units
from tongxin.actions.acting import Invalid, Refused
from tongxin.store import models

pytestmark = pytest.mark.django_db
DAY = date(2024, 7, 1)
EVE = date(2024, 6, 30)


@pytest.fixture
def unit(rows):
    return rows.organisation("liaison_unit", "township_room", "城厢镇委员联络室")


@pytest.fixture
def party(rows):
    return [rows.person(f"演示党员{n}", "cpc", "economy") for n in "甲乙"]


@pytest.fixture
def nonparty(rows):
    return rows.person("演示党外", "none", "economy")


@pytest.fixture
def link(rows, party, nonparty):
    made = models.Link.objects.create(
        committee=rows.committee, kind="party_to_nonparty", person=nonparty, start=date(2023, 1, 1)
    )
    models.LinkHolder.objects.create(link=made, person=party[0])
    return made


def seat_of(person):
    return models.Membership.objects.select_related("person").get(person=person)


def test_the_head_before_ends_the_day_before_and_stays_in_the_history(clerk, unit, party):
    units.appoint_head(clerk, unit.pk, party[0].pk, date(2023, 1, 1))
    units.appoint_head(clerk, unit.pk, party[1].pk, DAY)
    posts = models.Post.objects.filter(organisation=unit).order_by("start")
    assert [(post.person, post.start, post.end) for post in posts] == [
        (party[0], date(2023, 1, 1), EVE),
        (party[1], DAY, None),
    ]
    assert events("unit.head")[-1].changes["before"] == {"head": ["演示党员甲"]}


def test_a_unit_is_headed_by_a_party_member(clerk, unit, nonparty):
    with pytest.raises(Invalid) as problem:
        units.appoint_head(clerk, unit.pk, nonparty.pk, DAY)
    assert codes(problem) == [("unit.head_must_be_party", "person")]
    assert not models.Post.objects.exists()


def test_nobody_is_appointed_twice(clerk, unit, party):
    units.appoint_head(clerk, unit.pk, party[0].pk, DAY)
    with pytest.raises(Invalid) as problem:
        units.appoint_head(clerk, unit.pk, party[0].pk, DAY)
    assert codes(problem) == [("unit.heads_already", "person")]


def test_a_unit_of_another_committee_is_not_there(clerk, party):
    other = models.Committee.objects.create(code="other", name="另县政协", pack="longan")
    room = models.Organisation.objects.create(
        committee=other, family="liaison_unit", kind="township_room", code="R", name="另县某镇"
    )
    with pytest.raises(Invalid) as problem:
        units.appoint_head(clerk, room.pk, party[0].pk, DAY)
    assert codes(problem)[0][0] == "unit.unknown"


def test_a_link_handed_over_ends_and_another_to_the_same_person_starts(clerk, link, party, nonparty):
    new = links.hand_over_link(clerk, link.pk, [party[1].pk], DAY, "工作调整")
    link.refresh_from_db()
    assert (link.start, link.end, link.reason) == (date(2023, 1, 1), EVE, "工作调整")
    assert (new.start, new.end, new.person) == (DAY, None, nonparty)
    assert [holder.person for holder in new.holders.all()] == [party[1]]
    [event] = events("link.hand_over")
    assert event.changes["before"]["holders"] == [party[0].pk]


def test_a_link_is_not_handed_to_somebody_non_party(rows, clerk, link):
    somebody = rows.person("演示党外乙", "none", "economy")
    with pytest.raises(Invalid) as problem:
        links.hand_over_link(clerk, link.pk, [somebody.pk], DAY, "")
    assert codes(problem) == [("link.may_not_hold", "holder0")]
    link.refresh_from_db()
    assert link.end is None
    assert not events("link.hand_over")


def test_an_ended_link_is_not_handed_over(clerk, link, party):
    links.end_link(clerk, link.pk, EVE, "委员离任")
    with pytest.raises(Invalid) as problem:
        links.hand_over_link(clerk, link.pk, [party[1].pk], DAY, "")
    assert codes(problem) == [("link.not_holding", "day")]


def test_a_link_ends_with_a_reason(clerk, link):
    with pytest.raises(Invalid) as problem:
        links.end_link(clerk, link.pk, EVE, " ")
    assert codes(problem) == [("link.reason_needed", "reason")]
    links.end_link(clerk, link.pk, EVE, "委员离任")
    link.refresh_from_db()
    assert (link.end, link.reason) == (EVE, "委员离任")


def test_who_leaves_has_no_place_and_no_link_any_more(clerk, unit, link, nonparty):
    seat = seat_of(nonparty)
    members.move_to_unit(clerk, seat, unit.pk, date(2023, 1, 1))
    post = models.Post.objects.create(
        committee=seat.committee, person=nonparty, role="standing_member", start=date(2023, 1, 1)
    )
    members.end_membership(clerk, seat, EVE, "resigned", "协委〔2024〕3号")
    link.refresh_from_db()
    post.refresh_from_db()
    place = models.Placement.objects.get(membership=seat)
    assert (seat.end, seat.left_by) == (EVE, "resigned")
    assert (place.end, link.end, post.end) == (EVE, EVE, EVE)
    [event] = events("member.leave")
    assert event.changes["after"]["links_ended"] == [link.pk]


def test_links_that_a_leaver_holds_stay_until_somebody_takes_them_over(clerk, link, party):
    members.end_membership(clerk, seat_of(party[0]), EVE, "resigned")
    link.refresh_from_db()
    assert link.end is None


def test_nobody_leaves_twice_or_in_an_unknown_way(clerk, nonparty):
    seat = seat_of(nonparty)
    with pytest.raises(Invalid) as problem:
        members.end_membership(clerk, seat, EVE, "bored")
    assert codes(problem) == [("member.how_unknown", "how")]
    members.end_membership(clerk, seat, EVE, "died")
    with pytest.raises(Invalid) as problem:
        members.end_membership(clerk, seat, EVE, "resigned")
    assert codes(problem) == [("member.not_sitting", "day")]


@pytest.mark.parametrize("role", ["member", "chair", "auditor", "administrator", "handling_unit"])
def test_only_those_who_keep_the_roster_change_it(rows, role, unit, link, party, nonparty):
    other = actor(rows, role, person=party[0])
    for change in (
        lambda: units.appoint_head(other, unit.pk, party[1].pk, DAY),
        lambda: links.hand_over_link(other, link.pk, [party[1].pk], DAY, ""),
        lambda: links.end_link(other, link.pk, DAY, "x"),
        lambda: members.end_membership(other, seat_of(nonparty), DAY, "resigned"),
    ):
        with pytest.raises(Refused):
            change()
    assert not models.AuditEvent.objects.exists()
