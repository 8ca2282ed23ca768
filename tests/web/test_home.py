"""Home pages: what each role finds there, reckoned from the roster, the links and the ledger."""

import re
from datetime import date
from html import unescape

import pytest
from django.test import Client
from tests.store.ledger_rows import Rows

from tongxin.engine.kernel.spans import Span
from tongxin.store import models
from tongxin.store.queries import home

pytestmark = pytest.mark.django_db
DAY = date(2024, 10, 31)
QUARTER = Span(date(2024, 10, 1), date(2024, 12, 31))


@pytest.fixture
def rows():
    rows = Rows("home")
    rows.committee.demo = True
    rows.committee.save()
    return rows


def account(rows, role, person=None, organisation=None):
    user = models.User.objects.create(
        username=role, committee=rows.committee, person=person, must_change_password=False
    )
    models.RoleGrant.objects.create(user=user, role=role, organisation=organisation)
    client = Client()
    client.force_login(user)
    client.cookies["tongxin_language"] = "en"
    return client


def link(rows, kind, holders, person=None, organisation=None):
    made = models.Link.objects.create(
        committee=rows.committee, kind=kind, person=person, organisation=organisation, start=date(2022, 1, 1)
    )
    for holder in holders:
        models.LinkHolder.objects.create(link=made, person=holder)
    return made


def correct(rows, entry, act="correct"):
    return rows.entry(entry.kind, entry.happened_on.isoformat(), act=act, root=entry)


def words(response):
    """Return the text of a page's content without its marks, one space between words."""
    assert response.status_code == 200
    content = re.search(r"<main.*</main>", response.content.decode(), flags=re.DOTALL)[0]
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", content)))


def counter(response, label):
    """Return the number that stands before a counter's label."""
    return int(re.search(rf"(\d+) {re.escape(label)}", words(response))[1])


def test_clerk_sees_the_month_and_what_waits(rows):
    person = rows.person("演示甲", "masses", "agriculture")
    rows.entry("visit", "2024-09-30", [(person, "visitor")])
    rows.entry("visit", "2024-10-01", [(person, "visitor")])
    rows.entry("visit", "2024-10-31", [(person, "visitor")])
    client = account(rows, "clerk")
    models.Draft.objects.create(
        user=models.User.objects.get(username="clerk"), form="entry", saved_at=rows.person("乙").created_at
    )
    page = client.get("/")
    assert counter(page, "Records this month") == 2
    assert "1 last month" in words(page)
    assert counter(page, "Drafts to finish") == 1
    assert counter(page, "Members without a unit") == 1


def test_a_void_record_and_a_superseded_one_are_not_counted(rows):
    first = rows.entry("visit", "2024-10-08")
    correct(rows, first)
    gone = rows.entry("visit", "2024-10-09")
    correct(rows, gone, act="void")
    assert home.recorded(rows.committee.pk, QUARTER) == (1,)
    assert counter(account(rows, "clerk").get("/"), "Records this month") == 1


def test_links_without_contact_this_quarter_are_named(rows):
    holder, met, silent = (
        rows.person("演示党员", "cpc"),
        rows.person("演示近", "masses"),
        rows.person("演示远"),
    )
    for other in (met, silent):
        link(rows, "party_to_nonparty", [holder], other)
    rows.entry("talk", "2024-10-08", [(holder, "talker"), (met, "talked_with")])
    rows.entry("talk", "2024-09-30", [(holder, "talker"), (silent, "talked_with")])
    text = words(account(rows, "party_clerk").get("/"))
    assert "1 of 2 had contact" in text
    assert "演示党员 → 演示远" in text
    assert "演示党员 → 演示近" not in text


def test_member_finds_the_longest_silent_link_first(rows):
    me, near, far = (
        rows.person("甲", "cpc", "cpc"),
        rows.person("演示近", "masses"),
        rows.person("演示远", "masses"),
    )
    link(rows, "party_to_nonparty", [me], near)
    link(rows, "party_to_nonparty", [me], far)
    rows.entry("talk", "2024-03-01", [(me, "talker"), (far, "talked_with")])
    rows.entry("talk", "2024-10-08", [(me, "talker"), (near, "talked_with")])
    text = words(account(rows, "member", me).get("/"))
    assert "2 duties wait for you" in text
    assert text.index("演示远") < text.index("演示近")


