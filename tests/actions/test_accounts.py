"""What an administrator does with accounts, and who may not."""

from datetime import date, timedelta

import pytest
from tests.actions.acting import AT, account, acting, role_codes

from tongxin.actions import accounts, signing
from tongxin.actions.accounts import Grant, NewAccount
from tongxin.actions.acting import Actor, Invalid, Refused
from tongxin.store.models import (
    AuditEvent,
    Committee,
    Organisation,
    Person,
    RoleGrant,
    User,
    UserSession,
)

pytestmark = pytest.mark.django_db
DAY = AT.date()


@pytest.fixture
def committee():
    return Committee.objects.create(code="longan", name="演示县政协", pack="longan")


@pytest.fixture
def administrator(committee):
    return acting(account(committee, "admin", "administrator", password=""))


@pytest.fixture
def clerk(committee):
    return account(committee, "clerk", "clerk", password="")


def codes(caught):
    return {(issue.code, issue.place) for issue in caught.value.issues}


def verbs():
    return list(AuditEvent.objects.order_by("seq").values_list("verb", flat=True))


def test_a_new_account_gets_a_password_for_one_use_and_its_role(administrator):
    new = NewAccount(username="zhang", display_name="张演示", grants=(Grant(role="clerk"),))
    user, given = accounts.create_account(administrator, new)
    assert user.check_password(given)
    assert user.must_change_password
    assert [role.id for role in acting(user).roles] == ["clerk"]
    assert verbs() == ["account.create", "account.grant"]
    assert given not in str(list(AuditEvent.objects.values()))


def test_a_password_can_be_fixed_by_the_installation_only(administrator, committee):
    _, given = accounts.create_account(administrator, NewAccount(username="zhang"), password="known")
    assert given != "known"
    setup = Actor(user_id=None, name="安装", committee_id=committee.pk, at=AT, system=True)
    user, given = accounts.create_account(setup, NewAccount(username="wang"), password="known")
    assert (given, user.must_change_password) == ("known", False)


@pytest.mark.parametrize("username", ["", "a", "with space", "x" * 61, "a/b"])
def test_a_user_name_must_be_typable(administrator, username):
    with pytest.raises(Invalid) as caught:
        accounts.create_account(administrator, NewAccount(username=username))
    assert codes(caught) == {("account.username", "username")}


def test_user_names_that_differ_in_case_only_are_one(administrator, clerk):
    with pytest.raises(Invalid) as caught:
        accounts.create_account(administrator, NewAccount(username="Clerk"))
    assert codes(caught) == {("account.username_taken", "username")}


def test_a_person_has_one_account_and_is_of_the_committee(administrator, committee):
    other = Committee.objects.create(code="other", name="别县", pack="longan")
    ours, theirs = (
        Person.objects.create(committee=c, name="陈演示", created_at=AT) for c in (committee, other)
    )
    accounts.create_account(administrator, NewAccount(username="chen", person=ours.pk))
    for person, code in ((ours, "account.person_taken"), (theirs, "account.person_unknown")):
        with pytest.raises(Invalid) as caught:
            accounts.create_account(administrator, NewAccount(username="chen2", person=person.pk))
        assert codes(caught) == {(code, "person")}


def test_a_wrong_role_makes_no_account_at_all(administrator):
    with pytest.raises(Invalid) as caught:
        accounts.create_account(administrator, NewAccount(username="zhang", grants=(Grant(role="emperor"),)))
    assert codes(caught) == {("account.role_unknown", "role")}
    assert not User.objects.filter(username="zhang").exists()
    assert verbs() == []


def test_a_role_for_a_body_asks_for_a_body_of_the_committee(administrator, clerk, committee):
    other = Committee.objects.create(code="other", name="别县", pack="longan")
    ours, theirs = (
        Organisation.objects.create(
            committee=c, family="handling_unit", kind="department", code=f"H{c.pk}", name="演示局"
        )
        for c in (committee, other)
    )
    with pytest.raises(Invalid) as caught:
        accounts.grant_role(administrator, clerk.pk, Grant(role="handling_unit"))
    assert codes(caught) == {("account.organisation_needed", "organisation")}
    with pytest.raises(Invalid) as caught:
        accounts.grant_role(administrator, clerk.pk, Grant(role="handling_unit", organisation=theirs.pk))
    assert codes(caught) == {("account.organisation_unknown", "organisation")}
    accounts.grant_role(administrator, clerk.pk, Grant(role="handling_unit", organisation=ours.pk))
    assert acting(clerk).unit_ids == {ours.pk}


def test_a_role_holds_on_its_days_only(administrator, clerk):
    tomorrow = DAY + timedelta(days=1)
    accounts.grant_role(administrator, clerk.pk, Grant(role="auditor", start=tomorrow, end=tomorrow))
    held = {
        days: "auditor" in [role.id for role in acting(clerk, AT + timedelta(days=days)).roles]
        for days in (0, 1, 2)
    }
    assert held == {0: False, 1: True, 2: False}


