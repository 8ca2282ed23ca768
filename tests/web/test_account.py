"""Signing in, the own password, sessions and the language, as somebody meets them in a browser."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from tests.actions.acting import PASSWORD, account

from tongxin.store.models import AuditEvent, Committee, User, UserSession

pytestmark = pytest.mark.django_db
NEW = "another-long-one-9"


@pytest.fixture
def committee():
    return Committee.objects.create(code="longan", name="演示县政协", pack="longan")


@pytest.fixture
def clerk(committee):
    return account(committee, "clerk", "clerk", "administrator")


def enter(client, password=PASSWORD, username="clerk", **more):
    return client.post("/sign-in/", {"username": username, "password": password, **more})


def in_english():
    client = Client()
    client.cookies["tongxin_language"] = "en"
    return client


def words(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def test_signing_in_opens_the_page_that_was_wanted(clerk):
    client = Client()
    asked = client.get("/accounts/?page=2")
    assert asked["Location"] == "/sign-in/?next=/accounts/%3Fpage%3D2"
    assert 'value="/accounts/?page=2"' in client.get(asked["Location"]).content.decode()
    response = enter(client, next="/accounts/?page=2")
    assert response["Location"] == "/accounts/?page=2"
    assert client.get("/accounts/").status_code == 200


@pytest.mark.parametrize("address", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", ""])
def test_signing_in_never_leads_away_from_the_site(clerk, address):
    assert enter(Client(), next=address)["Location"] == "/"


def test_a_wrong_password_is_refused_in_the_readers_language_and_says_what_to_do(clerk):
    response = enter(in_english(), "wrong")
    assert response.status_code == 422
    assert "The user name or the password is wrong. Check both and try again." in words(response)
    assert "wrong" not in response.content.decode().split("<form")[-1].split('name="password"')[1][:80]


def test_a_locked_account_is_told_until_when(clerk, settings):
    settings.TONGXIN_LOCK_AFTER = 1
    client = in_english()
    response = enter(client, "wrong")
    until = timezone.localtime(User.objects.get(pk=clerk.pk).locked_until)
    assert f"until {until:%H:%M}" in words(response)
    assert f"until {until:%H:%M}" in words(enter(client))


def test_the_first_password_has_to_be_changed_before_anything_else(committee):
    account(committee, "clerk", "clerk", must_change_password=True)
    client = Client()
    enter(client)
    assert client.get("/")["Location"] == "/me/password/"
    assert client.get("/me/password/").status_code == 200
    sent = {"old_password": PASSWORD, "new_password": NEW, "repeated": NEW}
    assert client.post("/me/password/", sent)["Location"] == "/"
    assert client.get("/").status_code == 200


def test_a_new_password_keeps_this_session_and_ends_the_others(clerk):
    here, there = Client(), Client()
    enter(here)
    enter(there)
    here.post("/me/password/", {"old_password": PASSWORD, "new_password": NEW, "repeated": NEW})
    assert here.get("/me/").status_code == 200
    assert there.get("/me/").status_code == 302
    assert UserSession.objects.count() == 1


def test_two_different_new_passwords_change_nothing(clerk):
    client = in_english()
    enter(client)
    sent = {"old_password": PASSWORD, "new_password": NEW, "repeated": "something-else-1"}
    response = client.post("/me/password/", sent)
    assert "This is not the same as the new password above." in words(response)
    assert User.objects.get(pk=clerk.pk).check_password(PASSWORD)


def test_the_list_of_places_ends_one_of_them(clerk):
    here, there = Client(), Client(headers={"user-agent": "Mozilla/5.0 (X11; Linux) Firefox/140.0"})
    enter(here)
    enter(there)
    page = here.get("/me/sessions/").content.decode()
    [address] = re.findall(r'action="(/me/sessions/\d+/end/)"', page)
    here.post(address)
    assert there.get("/me/").status_code == 302
    assert here.get("/me/").status_code == 200


def test_signing_out_ends_the_session_and_is_on_record(clerk):
    client = Client()
    enter(client)
    assert client.get("/sign-out/").status_code == 405
    client.post("/sign-out/")
    assert client.get("/me/").status_code == 302
    assert not UserSession.objects.exists()
    assert AuditEvent.objects.order_by("seq").last().verb == "account.sign_out"


def test_closing_an_account_ends_what_it_had_open(clerk):
    client = Client()
    enter(client)
    User.objects.filter(pk=clerk.pk).update(is_active=False)
    assert client.get("/me/").status_code == 302


def test_where_somebody_was_seen_is_noted_every_five_minutes_only(clerk):
    client = Client()
    enter(client)
    long_ago = timezone.now() - timedelta(hours=1)
    UserSession.objects.update(seen_at=long_ago)
    client.get("/me/")
    assert UserSession.objects.get().seen_at == long_ago
    session = client.session
    session["seen"] = int(long_ago.timestamp())
    session.save()
    client.get("/me/")
    assert UserSession.objects.get().seen_at > long_ago


def test_an_actor_costs_two_queries(clerk, django_assert_max_num_queries):
    client = Client()
    enter(client)
    client.get("/me/password/")
    with django_assert_max_num_queries(3):  # the session; the account with its committee, the grants
        client.get("/me/password/")


def test_the_language_stays_on_the_page_and_with_the_account(clerk):
    client = Client()
    assert client.post("/language/", {"language": "en", "next": "/sign-in/?next=/me/"})["Location"] == (
        "/sign-in/?next=/me/"
    )
    assert 'lang="en"' in client.get("/sign-in/").content.decode()
    enter(client)
    client.post("/language/", {"language": "zh-hant", "next": "/me/"})
    elsewhere = Client()
    enter(elsewhere)
    assert elsewhere.cookies["tongxin_language"].value == "zh-hant"


@pytest.mark.parametrize("sent", [{"language": "tlh", "next": "/me/"}, {"next": "//evil.example/"}])
def test_an_unknown_language_or_an_address_elsewhere_is_ignored(sent):
    response = Client().post("/language/", sent)
    assert "tongxin_language" not in response.cookies
    assert response["Location"] in {"/me/", "/"}


def test_forms_without_their_token_are_refused(clerk):
    client = Client(enforce_csrf_checks=True)
    assert enter(client).status_code == 403
