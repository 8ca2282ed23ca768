"""Many papers at once: assigned in one table or not at all, units reminded once a day, papers put away."""

import re

import pytest
from tests.web import visiting
from tests.web.ledger_pages import words
from tests.web.test_proceedings import english, go, number, written

from tongxin.engine.roster.vocabulary import Family
from tongxin.store import models

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demonstration")]
TOGETHER = "/proceedings/proposal/together/"


@pytest.fixture
def clerk():
    return english("clerk")


@pytest.fixture
def units():
    return list(models.Organisation.objects.filter(family=Family.HANDLING_UNIT.value).order_by("pk")[1:5])


def filed(clerk, title, **changed):
    """A paper that the office hands in for a member and files."""
    leader = models.User.objects.get(username="leader").person.name
    address = written(clerk, **{"names.role.first": leader, "title": title, **changed})
    assert go(clerk, address, "submit").status_code == 302
    for code in ("first_review", "second_review"):
        go(clerk, address, code, advice="file")
    assert go(clerk, address, "file").status_code == 302
    return number(address)


def chosen(text, unit):
    return re.search(rf'value="{unit.pk}"\s+selected', text)


def state(pk):
    return models.Proceeding.objects.get(pk=pk).state


def test_filed_papers_are_given_to_their_units_in_one_table(clerk, units):
    first, second, third = (filed(clerk, f"关于第{n}件事的建议") for n in "甲乙丙")
    response = clerk.post(
        f"{TOGETHER}assign/",
        {
            f"main.{first}": units[0].pk,
            f"main.{second}": units[1].pk,
            f"beside1.{second}": units[2].pk,
            f"main.{third}": units[0].pk,
            f"beside1.{third}": units[3].pk,
            f"split.{third}": "on",
        },
    )
    assert response.status_code == 302, words(response)
    roles = {
        pk: [part.role for part in models.ProceedingPart.objects.filter(proceeding=pk).order_by("pk")]
        for pk in (first, second, third)
    }
    assert roles == {first: ["sole"], second: ["lead", "assist"], third: ["split", "split"]}


def test_one_wrong_row_holds_all_back_and_is_named(clerk, units):
    first, second = filed(clerk, "关于甲事的建议"), filed(clerk, "关于乙事的建议")
    before = models.AuditEvent.objects.count()
    stranger = models.Organisation.objects.filter(family="liaison_unit").first()
    response = clerk.post(f"{TOGETHER}assign/", {f"main.{first}": units[0].pk, f"main.{second}": stranger.pk})
    assert response.status_code == 422
    assert "关于乙事的建议: " in words(response)
    assert (state(first), state(second)) == ("filed", "filed")
    assert models.AuditEvent.objects.count() == before
    assert chosen(response.content.decode(), units[0]), "what was picked is still there"


def test_rows_are_filled_in_as_the_proposer_wished(clerk, units):
    paper = filed(clerk, "关于甲事的建议", unit1=units[2].pk)
    page = clerk.get(f"{TOGETHER}assign/").content.decode()
    row = re.search(rf'name="main\.{paper}".*?</select>', page, re.DOTALL).group(0)
    assert chosen(row, units[2])
    empty = clerk.get(f"{TOGETHER}assign/?fill=none").content.decode()
    assert "selected" not in re.search(rf'name="main\.{paper}".*?</select>', empty, re.DOTALL).group(0)


def test_nothing_picked_is_said_and_nothing_is_done(clerk):
    response = clerk.post(f"{TOGETHER}archive/", {})
    assert response.status_code == 422
    assert "Nothing is picked." in words(response)


def test_units_are_reminded_together_and_once_a_day(clerk, units):
    papers = [filed(clerk, f"关于第{n}件事的建议") for n in "甲乙"]
    clerk.post(f"{TOGETHER}assign/", {f"main.{pk}": units[0].pk for pk in papers})
    parts = list(models.ProceedingPart.objects.filter(proceeding__in=papers).values_list("pk", flat=True))
    assert clerk.post(f"{TOGETHER}urge/", {"pick": parts}).status_code == 302
    again = clerk.post(f"{TOGETHER}urge/", {"pick": parts[:1]})
    assert again.status_code == 422
    assert models.ProceedingMove.objects.filter(move="urge", part__in=parts).count() == 2


def test_closed_papers_are_put_away_together(clerk):
    closed = list(models.Proceeding.objects.filter(state="closed").values_list("pk", flat=True)[:3])
    assert clerk.post(f"{TOGETHER}archive/", {"pick": closed}).status_code == 302
    assert {state(pk) for pk in closed} == {"archived"}


@pytest.mark.parametrize("code", ["file", "not_file", "merge", "rate", "send", "grant", "nothing"])
def test_what_is_decided_over_a_text_is_not_done_in_a_heap(clerk, code):
    assert clerk.get(f"{TOGETHER}{code}/").status_code == 404


@pytest.mark.parametrize("role", ["member", "handling_unit", "chair", "party_group_leader"])
def test_nobody_but_the_office_gives_papers_out(role):
    assert visiting.signed_in(role).get(f"{TOGETHER}assign/").status_code == 403
