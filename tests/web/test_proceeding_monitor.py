"""Watching over units: every number opens its papers, ages, promises; a unit's own desk."""

import re

import pytest
from tests.web import visiting
from tests.web.ledger_pages import words
from tests.web.test_proceedings import REPLY, english, filed, go, unit

from tongxin.store import models

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demonstration")]
MONITOR = "/proceedings/proposal/monitor/"
CELL = re.compile(r'href="(/proceedings/proposal/monitor/(\w+)/\?[^"]*)"[^>]*>(.*?)</a>', re.DOTALL)


def numbers(page):
    """Return (address, mark, number) of every number on the page."""
    text = page.content.decode().replace("&amp;", "&")
    return [
        (address, mark, int(re.sub(r"<[^>]+>", "", inner))) for address, mark, inner in CELL.findall(text)
    ]


def listed(client, address):
    text = client.get(address).content.decode()
    found = re.search(r"(?:of|共) ?(\d+)", re.sub(r"<[^>]+>", "", text.split("pager-count")[-1][:200]))
    return int(found[1]) if found else 0


def given():
    member, clerk = english("member"), english("clerk")
    address = filed(member, clerk)
    assert go(clerk, address, "assign", units1=unit(), role1="sole").status_code == 302
    return address, models.ProceedingPart.objects.order_by("pk").last()


def test_every_number_opens_as_many_papers_as_it_counts():
    clerk = english("clerk")
    found = numbers(clerk.get(MONITOR + "?session=all"))
    assert {mark for _address, mark, _number in found} >= {"given", "answered", "on_time", "met", "rated"}
    for address, _mark, number in found[:: max(1, len(found) // 25)]:
        assert listed(clerk, address) == number, address


def test_the_sums_are_those_of_the_years_assignments():
    sums = {
        mark: number
        for address, mark, number in numbers(english("clerk").get(MONITOR + "?session=all"))
        if "unit=" not in address
    }
    assert (sums["given"], sums["late"], sums["refused"]) == (190, 5, 14)
    assert sums["on_time"] + sums["late"] == sums["answered"]


def test_units_stand_in_the_order_of_the_roster_and_never_by_their_numbers():
    text = english("clerk").get(MONITOR + "?session=all").content.decode()
    shown = re.findall(r'<td data-label="Handling unit"\s+class="main">([^<]+)</td>', text)[:-1]
    codes = dict(models.Organisation.objects.filter(family="handling_unit").values_list("name", "code"))
    assert len(shown) > 5
    assert [codes[name] for name in shown] == sorted(codes[name] for name in shown)


def test_what_went_to_another_unit_is_counted_as_asked_back_and_no_longer_as_given():
    _address, part = given()
    handler, clerk = english("handling_unit"), english("clerk")
    counted = f"{MONITOR}given/?unit={unit()}&session=all"
    before = listed(clerk, counted)
    other = models.Organisation.objects.filter(family="handling_unit").exclude(pk=unit()).first()
    moves = f"/proceedings/parts/{part.pk}/"
    assert go(handler, moves, "refuse", body=other.pk, reason="不归我局").status_code == 302
    assert go(clerk, moves, "grant", units1=other.pk, role1="sole").status_code == 302
    assert listed(clerk, counted) == before - 1
    assert part.proceeding.title in words(clerk.get(f"{MONITOR}refused/?unit={unit()}&session=all"))


def test_how_long_papers_lie_where_leads_to_them():
    given()
    page = english("clerk").get(MONITOR)
    assert "the handling unit" in words(page)
    assert 'href="/proceedings/proposal/?part=assigned"' in page.content.decode()


def test_promises_are_listed_by_their_day_with_the_move_at_hand():
    address, part = given()
    member, clerk, handler = english("member"), english("clerk"), english("handling_unit")
    moves = f"/proceedings/parts/{part.pk}/"
    go(handler, moves, "receive")
    handler.post(f"{moves}moves/draft_reply/", {**REPLY, "field.promised": "2031-03-31"})
    go(clerk, moves, "send")
    go(member, address, "rate", result="basically", attitude="satisfied", met="face")
    page = clerk.get("/proceedings/proposal/promises/?when=later&clock=promise&page=9")
    assert part.proceeding.title in words(page)
    assert f"{moves}moves/track/" in page.content.decode()
    own = words(handler.get("/proceedings/proposal/promises/?when=later&clock=promise&page=9"))
    assert part.proceeding.title in own
    units = set(models.Organisation.objects.filter(family="handling_unit").values_list("name", flat=True))
    units.discard(models.Organisation.objects.get(pk=unit()).name)
    assert [name for name in units if name in own] == []


def test_a_unit_signs_with_one_press_and_stays_on_its_desk():
    _address, part = given()
    handler = english("handling_unit")
    desk = handler.get("/proceedings/proposal/ours/")
    assert "To be signed for: " in words(desk)
    answer = handler.post(
        f"/proceedings/parts/{part.pk}/moves/receive/", {"back": "/proceedings/proposal/ours/"}
    )
    assert answer["Location"] == "/proceedings/proposal/ours/"
    text = handler.get("/proceedings/proposal/ours/").content.decode()
    assert f"/proceedings/parts/{part.pk}/moves/draft_reply/" in text
    assert f"/proceedings/parts/{part.pk}/moves/refuse/" in text


@pytest.mark.parametrize("back", ["https://example.org/", "//example.org/", "javascript:alert(1)"])
def test_a_move_leads_to_no_other_site(back):
    _address, part = given()
    answer = english("handling_unit").post(f"/proceedings/parts/{part.pk}/moves/receive/", {"back": back})
    assert answer["Location"] == f"/proceedings/papers/{part.proceeding_id}/"


def test_what_a_unit_types_in_a_reply_is_kept_by_the_server():
    _address, part = given()
    handler = english("handling_unit")
    go(handler, f"/proceedings/parts/{part.pk}/", "receive")
    handler.post(f"/drafts/save/?form=part-move:{part.pk}:draft_reply", {"field.text": "写到一半的答复"})
    page = handler.get(f"/proceedings/parts/{part.pk}/moves/draft_reply/").content.decode()
    assert "写到一半的答复" in page
    assert "写到一半的答复" in words(handler.get("/drafts/"))


@pytest.mark.parametrize(
    ("role", "address", "status"),
    [
        ("member", MONITOR, 404),
        ("handling_unit", MONITOR, 404),
        ("handling_unit", f"{MONITOR}given/", 404),
        ("chair", MONITOR, 200),
        ("member", "/proceedings/proposal/ours/", 403),
        ("clerk", "/proceedings/proposal/ours/", 403),
        ("clerk", f"{MONITOR}nonsense/", 404),
    ],
)
def test_only_who_sees_all_units_watches_over_them(role, address, status):
    assert visiting.signed_in(role).get(address).status_code == status