def test_a_role_cannot_end_before_it_starts(administrator, clerk):
    with pytest.raises(Invalid) as caught:
        accounts.grant_role(administrator, clerk.pk, Grant(role="auditor", end=DAY - timedelta(days=1)))
    assert codes(caught) == {("account.grant_days", "end")}


def test_a_role_ends_at_once(administrator, clerk):
    old = clerk.grants.get()
    accounts.revoke_role(administrator, clerk.pk, old.pk)
    assert acting(clerk).roles == ()
    old.refresh_from_db()
    assert (old.start, old.end) == (date(2020, 1, 1), DAY - timedelta(days=1))
    with pytest.raises(Invalid) as caught:
        accounts.revoke_role(administrator, clerk.pk, old.pk)
    assert codes(caught) == {("account.grant_over", "")}


def test_a_role_granted_today_can_be_taken_back_today(administrator, clerk):
    made = accounts.grant_role(administrator, clerk.pk, Grant(role="auditor"))
    accounts.revoke_role(administrator, clerk.pk, made.pk)
    assert [role.id for role in acting(clerk).roles] == ["clerk"]
    assert verbs() == ["account.grant", "account.revoke"]


def test_a_reset_gives_a_new_password_lifts_the_lock_and_ends_sessions(administrator, clerk):
    User.objects.filter(pk=clerk.pk).update(locked_until=AT + timedelta(minutes=5), failed_sign_ins=3)
    signing.remember_session(clerk, "k" * 32, device="", at=AT)
    given = accounts.reset_password(administrator, clerk.pk)
    clerk.refresh_from_db()
    assert clerk.check_password(given)
    assert (clerk.must_change_password, clerk.locked_until, clerk.failed_sign_ins) == (True, None, 0)
    assert not UserSession.objects.exists()
    assert verbs() == ["account.reset"]


def test_unlocking_needs_a_lock(administrator, clerk):
    with pytest.raises(Invalid) as caught:
        accounts.unlock_account(administrator, clerk.pk)
    assert codes(caught) == {("account.not_locked", "")}
    User.objects.filter(pk=clerk.pk).update(locked_until=AT + timedelta(minutes=5))
    accounts.unlock_account(administrator, clerk.pk)
    clerk.refresh_from_db()
    assert clerk.locked_until is None


def test_a_closed_account_is_out_until_it_is_reopened(administrator, clerk):
    signing.remember_session(clerk, "k" * 32, device="", at=AT)
    accounts.close_account(administrator, clerk.pk)
    clerk.refresh_from_db()
    assert (clerk.is_active, UserSession.objects.exists()) == (False, False)
    accounts.reopen_account(administrator, clerk.pk)
    clerk.refresh_from_db()
    assert clerk.is_active


ON_ACCOUNTS = {
    "create": lambda actor, _: accounts.create_account(actor, NewAccount(username="new")),
    "grant": lambda actor, user: accounts.grant_role(actor, user.pk, Grant(role="auditor")),
    "revoke": lambda actor, user: accounts.revoke_role(actor, user.pk, user.grants.first().pk),
    "unlock": lambda actor, user: accounts.unlock_account(actor, user.pk),
    "reset": lambda actor, user: accounts.reset_password(actor, user.pk),
    "close": lambda actor, user: accounts.close_account(actor, user.pk),
    "reopen": lambda actor, user: accounts.reopen_account(actor, user.pk),
}


@pytest.mark.parametrize("verb", ON_ACCOUNTS)
@pytest.mark.parametrize("role", [role for role in role_codes() if role != "administrator"])
def test_nobody_but_an_administrator_manages_accounts(committee, clerk, role, verb):
    actor = acting(account(committee, "somebody", role, password=""))
    with pytest.raises(Refused):
        ON_ACCOUNTS[verb](actor, clerk)
    assert verbs() == []


# Who is locked out is not signed in, so nobody can unlock themselves anyway.
@pytest.mark.parametrize("verb", [verb for verb in ON_ACCOUNTS if verb not in {"create", "unlock"}])
def test_an_administrator_cannot_change_their_own_account(administrator, verb):
    own = User.objects.get(pk=administrator.user_id)
    with pytest.raises(Invalid) as caught:
        ON_ACCOUNTS[verb](administrator, own)
    assert codes(caught) == {("account.own", "")}


@pytest.mark.parametrize("verb", [verb for verb in ON_ACCOUNTS if verb != "create"])
def test_an_administrator_does_not_reach_another_committee(administrator, verb):
    other = Committee.objects.create(code="other", name="别县", pack="longan")
    theirs = account(other, "theirs", "clerk", password="", locked_until=AT + timedelta(minutes=5))
    with pytest.raises(User.DoesNotExist):
        ON_ACCOUNTS[verb](administrator, theirs)
    assert RoleGrant.objects.filter(user=theirs).count() == 1
    assert verbs() == []