def test_member_without_links_is_told_so(rows):
    me = rows.person("甲", "masses", "agriculture")
    rows.entry("visit", "2024-10-08")
    text = words(account(rows, "member", me).get("/"))
    assert "No link is on record for you." in text
    assert "Record" in text


def test_chair_sees_the_silent_units_with_their_heads(rows):
    head = rows.person("演示负责人", "cpc")
    silent = rows.organisation("liaison_unit", "township_room", "演示静室")
    active = rows.organisation("liaison_unit", "township_room", "演示动室")
    slow = rows.organisation("liaison_unit", "township_room", "演示慢室")
    rows.entry("unit_activity", "2024-09-08", unit=slow)
    models.Post.objects.create(committee=rows.committee, person=head, role="unit_head", organisation=silent)
    rows.entry("unit_activity", "2024-10-08", unit=active)
    text = words(account(rows, "chair").get("/"))
    assert "演示静室 演示负责人 0 none for two quarters" in text
    assert "演示慢室 nobody named 1 none yet this quarter" in text
    assert "演示动室" not in text


def test_chair_compares_the_year_with_the_same_days_of_the_year_before(rows):
    rows.entry("practical_deed", "2023-05-01")
    rows.entry("practical_deed", "2023-11-01")
    rows.entry("practical_deed", "2024-05-01")
    rows.entry("practical_deed", "2024-10-31")
    text = words(account(rows, "chair").get("/"))
    assert "1 more than last year" in text


def test_auditor_sees_the_head_of_the_log(rows):
    rows.entry("visit", "2024-10-08")
    text = words(account(rows, "auditor").get("/"))
    assert "Head of the chain" in text
    assert "Accounts" in text


def test_administrator_sees_locked_accounts_but_no_records(rows):
    rows.entry("visit", "2024-10-08", title="演示秘密走访")
    client = account(rows, "administrator")
    models.User.objects.filter(username="clerk-home").update(locked_until="2100-01-01T00:00:00Z")
    page = client.get("/")
    assert counter(page, "Locked after failed sign-ins") == 1
    assert "演示秘密走访" not in words(page)


def test_handling_unit_sees_itself_only(rows):
    mine = rows.organisation("handling_unit", "department", "演示农业农村局")
    rows.organisation("handling_unit", "department", "演示教育局")
    text = words(account(rows, "handling_unit", organisation=mine).get("/"))
    assert "演示农业农村局" in text
    assert "演示教育局" not in text


def test_somebody_with_two_roles_can_choose_the_home(rows):
    me = rows.person("甲", "cpc", "cpc")
    client = account(rows, "member", me)
    models.RoleGrant.objects.create(user=models.User.objects.get(username="member"), role="chair")
    assert "This year so far" in words(client.get("/"))
    assert "My people" in words(client.get("/?as=member"))
    assert "My people" not in words(client.get("/?as=clerk"))


def test_outside_a_demonstration_the_day_is_today(rows):
    rows.committee.demo = False
    rows.committee.save()
    rows.entry("visit", "2024-10-08")
    page = account(rows, "clerk").get("/")
    assert counter(page, "Records this month") == 0
    assert "Demonstration" not in words(page)


@pytest.mark.parametrize("role", ["clerk", "party_clerk", "member", "chair", "auditor", "administrator"])
def test_home_asks_few_queries_whatever_the_size(rows, role, django_assert_max_num_queries):
    me = rows.person("甲", "cpc", "cpc")
    for number in range(30):
        other = rows.person(f"乙{number}", "masses", "agriculture")
        link(rows, "party_to_nonparty", [me], other)
        rows.entry("talk", "2024-10-08", [(me, "talker"), (other, "talked_with")])
    client = account(rows, role, me)
    client.get("/")  # reads the roster and the ledger into memory, where they stay until something changes
    with django_assert_max_num_queries(12):
        assert client.get("/").status_code == 200
