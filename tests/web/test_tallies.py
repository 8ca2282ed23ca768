"""The monthly tally of proposals equals a count by hand of the papers, and every number opens its records."""

import io
import re
from datetime import date
from zoneinfo import ZoneInfo

import openpyxl
import pytest
from tests.web import visiting
from tests.web.ledger_pages import words

from tongxin.store import models

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demonstration")]
CHINA = ZoneInfo("Asia/Shanghai")
MAY = (date(2024, 5, 1), date(2024, 5, 31))


def english(role):
    client = visiting.signed_in(role)
    client.cookies["tongxin_language"] = "en"
    return client


def moved(*codes, papers=None):
    """Moves of some codes made in May."""
    rows = models.ProceedingMove.objects.filter(move__in=codes, proceeding__workflow="proposal")
    rows = rows if papers is None else rows.filter(proceeding__in=papers)
    return [row for row in rows if MAY[0] <= row.at.astimezone(CHINA).date() <= MAY[1]]


def workbook(client):
    response = client.get("/tallies/proposals/list.xlsx?period=2024-05")
    assert response.status_code == 200
    return openpyxl.load_workbook(io.BytesIO(response.content))


def test_the_month_equals_a_count_by_hand():
    sheet = workbook(english("clerk")).worksheets[0]
    found = {row[0]: row[2] for row in sheet.iter_rows(min_row=2, values_only=True) if row[1]}
    received = {row.proceeding_id for row in moved("submit")}
    filed = models.Proceeding.objects.filter(pk__in=received).exclude(number=None)
    by_hand = {
        "Proposals received": len(received),
        "Proposals filed": filed.count(),
        "Proposals merged": filed.exclude(lead=None).count(),
        "Cases after merging": filed.filter(lead=None).count(),
        "Proposals not filed": len(received) - filed.count(),
        "Assignments of proposals": sum(row.part.state != "reassigned" for row in moved("begin")),
        "Returns asked for": len(moved("refuse")),
        "Given to another unit": len(moved("grant")),
        "Replies sent": len(moved("send")),
        "Promises asked about": len(moved("track")),
    }
    assert {name: found[name] for name in by_hand} == by_hand
    assert by_hand["Proposals received"] > 0
    assert by_hand["Replies sent"] > 0


def test_each_unit_has_its_line_and_the_lines_add_up():
    sheet = workbook(english("clerk")).worksheets[1]
    head, *rows, total = sheet.iter_rows(values_only=True)
    assert head[1].startswith("Assignments of proposals")
    for place in range(1, len(head)):
        assert sum(row[place] for row in rows) == total[place]
    names = [row[0] for row in rows]
    roster = list(
        models.Organisation.objects.filter(name__in=names).order_by("pk").values_list("name", flat=True)
    )
    assert names == roster, "in the order of the roster, never by size"


def test_every_number_opens_the_records_behind_it():
    client = english("clerk")
    page = client.get("/tallies/proposals/?period=2024-05").content.decode()
    links = re.findall(r'<a[^>]* href="(/figures/proposal\.replies/\?[^"]+)"[^>]*>([^<]+)</a>', page)
    address, number = links[0]
    listed = client.get(address.replace("&amp;", "&"))
    assert f"{number.strip()} counted" in words(listed)


def test_a_line_of_a_unit_lists_the_records_of_that_unit_alone():
    client = english("clerk")
    page = client.get("/tallies/proposals/?period=2024-05").content.decode()
    address = next(
        one.replace("&amp;", "&")
        for one in re.findall(r'href="(/figures/proposal\.assigned/\?[^"]*by=organisation[^"]*)"', page)
    )
    body = int(re.search(r"key=(\d+)", address).group(1))
    text = words(client.get(address))
    assert f"Only {models.Organisation.objects.get(pk=body).name}." in text


def test_the_months_before_and_after_are_one_step_away():
    page = english("clerk").get("/tallies/proposals/?period=2024-05").content.decode()
    assert "/tallies/proposals/?period=2024-04" in page
    assert "/tallies/proposals/?period=2024-06" in page


@pytest.mark.parametrize("asked", ["2024Q2", "nonsense", "2024-13", ""])
def test_what_is_no_month_reads_as_the_last_complete_one(asked):
    assert "October 2024" in words(english("clerk").get(f"/tallies/proposals/?period={asked}"))


def test_an_unknown_tally_is_not_there():
    assert english("clerk").get("/tallies/nothing/").status_code == 404


def test_taking_it_along_needs_the_right_and_is_on_record():
    assert english("member").get("/tallies/proposals/list.xlsx").status_code == 403
    workbook(english("clerk"))
    assert models.AuditEvent.objects.filter(verb="figure.export", object_name="tally:proposals").exists()
