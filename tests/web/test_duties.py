"""Pages of duties: what one owes, the grid, the calls, decisions, calendars and reminders."""

import json
import re
import threading
from datetime import date
from html import unescape
from http.server import BaseHTTPRequestHandler, HTTPServer

import icalendar
import pytest
from django.core import mail
from tests.web import visiting
from tests.web.ledger_pages import words

from tongxin.config.main import main
from tongxin.store import models

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demonstration")]
GRID = "/duties/grid/"


@pytest.fixture
def party():
    return english("party")


@pytest.fixture
def leader():
    return english("leader")


def english(username):
    role = next(role for role, name in visiting.USERS.items() if name == username)
    client = visiting.signed_in(role)
    client.cookies["tongxin_language"] = "en"
    return client


def person_of(username):
    return models.User.objects.get(username=username).person_id


def own_link(person, kind):
    return models.Link.objects.filter(holders__person=person, kind=kind, end=None).order_by("pk").first()


def open_forms(text):
    """Return the addresses of the buttons that open a form."""
    return [unescape(one) for one in re.findall(r'href="(/entries/new/[^"]+)"', text)]


def test_a_leader_records_a_talk_by_the_button_and_the_duty_is_met(leader):
    me = person_of("leader")
    page = leader.get("/duties/mine/").content.decode()
    open_one = next(
        one
        for one in models.Link.objects.filter(holders__person=me, kind="group_to_party", end=None)
        if f"/entries/new/talk/?person={one.person_id}" in [*open_forms(page)]
    )
    address = f"/entries/new/talk/?person={open_one.person_id}"
    form = leader.get(address).content.decode()
    assert str(open_one.person) in form
    sent = {"happened_on": "2024-10-31", "role.talker": [me], "role.talked_with": [open_one.person_id]}
    sent |= {"field.form": "face"}
    response = leader.post(address, sent)
    assert response.status_code == 302, words(response)
    record = words(leader.get(response["Location"]))
    assert "Duties it counts for" in record
    duty = leader.get(f"/duties/group_talk/{open_one.pk}/2024H2/")
    assert "met" in words(duty)
    assert response["Location"] in duty.content.decode()
    assert address not in open_forms(leader.get("/duties/mine/").content.decode())


def test_the_grid_shows_the_four_ones_of_each_enterprise_in_its_own_periods(party):
    page = party.get(GRID)
    text = words(page)
    assert all(code in text for code in ("Q1", "Q4", "H1", "H2", "the year"))
    links = models.Link.objects.filter(kind="groups_to_enterprise", end=None)
    source = page.content.decode()
    for link in links:
        assert source.count(f"/{link.pk}/2024") == 8  # four visits, two talks, a lecture, a problem


def test_the_grid_narrows_to_what_is_late(party):
    whole = words(party.get(f"{GRID}?group=network"))
    late = words(party.get(f"{GRID}?group=network&state=overdue"))
    assert len(late) < len(whole)
    assert "late" in late


def test_the_grid_of_the_year_before(party):
    before = party.get(f"{GRID}?year=2023").content.decode()
    assert "/2023Q1/" in before
    assert "/2024Q1/" not in before


def test_a_duty_says_why_it_stands_so_and_shows_its_records(party):
    link = models.Link.objects.filter(kind="groups_to_enterprise", end=None).first()
    text = words(party.get(f"/duties/enterprise_visit/{link.pk}/2024Q1/"))
    assert "1 asked for; the last on" in text
    assert "The records behind it" in text


@pytest.mark.parametrize(
    "key", ["nothing/1/2024Q1", "enterprise_visit/999999/2024Q1", "enterprise_visit/1/1999Q1"]
)
def test_a_duty_that_is_not_there_is_a_missing_page(party, key):
    assert party.get(f"/duties/{key}/").status_code == 404


def test_a_member_sees_their_own_duties_and_nobody_elses():
    me = person_of("member")
    client = english("member")
    mine = own_link(me, "party_to_nonparty")
    others = models.Link.objects.filter(kind="party_to_nonparty", end=None).exclude(holders__person=me)
    assert client.get(f"/duties/nonparty_contact/{mine.pk}/2024/").status_code == 200
    assert client.get(f"/duties/nonparty_contact/{others.first().pk}/2024/").status_code == 404
    assert client.get(GRID).status_code == 403


def test_who_owes_nothing_is_told_so_with_the_way_on():
    text = words(english("auditor").get("/duties/mine/"))
    assert "lays no duty upon you" in text
    assert english("auditor").get("/duties/")["Location"] == GRID


def test_the_calls_gather_all_duties_that_the_same_people_answer_for(party):
    text = words(party.get("/duties/ahead/"))
    assert re.search(r"\d+ calls about \d+ duties", text)
    assert "Will be missed at this pace" in text


