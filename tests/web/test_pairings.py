"""Pages of the pairing: run, read, changed by hand, drawn, adopted."""

import re

import pytest
from tests.web import visiting
from tests.web.ledger_pages import words

from tongxin.store import models

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demonstration")]


@pytest.fixture
def party():
    client = visiting.signed_in("party_clerk")
    client.cookies["tongxin_language"] = "en"
    return client


@pytest.fixture
def run(party):
    """A proposal for all non-party members, and its address."""
    response = party.post("/pairings/", {"kind": "party_to_nonparty", "day": "2024-11-01"})
    assert response.status_code == 302, words(response)
    return response["Location"]


def test_a_run_shows_loads_proof_and_reasons(party, run):
    text = words(party.get(run))
    assert "34 with 2, 38 with 1" in text
    assert "proven best" in text
    assert "Next best" in text
    assert "Proposed; nothing holds yet" in text


def test_the_list_narrows_to_pairs_that_change(party, run):
    whole, changed = party.get(run), words(party.get(f"{run}?show=changed"))
    assert "1 to 50 of 106" in words(whole)
    assert "the same" not in changed


def test_a_pair_is_changed_by_hand_with_its_cost(party, run):
    address = re.search(rf'href="({run}pairs/0/\d+/)"', party.get(run).content.decode())[1]
    form = party.get(address).content.decode()
    [linker, said] = re.search(r'<option value="(\d+)">([^<]+)</option>', form).groups()
    assert "would have" in said
    assert party.post(address, {"linker": linker}).status_code == 302
    text = words(party.get(run))
    assert "Changed by hand" in text
    assert "points of fit" in text
    again = party.post(f"{run}again/")
    assert "fixed by hand" in words(party.get(f"{again['Location']}?page=1")) + words(
        party.get(f"{again['Location']}?page=2")
    ) + words(party.get(f"{again['Location']}?page=3"))


def test_a_choice_that_is_not_offered_is_refused(party, run):
    address = re.search(rf'href="({run}pairs/0/\d+/)"', party.get(run).content.decode())[1]
    assert party.post(address, {"linker": "999999"}).status_code == 422


def test_the_proposal_is_drawn_as_circles(party, run):
    page = party.get(f"{run}picture/").content.decode()
    assert page.count('class="strand') > 100


def test_a_joint_proposal_is_drawn_too(party):
    response = party.post("/pairings/", {"kind": "groups_to_enterprise", "day": "2024-11-01"})
    assert party.get(f"{response['Location']}picture/").status_code == 200


def test_adopted_it_stands_in_the_list_and_offers_nothing_more(party, run):
    party.post(f"{run}adopt/")
    text = words(party.get(run))
    assert "Adopted on" in text
    assert "Adopt all of it" not in text
    assert "adopted" in words(party.get("/pairings/"))
    assert models.AuditEvent.objects.latest("seq").verb == "pairing.adopt"


def test_put_away_it_cannot_be_adopted(party, run):
    party.post(f"{run}discard/")
    text = party.post(f"{run}adopt/", follow=True).content.decode()
    assert "already adopted or put away" in text


def test_what_stands_in_the_way_is_said_with_what_to_relax(party):
    models.PartyStanding.objects.filter(affiliation="cpc").exclude(
        person__in=models.PartyStanding.objects.filter(affiliation="cpc", end=None).values("person")[:40]
    ).update(end="2024-10-01")
    models.Committee.objects.update(roster_revision=999)
    response = party.post("/pairings/", {"kind": "party_to_nonparty", "day": "2024-11-01"})
    text = words(party.get(response["Location"]))
    assert "No pairing is possible" in text
    assert "more" in text


@pytest.mark.parametrize("address", ["/pairings/999/", "/pairings/999/picture/", "/pairings/999/pairs/0/1/"])
def test_a_run_that_is_not_there_is_a_missing_page(party, address):
    assert party.get(address).status_code == 404


def test_pairs_that_are_not_in_a_run_are_missing_pages(party, run):
    assert party.get(f"{run}pairs/7/1/").status_code == 404
    assert party.get(f"{run}pairs/0/999999/").status_code == 404
