"""The audit page and the complaint channel."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from html import unescape

import pytest
from django.test import Client
from tests.actions.acting import account, acting

from tongxin.actions.acting import Changes
from tongxin.actions.audit import audit
from tongxin.engine.kernel.issues import Subject
from tongxin.store.models import AuditHead, Committee, Complaint, Person

pytestmark = pytest.mark.django_db
NIGHT = datetime(2024, 10, 30, 17, 0, tzinfo=UTC)  # one in the morning of the 31st for the committee


@pytest.fixture
def committee():
    return Committee.objects.create(code="longan", name="演示县政协", pack="longan")


def signed_in(committee, role):
    client = Client()
    client.force_login(account(committee, f"the-{role}", role, password=""))
    client.cookies["tongxin_language"] = "en"
    return client


@pytest.fixture
def auditor(committee):
    return signed_in(committee, "auditor")


def words(response):
    assert response.status_code == 200
    content = re.search(r"<main.*</main>", response.content.decode(), flags=re.DOTALL)[0]
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", content)))


@pytest.fixture
def acts(committee):
    """Three acts of a clerk: one for somebody else, one at night."""
    clerk = acting(account(committee, "clerk", "clerk", password="", display_name="办公室甲"))
    person = Person.objects.create(committee=committee, name="陈演示", created_at=clerk.at)
    changes = Changes(before={"phone": "13800001234"}, after={"phone": "13900005678"})
    audit(clerk, "member.change", Subject(noun="member", id=7, name="陈演示"), changes)
    audit(replace(clerk, on_behalf_of=person.pk), "entry.export", Subject(noun="entry", id=3, name="走访"))
    audit(replace(clerk, at=NIGHT), "import.done", Subject(noun="import", id=9, name="名册.xlsx"))
    return clerk


def numbers(response):
    return [int(seq) for seq in re.findall(r'id="act-(\d+)"', response.content.decode())]


def test_each_act_says_who_for_whom_what_and_what_changed(auditor, acts):
    response = auditor.get("/audit/")
    said = words(response)
    assert numbers(response) == [3, 2, 1]
    assert "changed a member's details" in said
    assert "for 陈演示" in said
    assert "*********34 → *********78" in said
    assert "13800001234" not in response.content.decode()
    assert 'href="/members/7/"' in response.content.decode()
    assert AuditHead.objects.get().digest in said


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"verb": "member.change"}, [1]),
        ({"noun": "entry"}, [2]),
        ({"actor": "室甲"}, [3, 2, 1]),
        ({"actor": "别人"}, []),
        ({"noun": "member", "object": "7"}, [1]),
        ({"object": "8"}, []),
        ({"object": "x", "since": "x", "until": ""}, [3, 2, 1]),
        ({"since": "2024-10-31", "until": "2024-10-31"}, [3, 2, 1]),
        ({"until": "2024-10-30"}, []),
    ],
)
def test_the_log_is_narrowed(auditor, acts, query, found):
    response = auditor.get("/audit/", query)
    assert numbers(response) == found
    if not found:
        assert "No act fits." in words(response)


def test_the_log_of_another_committee_is_not_shown(acts):
    other = Committee.objects.create(code="other", name="别县", pack="longan")
    assert numbers(signed_in(other, "administrator").get("/audit/")) == []


def test_fifty_acts_a_page(auditor, acts):
    for number in range(60):
        audit(acts, "unit.read", Subject(noun="unit", id=number))
    assert len(numbers(auditor.get("/audit/"))) == 50
    assert len(numbers(auditor.get("/audit/?page=2"))) == 13


def test_a_complaint_names_its_page_and_its_answer_comes_back(committee):
    member, administrator = signed_in(committee, "member"), signed_in(committee, "administrator")
    form = member.get("/complaint/", {"page": "/figures/"})
    assert "The page you come from is sent along: /figures/" in words(form)
    assert 'name="page" value="/figures/"' in form.content.decode()
    member.post("/complaint/", {"text": "太慢了", "page": "/figures/"})
    made = Complaint.objects.get()
    assert "太慢了" in words(administrator.get("/complaints/"))
    administrator.post(f"/complaints/{made.pk}/answer/", {"answer": "已修复"})
    assert "已修复" in words(member.get("/complaint/"))


def test_what_waits_for_an_answer_comes_first(committee):
    administrator = signed_in(committee, "administrator")
    writer = account(committee, "writer", "member", password="")
    at = NIGHT
    for text, answered in (("甲", None), ("乙", at), ("丙", None)):
        at += timedelta(hours=1)
        Complaint.objects.create(user=writer, at=at, text=text, answered_at=answered)
    listed = re.findall(r'class="row-link"[^>]*>\s*(\w)', administrator.get("/complaints/").content.decode())
    assert listed == ["甲", "丙", "乙"]


def test_an_empty_complaint_is_sent_back_with_what_was_written(committee):
    response = signed_in(committee, "member").post("/complaint/", {"text": " ", "page": "/x/"})
    assert response.status_code == 422
    assert "This field is needed." in response.content.decode()


def test_complaints_of_another_committee_are_not_there(committee):
    made = Complaint.objects.create(user=account(committee, "w", "member", password=""), at=NIGHT, text="甲")
    other = signed_in(Committee.objects.create(code="other", name="别县", pack="longan"), "administrator")
    assert other.get(f"/complaints/{made.pk}/").status_code == 404
    assert other.post(f"/complaints/{made.pk}/answer/", {"answer": "x"}).status_code == 404
