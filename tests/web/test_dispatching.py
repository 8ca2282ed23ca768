"""The dispatching office's home: what is filed, returns asked for, replies to be checked, nothing else."""

import pytest
from tests.web import visiting
from tests.web.ledger_pages import words
from tests.web.test_proceedings import REPLY, english, filed, go, part_at, unit

from tongxin.store import models

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demonstration")]


def given():
    address = filed(english("member"), english("clerk"))
    assert go(english("dispatcher"), address, "assign", units1=unit(), role1="sole").status_code == 302
    return address, part_at(address)


def test_what_is_filed_waits_at_home_with_the_move_at_hand():
    address = filed(english("member"), english("clerk"))
    page = english("dispatcher").get("/")
    assert "Filed: 1" in words(page)
    assert f"{address}moves/assign/" in page.content.decode()


def test_returns_and_replies_wait_with_their_unit():
    _address, part = given()
    handler, office = english("handling_unit"), english("dispatcher")
    moves = f"/proceedings/parts/{part.pk}/"
    go(handler, moves, "receive")
    handler.post(f"{moves}moves/draft_reply/", REPLY)
    page = office.get("/")
    assert "Reply to be checked: " in words(page)
    assert part.body.name in words(page)
    assert f"{moves}moves/send/" in page.content.decode()
    assert go(office, moves, "send").status_code == 302
    assert f"{moves}moves/send/" not in office.get("/").content.decode()


def test_an_empty_home_says_so_and_leads_on():
    models.Proceeding.objects.filter(state="filed").update(state="closed")
    models.ProceedingPart.objects.filter(state__in=["refusal_asked", "drafted"]).update(state="replied")
    assert "Nothing waits to be assigned or checked." in words(english("dispatcher").get("/"))


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/proceedings/proposal/", 200),
        ("/proceedings/proposal/monitor/", 200),
        ("/proceedings/proposal/together/assign/", 200),
        ("/proceedings/proposal/queue/", 403),
        ("/proceedings/proposal/new/", 403),
        ("/members/", 403),
        ("/entries/", 403),
    ],
)
def test_it_reads_and_assigns_and_has_no_business_elsewhere(address, status):
    assert visiting.signed_in("dispatcher").get(address).status_code == status
