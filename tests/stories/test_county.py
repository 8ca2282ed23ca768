"""A plain county from nothing: set up by command, bodies and members added on pages, figures counted."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tongxin.store import models
from tongxin.web import commands

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.story]
SHEET = "姓名,政治面貌,界别,联络单位\n甲某,群众,无党派,第一活动组\n乙某,中共党员,中共,第一活动组\n"


@pytest.fixture
def clerk(capsys, settings, tmp_path):
    settings.TONGXIN_DATA = tmp_path  # its checkpoints begin here
    call = ["committee", "create", "xian", "--name", "某县政协", "--pack", "county", "--places", "150"]
    assert commands.run([*call, "--term", "10", "--since", "2021-10-01"]) == 0
    assert commands.run(["account", "create", "clerk", "--role", "office"]) == 0
    capsys.readouterr()
    models.User.objects.filter(username="clerk").update(must_change_password=False)
    client = Client()
    client.force_login(models.User.objects.get(username="clerk"))
    return client


def upload(client):
    """Upload the sheet, confirm it, and let it be written."""
    sent = {"sheet": SimpleUploadedFile("members.csv", SHEET.encode("gbk"))}
    page = client.post("/imports/", sent)["Location"]
    client.post(f"{page}confirm/")
    client.post(f"{page}step/")
    return page


def test_a_county_starts_empty_and_every_page_says_what_to_do_next(clerk):
    for page in ("/", "/units/", "/members/", "/links/", "/entries/", "/figures/", "/mechanism/", "/checks/"):
        assert clerk.get(page).status_code == 200, page


def test_a_county_adds_a_group_loads_its_members_records_a_meeting_and_counts_it(clerk, capsys):
    group = {"kind": "activity_group", "code": "G1", "name": "第一活动组", "start": "2021-10-01"}
    assert clerk.post("/units/new/", group).status_code == 302
    upload(clerk)
    assert sorted(models.Person.objects.values_list("name", flat=True)) == ["乙某", "甲某"]
    unit = models.Organisation.objects.get(code="G1")
    person = models.Person.objects.get(name="甲某")
    assert clerk.get("/entries/new/group_event/").status_code == 200
    sent = {"happened_on": "2024-05-06", "unit": unit.pk, "title": "活动", "role.present": person.pk}
    response = clerk.post("/entries/new/group_event/", sent)
    assert response.status_code == 302, response.content.decode()
    assert commands.run(["figures", "--from", "2024-01-01", "--to", "2024-12-31", "--json"]) == 0
    figures = {row["indicator"]: row for row in json.loads(capsys.readouterr().out)}
    assert [row["value"] for row in figures.values() if row["count_of_records"] and row["value"] == "1"]
    assert commands.run(["duties", "--as-of", "2024-12-31", "--json"]) == 0
    states = {row["period"]: row["state"] for row in json.loads(capsys.readouterr().out)}
    assert states == {"2024Q1": "overdue", "2024Q2": "met", "2024Q3": "overdue", "2024Q4": "open"}
    assert commands.run(["verify"]) == 0
