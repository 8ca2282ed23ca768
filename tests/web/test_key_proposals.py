"""Key and excellent proposals: who leads which, what nobody looked after yet, numbers with their papers."""

import re

import pytest
from tests.web import visiting
from tests.web.ledger_pages import words
from tests.web.test_proceedings import english, filed, go

from tongxin.store import models

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demonstration")]
KEY = "/proceedings/proposal/chosen/choose_key/"
EXCELLENT = "/proceedings/proposal/chosen/choose_excellent/"
TAB = re.compile(r'href="(/proceedings/proposal/chosen/[^"]*only=[^"]*)"[^>]*>([^<]+?) (\d+)</a>')


def person_of(role):
    return models.User.objects.get(username=visiting.USERS[role]).person_id


def led_by(role):
    clerk = english("clerk")
    address = filed(english("member"), clerk)
    assert go(clerk, address, "choose_key", person=person_of(role), way="chair").status_code == 302
    return address, models.Proceeding.objects.order_by("-pk").first()


def total(client, address):
    text = re.sub(r"<[^>]+>", "", client.get(address).content.decode().split("pager-count")[-1][:200])
    found = re.search(r"of (\d+)", text)
    return int(found[1]) if found else 0


def test_every_number_opens_as_many_papers_as_it_counts():
    clerk = english("clerk")
    text = clerk.get(f"{KEY}?session=all").content.decode().replace("&amp;", "&")
    found = {name: (address, int(number)) for address, name, number in TAB.findall(text)}
    assert {name: number for name, (_address, number) in found.items()} == {
        "Looked after at least once": 8,
        "Not looked after yet": 2,
        "By a leader of the committee": 5,
        "By a leader of party or government": 5,
    }
    for name, (address, number) in found.items():
        assert total(clerk, address) == number, name


def test_what_nobody_has_looked_after_is_said_in_words():
    shown = words(english("clerk").get(f"{KEY}?session=all&only=waiting"))
    assert shown.count("not looked after yet") == 2


def test_the_class_of_the_reply_and_of_today_stand_apart():
    shown = words(english("clerk").get(f"{KEY}?session=all"))
    assert "B: being solved or planned" in shown
    assert "now: A: solved or all but solved" in shown


def test_excellent_proposals_are_a_list_of_their_own_without_leaders():
    clerk = english("clerk")
    assert total(clerk, f"{EXCELLENT}?session=all") == 7
    assert "Last looked after" not in words(clerk.get(EXCELLENT))


def test_what_was_taken_off_the_list_is_not_on_it():
    address, paper = led_by("party_group_leader")
    clerk = english("clerk")
    assert paper.title in words(clerk.get(f"{KEY}?session=all&page=9"))
    assert go(clerk, address, "unchoose_key", reason="改列其他提案").status_code == 302
    assert f'href="{address}"' not in clerk.get(f"{KEY}?session=all&page=9").content.decode()


def test_a_leader_finds_the_papers_at_home_and_records_a_step_in_two_presses():
    address, paper = led_by("party_group_leader")
    leader = english("party_group_leader")
    home = leader.get("/")
    assert "Key papers that you supervise" in words(home)
    assert paper.title in words(home)
    step = re.search(rf'href="({address}moves/supervise/\?field.happened=[\d-]+)"', home.content.decode())
    form = leader.get(step[1])
    day = re.search(r'name="field.happened"[^>]*value="([\d-]+)"', form.content.decode())[1]
    answer = go(leader, address, "supervise", happened=day, how="visit", note="商定六月底前完工")
    assert answer.status_code == 302
    assert "By a visit" in words(leader.get("/"))


def test_a_leader_who_reads_papers_of_their_own_alone_reads_those_they_lead():
    address, paper = led_by("member")
    other = models.Person.objects.exclude(pk__in=[person_of("member"), paper.first_id]).first()
    models.Proceeding.objects.filter(pk=paper.pk).update(first=other)
    member = english("member")
    assert member.get(address).status_code == 200
    assert paper.title in words(member.get("/proceedings/proposal/"))
    assert paper.title in words(member.get(f"{KEY}?session=all"))
    named = person_of("party_group_leader")
    assert go(english("clerk"), address, "change_leader", person=named, way="chair").status_code == 302
    assert member.get(address).status_code == 404
    assert paper.title not in words(member.get(f"{KEY}?session=all"))


def test_who_reads_all_and_writes_nothing_records_no_step():
    address, paper = led_by("chair")
    chair = english("chair")
    home = chair.get("/")
    assert paper.title in words(home)
    assert "moves/supervise" not in home.content.decode()
    assert chair.get(f"{address}moves/supervise/").status_code == 404


def test_the_time_line_names_the_leaders():
    address, _paper = led_by("chair")
    clerk = english("clerk")
    go(clerk, address, "change_leader", person=person_of("party_group_leader"), way="government")
    shown = words(clerk.get(address))
    for role in ("chair", "party_group_leader"):
        assert f"→ {models.Person.objects.get(pk=person_of(role)).name}" in shown


@pytest.mark.parametrize(
    ("role", "address", "status"),
    [
        ("clerk", KEY, 200),
        ("chair", KEY, 200),
        ("handling_unit", KEY, 200),
        ("administrator", KEY, 403),
        ("clerk", "/proceedings/proposal/chosen/file/", 404),
        ("clerk", "/proceedings/opinion/chosen/choose_key/", 404),
    ],
)
def test_lists_are_those_that_the_mechanism_declares(role, address, status):
    assert visiting.signed_in(role).get(address).status_code == status


def test_members_see_their_own_papers_on_the_lists_alone():
    shown = english("member").get(f"{KEY}?session=all").content.decode()
    own = models.Proceeding.objects.filter(first=person_of("member"))
    every = models.Proceeding.objects.filter(moves__move="choose_key")
    for paper in every.exclude(pk__in=own).exclude(signers__person=person_of("member")):
        assert f"papers/{paper.pk}/" not in shown
