"""Signing in and out: failures count, locks open by themselves, and everything is on record."""

from datetime import timedelta

import pytest
from django.contrib.auth import hashers
from django.contrib.sessions.backends.db import SessionStore
from tests.actions.acting import AT, PASSWORD, account, acting

from tongxin.actions import signing
from tongxin.actions.acting import Invalid, Refused
from tongxin.store.models import AuditEvent, Committee, User, UserSession

pytestmark = pytest.mark.django_db


@pytest.fixture
def committee():
    return Committee.objects.create(code="longan", name="演示县政协", pack="longan")


@pytest.fixture
def clerk(committee):
    return account(committee, "clerk", "clerk")


@pytest.fixture(autouse=True)
def _lock_after_three(settings):
    settings.TONGXIN_LOCK_AFTER = 3
    settings.TONGXIN_LOCK_MINUTES = 15


def attempt(password, at=AT, username="clerk"):
    """Return the code of what was wrong, or nothing."""
    try:
        signing.sign_in(username, password, at=at)
    except Invalid as problem:
        return problem.issues[0].code
    return ""


def verbs():
    return list(AuditEvent.objects.order_by("seq").values_list("verb", flat=True))


def session_of(user, at=AT):
    store = SessionStore()
    store.create()
    signing.remember_session(user, store.session_key, device="浏览器", at=at)
    return store


def test_the_right_password_signs_in_and_is_on_record(clerk):
    assert signing.sign_in("clerk", PASSWORD, at=AT, request_id="r7") == clerk
    event = AuditEvent.objects.get()
    assert (event.verb, event.actor_id, event.request_id) == ("account.sign_in", clerk.pk, "r7")


def test_the_case_of_a_user_name_does_not_matter(clerk):
    assert signing.sign_in("CLERK", PASSWORD, at=AT) == clerk


def test_passwords_are_kept_by_argon2():
    assert hashers.make_password("x").startswith("argon2")


def test_unknown_name_wrong_password_and_closed_account_read_the_same(committee, clerk):
    account(committee, "closed", "clerk", is_active=False)
    assert attempt("wrong") == "account.credentials"
    assert attempt(PASSWORD, username="nobody") == "account.credentials"
    assert attempt(PASSWORD, username="closed") == "account.credentials"


def test_an_unknown_name_costs_as_much_hashing_as_a_known_one(clerk, monkeypatch):
    hashed = []
    monkeypatch.setattr(signing, "make_password", hashed.append)
    attempt("secret", username="nobody")
    assert hashed == ["secret"]


def test_an_unknown_name_is_not_kept_for_it_may_be_a_password(clerk):
    attempt("x", username="my-secret-password")
    assert "my-secret-password" not in str(list(AuditEvent.objects.values()))
    assert verbs() == ["account.sign_in_failed"]


def test_failures_in_a_row_lock_the_account_and_time_opens_it(clerk):
    assert [attempt("wrong") for _ in range(3)] == ["account.credentials"] * 2 + ["account.locked"]
    assert attempt(PASSWORD) == "account.locked"
    assert attempt(PASSWORD, AT + timedelta(minutes=14, seconds=59)) == "account.locked"
    assert attempt(PASSWORD, AT + timedelta(minutes=15)) == ""
    assert verbs() == [*["account.sign_in_failed"] * 3, "account.locked", "account.sign_in"]


def test_a_lock_says_how_long_it_lasts(clerk):
    for _ in range(3):
        attempt("wrong")
    with pytest.raises(Invalid) as caught:
        signing.sign_in("clerk", PASSWORD, at=AT + timedelta(minutes=4, seconds=30))
    [issue] = caught.value.issues
    assert issue.params["minutes"] == 11


def test_a_success_forgets_earlier_failures(clerk):
    for password in ("wrong", "wrong", PASSWORD, "wrong", "wrong"):
        attempt(password)
    assert attempt(PASSWORD) == ""


def test_a_lock_that_ran_out_does_not_close_at_the_next_failure(clerk):
    for _ in range(3):
        attempt("wrong")
    assert attempt("wrong", AT + timedelta(minutes=16)) == "account.credentials"


def test_changing_the_password_ends_every_session(clerk):
    stores = [session_of(clerk), session_of(clerk)]
    signing.change_password(acting(clerk), PASSWORD, "another-long-one-9")
    clerk.refresh_from_db()
    assert clerk.check_password("another-long-one-9")
    assert not any(store.exists(store.session_key) for store in stores)
    assert not UserSession.objects.exists()
    assert verbs() == ["account.password_change"]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("wrong", "another-long-one-9", "password.wrong"),
        (PASSWORD, PASSWORD, "password.same"),
        (PASSWORD, "short7", "password.too_short"),
        (PASSWORD, "password123", "password.too_common"),
        (PASSWORD, "739184650283", "password.entirely_numeric"),
        (PASSWORD, "clerk-clerk", "password.too_similar"),
    ],
)
def test_a_poor_new_password_is_refused(committee, old, new, code):
    user = account(committee, "clerk-clerk", "clerk")
    with pytest.raises(Invalid) as caught:
        signing.change_password(acting(user), old, new)
    assert code in [issue.code for issue in caught.value.issues]
    user.refresh_from_db()
    assert user.check_password(PASSWORD)
    assert verbs() == []


def test_ending_one_session_leaves_the_others(clerk):
    here, there = session_of(clerk), session_of(clerk)
    ended = UserSession.objects.get(session_key=there.session_key)
    assert signing.end_session(acting(clerk), ended.pk)
    assert here.exists(here.session_key)
    assert not there.exists(there.session_key)
    assert verbs() == ["account.session_end"]


def test_nobody_ends_the_session_of_somebody_else(committee, clerk):
    theirs = session_of(clerk)
    other = account(committee, "other", "clerk", password="")
    session = UserSession.objects.get()
    assert not signing.end_session(acting(other), session.pk)
    assert theirs.exists(theirs.session_key)


def test_sessions_whose_time_is_over_leave_the_list(clerk, settings):
    session_of(clerk)
    later = AT + timedelta(seconds=settings.SESSION_COOKIE_AGE + 1)
    session_of(clerk, later)
    assert UserSession.objects.get().seen_at == later


def test_without_a_role_even_the_own_password_is_out_of_reach(committee):
    actor = acting(account(committee, "nobody"))
    with pytest.raises(Refused):
        signing.change_password(actor, PASSWORD, "another-long-one-9")
    with pytest.raises(Refused):
        signing.choose_language(actor, "en")


def test_the_language_chosen_is_kept(clerk):
    signing.choose_language(acting(clerk), "en")
    signing.choose_language(acting(clerk), "en")
    assert User.objects.get(pk=clerk.pk).language == "en"
    assert verbs() == ["account.language"]
    with pytest.raises(Invalid):
        signing.choose_language(acting(clerk), "tlh")
