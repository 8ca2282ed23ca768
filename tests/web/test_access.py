"""The one table of roles × pages × verbs: what the pack allows opens, everything else is refused."""

import pytest
from django.test import Client
from tests.web import visiting

from tongxin.engine.kernel.rights import Scope, widest
from tongxin.packs import registry
from tongxin.store.models import AuditEvent, RoleGrant, User
from tongxin.web.access import PUBLIC, page
from tongxin.web.middleware import OPEN_BEFORE_CHANGE

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demonstration")]
MECHANISM = registry.pack("longan").versions[-1]
GUARDED = [(pattern, guard) for pattern, guard in visiting.guards() if guard is not None]


def answers(client, address):
    """Return the statuses of a page for reading and for sending; one that is not offered is left out."""
    found = {"GET": client.get(address).status_code, "POST": client.post(address).status_code}
    return {method: status for method, status in found.items() if status != 405}


def right(role, guard):
    return widest([MECHANISM.role(role)], guard.noun, guard.verb)


def test_the_accounts_tried_cover_every_role_of_the_pack():
    assert set(visiting.USERS) == {role.id for role in MECHANISM.roles}
    for role, username in visiting.USERS.items():
        assert [grant.role for grant in RoleGrant.objects.filter(user__username=username)] == [role]


@pytest.mark.parametrize("role", visiting.USERS)
@pytest.mark.parametrize(("pattern", "guard"), GUARDED, ids=lambda one: getattr(one, "name", ""))
def test_a_role_opens_exactly_what_the_pack_allows(role, pattern, guard):
    before = AuditEvent.objects.count()
    address = visiting.address(pattern)
    scope = right(role, guard)
    statuses = answers(visiting.signed_in(role), address)
    assert statuses, "a page answers to reading or sending"
    if scope is None:
        assert set(statuses.values()) == {403}
        assert AuditEvent.objects.count() == before
    elif scope is Scope.COMMITTEE or not pattern.pattern.converters:
        assert 403 not in statuses.values()
        assert not [status for status in statuses.values() if status >= 500]
        tried_on_nothing = "/0/" in address
        assert statuses.get("GET", 200) in {200, 302, 404 if tried_on_nothing else 200}
    else:
        # The record tried may lie outside a narrower scope.
        assert not [status for status in statuses.values() if status >= 500]


@pytest.mark.parametrize(("pattern", "guard"), visiting.guards(), ids=lambda one: getattr(one, "name", ""))
def test_signed_out_every_page_but_the_public_ones_leads_to_the_sign_in_page(pattern, guard):
    address = visiting.address(pattern)
    client = Client()
    for method in ("get", "post"):
        response = getattr(client, method)(address)
        if pattern.name in PUBLIC and pattern.name != "logout":
            assert not response.get("Location", "").startswith("/sign-in/")
        else:
            assert response.status_code == 302
            assert response["Location"].startswith("/sign-in/?next=")


@pytest.mark.parametrize(("pattern", "guard"), GUARDED, ids=lambda one: getattr(one, "name", ""))
def test_without_any_role_nothing_opens(pattern, guard):
    RoleGrant.objects.filter(user__username="clerk").update(end="2020-01-01", start=None)
    assert set(answers(visiting.signed_in("clerk"), visiting.address(pattern)).values()) == {403}


@pytest.mark.parametrize(("pattern", "guard"), GUARDED, ids=lambda one: getattr(one, "name", ""))
def test_before_the_first_password_is_changed_only_that_opens(pattern, guard):
    User.objects.filter(username="clerk").update(must_change_password=True)
    response = visiting.signed_in("clerk").get(visiting.address(pattern))
    if pattern.name in OPEN_BEFORE_CHANGE:
        assert response.status_code == 200
    else:
        assert (response.status_code, response["Location"]) == (302, "/me/password/")


def test_a_page_that_nobody_guarded_is_refused(settings, monkeypatch):
    [(pattern, _)] = [(one, guard) for one, guard in visiting.guards() if one.name == "checks"]
    monkeypatch.setattr(pattern, "callback", lambda _: pytest.fail("opened"))
    assert visiting.signed_in("clerk").get("/checks/").status_code == 403


def test_a_guard_says_what_it_asks_for():
    @page("read", "member")
    def view(request):
        return None

    assert (view.guard.verb, view.guard.noun) == ("read", "member")
