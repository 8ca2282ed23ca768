"""Accounts, their roles and where they are signed in."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Prefetch, Q, QuerySet

from tongxin.store.models import Organisation, Person, RoleGrant, User, UserSession


def user_with_grants(pk: int) -> User | None:
    """Return an account with its committee and role grants, in two queries."""
    return User.objects.select_related("committee").prefetch_related("grants").filter(pk=pk).first()


def user_named(username: str) -> User | None:
    """Return the account with a user name, whatever its case, with its committee and role grants."""
    found = User.objects.select_related("committee").prefetch_related("grants")
    return found.filter(username__iexact=username).first()


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountFilter:
    """What a reader of the list of accounts looks for; empty values do not narrow it.

    Attributes:
        text: part of the user name or of the person's name.
        role: code of a role that is granted now or was.
        state: ``locked``, ``first_password`` or ``closed``.
    """

    text: str = ""
    role: str = ""
    state: str = ""


def accounts_of(committee_id: int, wanted: AccountFilter, at: datetime) -> QuerySet[User]:
    """Return a committee's accounts by user name, with grants and their organisations."""
    rows = User.objects.filter(committee=committee_id)
    if wanted.text:
        rows = rows.filter(Q(username__icontains=wanted.text) | Q(display_name__icontains=wanted.text))
    if wanted.role:
        rows = rows.filter(pk__in=RoleGrant.objects.filter(role=wanted.role).values("user"))
    if wanted.state == "locked":
        rows = rows.filter(locked_until__gt=at)
    elif wanted.state == "first_password":
        rows = rows.filter(must_change_password=True, is_active=True)
    elif wanted.state == "closed":
        rows = rows.filter(is_active=False)
    return rows.prefetch_related(_grants()).order_by("username")


def account(committee_id: int, pk: int) -> User | None:
    """Return an account of a committee with its person, grants and number of places it is signed in."""
    rows = User.objects.filter(committee=committee_id).select_related("person")
    return rows.annotate(places=Count("signed_in")).prefetch_related(_grants()).filter(pk=pk).first()


def sessions_of(user_id: int) -> QuerySet[UserSession]:
    """Return where an account is signed in, last seen first."""
    return UserSession.objects.filter(user=user_id).order_by("-seen_at", "-pk")


def organisations_for_grants(committee_id: int) -> list[tuple[int, str]]:
    """Return id and name of the bodies a role can be granted for: handling units and liaison units."""
    rows = Organisation.objects.filter(committee=committee_id, family__in=("handling_unit", "liaison_unit"))
    return list(rows.order_by("family", "name").values_list("pk", "name"))


def people_without_account(committee_id: int) -> list[tuple[int, str]]:
    """Return id and name of the people of a committee who have no account."""
    rows = Person.objects.filter(committee=committee_id, users__isnull=True)
    return list(rows.order_by("pinyin", "name").values_list("pk", "name"))


def _grants() -> "Prefetch[str]":
    return Prefetch("grants", RoleGrant.objects.select_related("organisation").order_by("start", "pk"))
