"""The forms that change the roster: what they offer, what they say, where they lead."""

import pytest
from tests.web import visiting

from tongxin.packs import registry
from tongxin.store import models

PARTY = registry.pack("longan").versions[-1].vocabulary.party_codes()
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demonstration")]


@pytest.fixture
def clerk():
    return visiting.signed_in("clerk")


def test_the_form_for_a_head_lists_party_members_only(clerk):
    unit = models.Organisation.objects.filter(family="liaison_unit").first()
    text = clerk.get(f"/units/{unit.pk}/head/").content.decode()
    inside = models.PartyStanding.objects.filter(end=None, affiliation__in=PARTY).values_list("person")
    outside = models.Membership.objects.filter(end=None).exclude(person__in=inside).first().person
    head = models.Post.objects.filter(role="unit_head", end=None).first().person
    assert f'<option value="{head.pk}">' in text
    assert f'<option value="{outside.pk}">' not in text


def test_a_new_head_stands_on_the_units_page(clerk):
    unit = models.Organisation.objects.filter(family="liaison_unit").first()
    heads = models.Post.objects.filter(role="unit_head").values("person")
    other = models.PartyStanding.objects.filter(end=None, affiliation="cpc").exclude(person__in=heads)
    person = other.filter(person__memberships__end=None).first().person
    response = clerk.post(f"/units/{unit.pk}/head/", {"person": person.pk, "day": "2024-10-01"})
    assert response["Location"] == f"/units/{unit.pk}/"
    page = clerk.get(response["Location"]).content.decode()
    assert page.count(person.name) >= 2  # as head now, and in the list of who headed it


def test_handing_over_leads_to_the_new_link_with_the_old_one_below(clerk):
    old = models.Link.objects.filter(kind="group_to_party", end=None).first()
    [now] = old.holders.values_list("person", flat=True)
    page = clerk.get(f"/links/{old.pk}/hand-over/").content.decode()
    others = models.LinkHolder.objects.filter(link__kind="group_to_party", link__end=None)
    other = others.exclude(person=now).exclude(person=old.person).first().person
    assert f'<option value="{now}" selected>' in page
    response = clerk.post(
        f"/links/{old.pk}/hand-over/", {"holder0": other.pk, "day": "2024-10-01", "reason": "分工调整"}
    )
    new = models.Link.objects.latest("pk")
    assert response["Location"] == f"/links/{new.pk}/"
    assert "分工调整" in clerk.get(response["Location"]).content.decode()


def test_a_wrong_day_is_said_beside_the_field_and_nothing_is_lost(clerk):
    link = models.Link.objects.filter(kind="group_to_party", end=None).first()
    response = clerk.post(f"/links/{link.pk}/end/", {"day": "1990-01-01", "reason": "分工调整"})
    assert response.status_code == 422
    assert "分工调整" in response.content.decode()
    assert models.Link.objects.get(pk=link.pk).end is None


def test_ending_a_membership_first_says_what_it_touches(clerk):
    holders = models.LinkHolder.objects.filter(link__kind="party_to_nonparty", link__end=None)
    busy = models.Post.objects.filter(end=None).values("person")
    holder = holders.exclude(person__in=busy).first().person
    seat = models.Membership.objects.get(person=holder, end=None)
    assert clerk.get(f"/members/{seat.pk}/leave/").content.decode().count('class="notice') >= 2
    response = clerk.post(f"/members/{seat.pk}/leave/", {"day": "2024-10-30", "how": "resigned"})
    assert response["Location"] == f"/members/{seat.pk}/"
    assert models.Membership.objects.get(pk=seat.pk).left_by == "resigned"
    assert holder.name in clerk.get("/checks/").content.decode()


def test_a_member_placed_elsewhere_shows_there(clerk):
    seat = models.Membership.objects.filter(end=None).first()
    now = models.Placement.objects.get(membership=seat, primary=True, end=None)
    other = models.Organisation.objects.filter(family="liaison_unit").exclude(pk=now.unit_id).first()
    response = clerk.post(f"/members/{seat.pk}/place/", {"unit": other.pk, "day": "2024-10-01"})
    assert response["Location"] == f"/members/{seat.pk}/"
    assert other.name in clerk.get(response["Location"]).content.decode()


def test_the_seat_of_somebody_who_left_takes_no_more_changes(clerk):
    seat = models.Membership.objects.exclude(end=None).exclude(left_by="transfer").first()
    assert clerk.get(f"/members/{seat.pk}/leave/").status_code == 404
    assert clerk.get(f"/members/{seat.pk}/place/").status_code == 404
