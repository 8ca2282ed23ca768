"""Actors of a small committee, with the roles of the Long'an pack."""

from datetime import UTC, date, datetime

from django.contrib.auth.hashers import make_password

from tongxin.actions.accounts import actor_of
from tongxin.packs import registry
from tongxin.store.models import RoleGrant, User

AT = datetime(2024, 10, 31, 8, 30, tzinfo=UTC)
PASSWORD = "lian-xi-wei-yuan-7"


def account(committee, username, *roles, password=PASSWORD, **more):
    """Make an account whose roles always hold."""
    user = User.objects.create(
        username=username,
        committee=committee,
        password=make_password(password) if password else "!",
        must_change_password=more.pop("must_change_password", False),
        **more,
    )
    for role in roles:
        RoleGrant.objects.create(user=user, role=role, start=date(2020, 1, 1))
    return user


def acting(user, at=AT):
    """Return the actor behind an account."""
    return actor_of(User.objects.get(pk=user.pk), at=at, request_id="r1")


def role_codes():
    """Return the codes of all roles of the pack."""
    return [role.id for role in registry.pack("longan").in_force(AT.date()).roles]