def test_a_decision_frees_of_a_duty_with_its_reason_and_can_be_withdrawn(party):
    link = models.Link.objects.filter(kind="groups_to_enterprise", end=None).first()
    duty = f"/duties/enterprise_lecture/{link.pk}/2024/"
    before = words(party.get(duty))
    decided = {"start": "2024-06-01", "end": "2024-12-31", "reason": "企业停产", "number": "党组〔2024〕7号"}
    response = party.post(f"/duties/enterprise_lecture/{link.pk}/exempt/", decided)
    assert response["Location"] == "/duties/exemptions/"
    row = models.Exemption.objects.latest("pk")
    assert models.AuditEvent.objects.latest("seq").verb == "exemption.grant"
    if "late" in before or "open" in before:
        assert "Freed by decision: 企业停产，党组〔2024〕7号" in words(party.get(duty))
    assert "企业停产" in words(party.get("/duties/exemptions/"))
    party.post(f"/duties/exemptions/{row.pk}/withdraw/")
    assert "withdrawn" in words(party.get("/duties/exemptions/"))
    assert words(party.get(duty)) == before


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"reason": " "}, "This field is required"),
        ({"end": "2024-01-01"}, "The last day lies before the first"),
        ({"start": ""}, "This field is required"),
    ],
)
def test_a_decision_without_reason_or_with_days_reversed_is_not_kept(party, change, said):
    link = models.Link.objects.filter(kind="groups_to_enterprise", end=None).first()
    before = models.Exemption.objects.count()
    decided = {"start": "2024-06-01", "end": "2024-12-31", "reason": "企业停产", **change}
    response = party.post(f"/duties/enterprise_lecture/{link.pk}/exempt/", decided)
    assert response.status_code == 422
    assert said in words(response)
    assert models.Exemption.objects.count() == before


def test_withdrawing_twice_says_that_it_was_withdrawn(party):
    assert "no such decision" in party.post("/duties/exemptions/999/withdraw/", follow=True).content.decode()


def test_an_own_calendar_has_a_day_for_each_open_duty_and_ends_with_its_address(leader):
    shown = unescape(leader.post("/duties/calendar/make/").content.decode())
    address = re.search(r"http://testserver(/calendar/[^\"<]+)", shown)[1]
    visitor = visiting.Client()
    answer = visitor.get(address)
    assert answer["Content-Type"].startswith("text/calendar")
    made = icalendar.Calendar.from_ical(answer.content)
    events = list(made.walk("VEVENT"))
    waiting = leader.get("/duties/mine/").content.decode()
    assert events
    for event in events:
        assert str(event["url"]).removeprefix("http://testserver") in waiting
        assert event.decoded("dtend") > event.decoded("dtstart")
    assert len({str(event["uid"]) for event in events}) == len(events)
    assert {str(alarm["action"]) for alarm in made.walk("VALARM")} == {"DISPLAY"}
    assert models.AuditEvent.objects.latest("seq").verb == "calendar.make"
    leader.post("/duties/calendar/make/")
    assert visitor.get(address).status_code == 404


def test_a_calendar_whose_address_was_taken_away_no_longer_answers(leader):
    shown = unescape(leader.post("/duties/calendar/make/").content.decode())
    address = re.search(r"http://testserver(/calendar/[^\"<]+)", shown)[1]
    leader.post("/duties/calendar/end/")
    assert models.AuditEvent.objects.latest("seq").verb == "calendar.end"
    assert visiting.Client().get(address).status_code == 404
    assert "no address yet" in words(leader.get("/duties/calendar/"))


def test_the_home_of_a_member_offers_the_most_urgent_duty_first():
    page = english("member").get("/")
    assert "wait for you" in words(page)
    assert "/entries/new/" in page.content.decode()


def test_the_home_of_the_party_office_counts_each_group_of_duties(party):
    text = words(party.get("/"))
    assert "Duties this year" in text
    assert "四个一" in text or "Four ones" in text


def test_reminders_go_by_e_mail_to_those_who_gave_an_address_and_once_a_day(leader, settings, capsys):
    settings.TONGXIN_MAIL = "smtp://mail.example.org"
    assert leader.post("/me/reminders/", {"address": "no address"}).status_code == 422
    leader.post("/me/reminders/", {"address": "leader@example.org"})
    assert main(["remind", "--as-of", "2024-12-17"]) == 0
    [sent] = mail.outbox
    assert sent.to == ["leader@example.org"]
    assert "谈话" in sent.body
    assert models.Reminder.objects.get().day == date(2024, 12, 17)
    main(["remind", "--as-of", "2024-12-17"])
    assert len(mail.outbox) == 1
    assert models.AuditEvent.objects.latest("seq").verb == "reminder.send"


def test_reminders_go_to_a_webhook_as_json_that_robots_can_show(settings):
    taken = []

    class Robot(BaseHTTPRequestHandler):
        def do_POST(self):
            taken.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *args):
            del args

    server = HTTPServer(("127.0.0.1", 0), Robot)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    settings.TONGXIN_WEBHOOK = f"http://127.0.0.1:{server.server_port}/hook"
    try:
        assert main(["remind", "--as-of", "2024-12-17"]) == 0
    finally:
        server.shutdown()
        server.server_close()
    assert len(taken) == models.Reminder.objects.count() > 0
    assert all(one["name"] and one["duties"] and one["text"]["content"] for one in taken)


def test_a_webhook_that_does_not_answer_is_said_and_tried_again_next_time(settings, capsys):
    settings.TONGXIN_WEBHOOK = "http://127.0.0.1:9/nobody"
    assert main(["remind", "--as-of", "2024-12-17"]) == 1
    assert "webhook" in capsys.readouterr().err
    assert not models.Reminder.objects.exists()


def test_a_dry_run_prints_the_digests_and_sends_nothing(capsys):
    assert main(["remind", "--as-of", "2024-12-17", "--dry-run"]) == 0
    assert "2024年下半年" in capsys.readouterr().out
    assert not models.Reminder.objects.exists()
