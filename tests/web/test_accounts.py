"""An administrator's pages: the list, a new account, roles, locks."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from tests.actions.acting import account

from tongxin.store.models import AuditEvent, Committee, Organisation, User

pytestmark = pytest.mark.django_db


@pytest.fixture
def committee():
    return Committee.objects.create(code="longan", name="演示县政协", pack="longan")


@pytest.fixture
def client(committee):
    client = Client()
    client.force_login(account(committee, "admin", "administrator", password=""))
    client.cookies["tongxin_language"] = "en"
    return client


def words(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def test_a_new_account_shows_its_password_once_and_works(client):
    response = client.post("/accounts/new/", {"username": "zhang", "display_name": "张演示", "role": "clerk"})
    [given] = re.findall(r'<code class="one-time">(\w+)</code>', response.content.decode())
    assert response["Cache-Control"].startswith("max-age=0, no-cache, no-store")
    theirs = Client()
    theirs.post("/sign-in/", {"username": "zhang", "password": given})
    assert theirs.get("/")["Location"] == "/me/password/"
    user = User.objects.get(username="zhang")
    assert given not in client.get(f"/accounts/{user.pk}/").content.decode()


def test_what_is_wrong_with_a_new_account_stands_at_its_field(client):
    response = client.post("/accounts/new/", {"username": "a b", "role": "handling_unit"})
    assert response.status_code == 422
    said = words(response)
    assert "A user name has 2 to 60 letters" in said
    assert "This role is always for one body. Choose it." in said


def test_the_list_is_narrowed_by_name_role_and_state(client, committee):
    account(committee, "zhang", "clerk", password="", display_name="张演示")
    account(committee, "li", "auditor", password="", display_name="李演示", is_active=False)
    account(committee, "wang", "member", password="", locked_until=timezone.now() + timedelta(minutes=9))
    other = Committee.objects.create(code="other", name="别县", pack="longan")
    account(other, "theirs", "clerk", password="")

    def listed(query):
        shown = client.get("/accounts/", query).context
        return [user.username for user in shown["shown"]] if shown else None

    assert "theirs" not in words(client.get("/accounts/"))
    for query, names in (
        ({"text": "张"}, {"zhang"}),
        ({"role": "auditor"}, {"li"}),
        ({"state": "closed"}, {"li"}),
        ({"state": "locked"}, {"wang"}),
        ({"state": "nonsense"}, {"admin", "zhang", "li", "wang"}),
    ):
        found = set(
            re.findall(
                r'data-label="User name"\s*>\s*(\w+)', client.get("/accounts/", query).content.decode()
            )
        )
        assert found == names, query


def test_a_role_is_granted_for_a_body_and_ended(client, committee):
    user = account(committee, "zhang", "clerk", password="")
    body = Organisation.objects.create(
        committee=committee, family="handling_unit", kind="department", code="H1", name="演示局"
    )
    address = f"/accounts/{user.pk}/"
    refused = client.post(f"{address}grant/", {"role": "handling_unit"})
    assert refused.status_code == 422
    assert "This role is always for one body." in words(refused)
    client.post(f"{address}grant/", {"role": "handling_unit", "organisation": body.pk})
    assert "演示局" in words(client.get(address))
    for revoke in re.findall(r'action="(/accounts/\d+/revoke/\d+/)"', client.get(address).content.decode()):
        client.post(revoke)
    assert not any(grant.span.covers(timezone.localdate()) for grant in user.grants.all())


def test_unlock_close_and_reopen(client, committee):
    user = account(
        committee, "zhang", "clerk", password="", locked_until=timezone.now() + timedelta(minutes=9)
    )
    for verb in ("unlock", "close", "reopen"):
        response = client.post(f"/accounts/{user.pk}/{verb}/", follow=True)
        assert response.status_code == 200
    assert client.post(f"/accounts/{user.pk}/destroy/").status_code == 404
    verbs = list(AuditEvent.objects.order_by("seq").values_list("verb", flat=True))
    assert verbs == ["account.unlock", "account.close", "account.reopen"]


def test_the_own_account_offers_no_buttons_and_refuses_without_them(client):
    own = User.objects.get(username="admin")
    page = client.get(f"/accounts/{own.pk}/")
    assert "another administrator has to change it" in words(page)
    assert "/close/" not in page.content.decode()
    refused = client.post(f"/accounts/{own.pk}/close/")
    assert refused.status_code == 422
    assert "Another administrator has to do this." in words(refused)


def test_an_auditor_reads_accounts_and_changes_nothing(committee):
    user = account(committee, "zhang", "clerk", password="")
    auditor = Client()
    auditor.force_login(account(committee, "auditor", "auditor", password=""))
    page = auditor.get(f"/accounts/{user.pk}/").content.decode()
    assert "/revoke/" not in page
    assert "/reset/" not in page
    assert auditor.get("/accounts/new/").status_code == 403


def test_accounts_of_another_committee_are_not_there(client):
    other = Committee.objects.create(code="other", name="别县", pack="longan")
    theirs = account(other, "theirs", "clerk", password="")
    assert client.get(f"/accounts/{theirs.pk}/").status_code == 404
    for verb in ("reset", "close", "grant"):
        assert client.post(f"/accounts/{theirs.pk}/{verb}/", {"role": "clerk"}).status_code == 404
