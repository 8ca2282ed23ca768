"""Suggested units on the form that gives a paper to units: with reasons, one click, never decided."""

import re
from html import unescape

import pytest
from tests.web import visiting
from tests.web.ledger_pages import words
from tests.web.test_proceeding_likeness import BUSES, COPY, english, filed, go, number, written

from tongxin.engine.roster.vocabulary import Family
from tongxin.store import models

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demonstration")]


@pytest.fixture
def clerk():
    return english("clerk")


@pytest.fixture
def member():
    return english("member")


@pytest.fixture
def units():
    rows = models.Organisation.objects.filter(family=Family.HANDLING_UNIT.value).order_by("pk")
    return list(rows[:3])


def give(clerk, address, unit):
    said = {"units1": unit.pk, "role1": "sole"}
    assert clerk.post(f"{address}moves/assign/", said).status_code == 302
    return models.ProceedingPart.objects.filter(proceeding=number(address)).latest("pk")


def suggested(page):
    found = re.search(r'<ol class="suggested">.*?</ol>', page.content.decode(), flags=re.DOTALL)
    return re.findall(r'data-take-unit="(\d+)"', found[0]) if found else []


def test_without_anything_to_learn_from_nothing_is_suggested(member, clerk):
    page = clerk.get(f"{filed(member, clerk)}moves/assign/")
    assert "No unit is suggested" in words(page)
    assert suggested(page) == []


def test_the_unit_that_had_a_similar_paper_is_suggested_with_that_paper_as_its_reason(member, clerk, units):
    first = filed(member, clerk)
    give(clerk, first, units[0])
    copy = filed(member, clerk, **COPY)
    page = clerk.get(f"{copy}moves/assign/")
    assert suggested(page) == [str(units[0].pk)]
    assert "had 1 similar paper" in words(page)
    assert (
        f'<a href="{first}">{models.Proceeding.objects.get(pk=number(first)).number:03} {BUSES["title"]}</a>'
        in unescape(page.content.decode())
    )


def test_one_click_takes_a_suggestion_over_and_the_clerk_still_decides(member, clerk, units):
    give(clerk, filed(member, clerk), units[0])
    copy = filed(member, clerk, **COPY)
    page = clerk.get(f"{copy}moves/assign/").content.decode()
    link = unescape(re.search(r'href="(\?units1=\d+[^"]*)"', page)[1])
    taken = clerk.get(f"{copy}moves/assign/{link}").content.decode()
    assert re.search(rf'<option value="{units[0].pk}"\s+selected', taken)
    assert not models.ProceedingPart.objects.filter(proceeding=number(copy)).exists()


def test_the_proposers_wish_is_a_reason_and_a_unit_that_gave_it_back_is_not_asked_again(member, clerk, units):
    address = filed(member, clerk, unit1=units[1].pk)
    assert "the proposer wishes for it" in words(clerk.get(f"{address}moves/assign/"))
    part = give(clerk, address, units[1])
    back = {"body": units[2].pk, "field.reason": "不归我局"}
    assert clerk.post(f"/proceedings/parts/{part.pk}/moves/refuse/", back).status_code == 302
    assert suggested(clerk.get(f"/proceedings/parts/{part.pk}/moves/grant/")) == []


def test_a_unit_that_gave_a_similar_paper_back_is_told_as_a_reason_against_it(member, clerk, units):
    part = give(clerk, filed(member, clerk), units[1])
    back = {"body": units[2].pk, "field.reason": "不归我局"}
    clerk.post(f"/proceedings/parts/{part.pk}/moves/refuse/", back)
    again = {"units1": units[2].pk, "role1": "sole"}
    assert clerk.post(f"/proceedings/parts/{part.pk}/moves/grant/", again).status_code == 302
    copy = filed(member, clerk, **{**COPY, "unit1": units[1].pk})
    page = clerk.get(f"{copy}moves/assign/")
    assert suggested(page)[0] == str(units[2].pk)


def test_only_those_who_assign_see_suggestions(member, clerk, units):
    address = filed(member, clerk, unit1=units[1].pk)
    assert member.get(f"{address}moves/assign/").status_code == 404
    assert visiting.signed_in("handling_unit").get(f"{address}moves/assign/").status_code == 404
    draft = written(member)
    assert go(member, draft, "assign").status_code == 404
