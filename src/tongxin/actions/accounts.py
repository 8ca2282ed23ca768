"""Accounts: the actor behind one, and what an administrator does with them."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from tongxin.actions.acting import Actor, Changes, Invalid, require
from tongxin.actions.audit import audit
from tongxin.actions.passwords import one_time_password
from tongxin.actions.signing import end_sessions_of, subject_of
from tongxin.engine.kernel.issues import Issue
from tongxin.engine.kernel.rights import Role, Scope
from tongxin.engine.mechanism.values import Mechanism
from tongxin.packs import registry
from tongxin.store.models import Committee, Organisation, Person, RoleGrant, User

_USERNAME = re.compile(r"[\w.@+-]{2,60}")


def actor_of(user: User, *, at: datetime, request_id: str = "") -> Actor:
    """Build the actor behind an account: roles and ties as of today.

    Asks the database for the grants and the committee unless the account brought them along.

    Args:
        user: the account.
        at: the moment of the act; which day it is, the installation's time zone says.
        request_id: id of the request.
    """
    at = at.astimezone(timezone.get_default_timezone())
    day = at.date()
    grants = [grant for grant in user.grants.all() if grant.span.covers(day)]
    committee = user.committee
    mechanism = registry.pack(committee.pack).in_force(day) if committee else None
    roles = tuple(
        role for grant in grants if mechanism is not None and (role := mechanism.role(grant.role)) is not None
    )
    return Actor(
        user_id=user.pk,
        name=user.display_name or user.username,
        committee_id=user.committee_id,
        at=at,
        person_id=user.person_id,
        roles=roles,
        unit_ids=frozenset(grant.organisation_id for grant in grants if grant.organisation_id),
        request_id=request_id,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """A role to be granted.

    Attributes:
        role: code of a role of the pack.
        organisation: id of the body it is for; needed by roles that reach no further than one.
        start: first day; today when empty.
        end: last day; open when empty.
    """

    role: str
    organisation: int | None = None
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAccount:
    """An account to be made.

    Attributes:
        username: what its owner types to sign in.
        display_name: how pages and the log name its owner.
        person: id of the person behind it, if the roster knows them.
        grants: its first roles.
    """

    username: str
    display_name: str = ""
    person: int | None = None
    grants: tuple[Grant, ...] = ()


def create_account(actor: Actor, new: NewAccount, *, password: str = "") -> tuple[User, str]:
    """Make an account with a password that must be changed at the first sign-in.

    Args:
        actor: an administrator of the committee, or the installation itself.
        new: the account.
        password: a fixed one that need not be changed, for demonstrations; only the installation may.

    Returns:
        the account, and the password to hand over; it is kept nowhere.

    Raises:
        Refused: the actor may not manage accounts.
        Invalid: the user name cannot be used, or a role, person or body is unknown.
    """
    require(actor, "manage", "account")
    fixed = password if actor.system else ""
    given = fixed or one_time_password()
    return _create(actor, new, make_password(given), must_change=not fixed), given


@transaction.atomic
def _create(actor: Actor, new: NewAccount, encoded: str, *, must_change: bool) -> User:
    issues = list(_new_issues(actor, new))
    for grant in new.grants:
        issues.extend(_grant_issues(actor, grant))
    if issues:
        raise Invalid(tuple(issues))
    user = User.objects.create(
        username=new.username.strip(),
        display_name=new.display_name.strip(),
        person_id=new.person,
        committee_id=actor.committee,
        password=encoded,
        must_change_password=must_change,
        date_joined=actor.at,
    )
    facts = {"username": user.username, "display_name": user.display_name, "person": user.person_id}
    audit(actor, "account.create", subject_of(user), Changes(after=facts))
    for grant in new.grants:
        _add_grant(actor, user, grant)
    return user


def _new_issues(actor: Actor, new: NewAccount) -> list[Issue]:
    issues: list[Issue] = []
    username = new.username.strip()
    if not _USERNAME.fullmatch(username):
        issues.append(Issue(code="account.username", place="username"))
    elif User.objects.filter(username__iexact=username).exists():
        issues.append(Issue(code="account.username_taken", place="username", params={"name": username}))
    if new.person is None:
        return issues
    person = Person.objects.filter(committee=actor.committee, pk=new.person).first()
    if person is None:
        issues.append(Issue(code="account.person_unknown", place="person"))
    elif person.users.exists():
        issues.append(Issue(code="account.person_taken", place="person", params={"name": person.name}))
    return issues


@transaction.atomic
def grant_role(actor: Actor, user_id: int, grant: Grant) -> RoleGrant:
    """Grant a role to an account.

    Raises:
        Refused: the actor may not manage accounts.
        User.DoesNotExist: there is no such account in the committee.
        Invalid: the role, body or days are wrong, or it is the actor's own account.
    """
    require(actor, "manage", "account")
    user = _account(actor, user_id)
    _require_other(actor, user)
    issues = _grant_issues(actor, grant)
    if issues:
        raise Invalid(tuple(issues))
    return _add_grant(actor, user, grant)


@transaction.atomic
def revoke_role(actor: Actor, user_id: int, grant_id: int) -> None:
    """End a role with yesterday, so that it no longer holds from now on.

    One that began today or later has held on no whole day and is taken back; the log keeps both acts.

    Raises:
        Refused: the actor may not manage accounts.
        User.DoesNotExist, RoleGrant.DoesNotExist: there is no such account or grant in the committee.
        Invalid: it has ended already, or it is the actor's own account.
    """
    require(actor, "manage", "account")
    user = _account(actor, user_id)
    _require_other(actor, user)
    grant = RoleGrant.objects.get(user=user, pk=grant_id)
    day = actor.at.date()
    if grant.end is not None and grant.end < day:
        raise Invalid((Issue(code="account.grant_over"),))
    facts = {"role": grant.role, "organisation": grant.organisation_id, "start": grant.start}
    changes = Changes(before={**facts, "end": grant.end}, after={**facts, "end": day - timedelta(days=1)})
    if grant.start is not None and grant.start >= day:
        grant.delete()
    else:
        grant.end = day - timedelta(days=1)
        grant.save(update_fields=["end"])
    audit(actor, "account.revoke", subject_of(user), changes)


@transaction.atomic
def unlock_account(actor: Actor, user_id: int) -> None:
    """Let an account sign in again before its lock runs out.

    Raises:
        Refused: the actor may not manage accounts.
        User.DoesNotExist: there is no such account in the committee.
        Invalid: it is not locked.
    """
    require(actor, "manage", "account")
    user = _account(actor, user_id)
    if user.locked_until is None or user.locked_until <= actor.at:
        raise Invalid((Issue(code="account.not_locked"),))
    changes = Changes(before={"locked_until": user.locked_until}, after={"locked_until": None})
    user.locked_until, user.failed_sign_ins = None, 0
    user.save(update_fields=["locked_until", "failed_sign_ins"])
    audit(actor, "account.unlock", subject_of(user), changes)


def reset_password(actor: Actor, user_id: int) -> str:
    """Replace a forgotten password, end the account's sessions and lift its lock.

    Returns:
        the password to hand over; it is kept nowhere and must be changed at the next sign-in.

    Raises:
        Refused: the actor may not manage accounts.
        User.DoesNotExist: there is no such account in the committee.
        Invalid: it is the actor's own account, whose password has a page of its own.
    """
    require(actor, "manage", "account")
    given = one_time_password()
    _reset(actor, user_id, make_password(given))
    return given


@transaction.atomic
def _reset(actor: Actor, user_id: int, encoded: str) -> None:
    user = _account(actor, user_id)
    _require_other(actor, user)
    user.password, user.must_change_password = encoded, True
    user.locked_until, user.failed_sign_ins = None, 0
    user.save(update_fields=["password", "must_change_password", "locked_until", "failed_sign_ins"])
    end_sessions_of(user)
    audit(actor, "account.reset", subject_of(user))


@transaction.atomic
def close_account(actor: Actor, user_id: int) -> None:
    """Bar an account from signing in and end its sessions; what it did stays on record.

    Raises:
        Refused: the actor may not manage accounts.
        User.DoesNotExist: there is no such account in the committee.
        Invalid: it is the actor's own account.
    """
    require(actor, "manage", "account")
    user = _account(actor, user_id)
    _require_other(actor, user)
    user.is_active = False
    user.save(update_fields=["is_active"])
    end_sessions_of(user)
    audit(actor, "account.close", subject_of(user))


@transaction.atomic
def reopen_account(actor: Actor, user_id: int) -> None:
    """Let a closed account sign in again.

    Raises:
        Refused: the actor may not manage accounts.
        User.DoesNotExist: there is no such account in the committee.
        Invalid: it is the actor's own account.
    """
    require(actor, "manage", "account")
    user = _account(actor, user_id)
    _require_other(actor, user)
    user.is_active = True
    user.save(update_fields=["is_active"])
    audit(actor, "account.reopen", subject_of(user))


def needs_organisation(role: Role) -> bool:
    """Tell whether a role is always one for a body: some of its rights reach no further than one."""
    return any(right.scope is Scope.UNIT for right in role.rights)


def _account(actor: Actor, user_id: int) -> User:
    return User.objects.select_for_update().get(committee=actor.committee, pk=user_id)


def _require_other(actor: Actor, user: User) -> None:
    """Keep administrators from widening or losing their own rights; it takes a second one."""
    if user.pk == actor.user_id:
        raise Invalid((Issue(code="account.own"),))


def _grant_issues(actor: Actor, grant: Grant) -> list[Issue]:
    role = _mechanism(actor).role(grant.role)
    if role is None:
        return [Issue(code="account.role_unknown", place="role", params={"name": grant.role})]
    issues: list[Issue] = []
    if grant.organisation is None and needs_organisation(role):
        issues.append(Issue(code="account.organisation_needed", place="organisation"))
    bodies = Organisation.objects.filter(committee=actor.committee)
    if grant.organisation is not None and not bodies.filter(pk=grant.organisation).exists():
        issues.append(Issue(code="account.organisation_unknown", place="organisation"))
    if grant.end is not None and grant.end < (grant.start or actor.at.date()):
        issues.append(Issue(code="account.grant_days", place="end"))
    return issues


def _mechanism(actor: Actor) -> Mechanism:
    committee = Committee.objects.get(pk=actor.committee)
    return registry.pack(committee.pack).in_force(actor.at.date())


def _add_grant(actor: Actor, user: User, grant: Grant) -> RoleGrant:
    made = RoleGrant.objects.create(
        user=user,
        role=grant.role,
        organisation_id=grant.organisation,
        start=grant.start or actor.at.date(),
        end=grant.end,
    )
    facts = {"role": made.role, "organisation": made.organisation_id, "start": made.start, "end": made.end}
    audit(actor, "account.grant", subject_of(user), Changes(after=facts))
    return made
