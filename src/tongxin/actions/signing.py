"""Signing in and out, the own password, and the places where an account is signed in.

Hashing a password takes a tenth of a second on purpose; it happens before a transaction starts, so that
nobody else waits for it.
"""

import hashlib
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import QuerySet

from tongxin.actions.acting import Actor, Changes, Invalid, require
from tongxin.actions.audit import audit
from tongxin.actions.passwords import password_issues
from tongxin.engine.kernel.issues import Issue, Subject
from tongxin.store.models import User, UserSession
from tongxin.store.queries.accounts import user_named


def subject_of(user: User) -> Subject:
    """Name an account in the audit log."""
    return Subject(noun="account", id=user.pk, name=user.username)


def sign_in(username: str, password: str, *, at: datetime, request_id: str = "") -> User:
    """Check a user name and password and put the outcome on record.

    Args:
        username: as typed; its case does not matter.
        password: as typed.
        at: the moment.
        request_id: id of the request.

    Returns:
        the account, with its grants.

    Raises:
        Invalid: ``account.credentials`` for an unknown name, a wrong password and a closed account alike,
            after the same time; ``account.locked`` with the minutes left.
    """
    user = user_named(username)
    if user is None:
        make_password(password)  # an unknown name must not answer sooner than a known one
        # The name stays out of the log: people type passwords into the wrong field.
        nobody = Actor(user_id=None, name="", committee_id=None, at=at, request_id=request_id)
        with transaction.atomic():
            audit(nobody, "account.sign_in_failed", Subject(noun="account", id=0))
        raise Invalid((Issue(code="account.credentials"),))
    _refuse_locked(user, at)
    right = check_password(password, user.password, setter=None) and user.is_active
    issue = _outcome(user, right=right, at=at, request_id=request_id)
    if issue is not None:
        raise Invalid((issue,))
    return user


@transaction.atomic
def _outcome(user: User, *, right: bool, at: datetime, request_id: str) -> Issue | None:
    """Count a failure or forget the earlier ones; the row is locked, so parallel guesses all count."""
    row = User.objects.select_for_update().get(pk=user.pk)
    _refuse_locked(row, at)
    name = user.display_name or user.username
    actor = Actor(user_id=user.pk, name=name, committee_id=user.committee_id, at=at, request_id=request_id)
    if right:
        row.failed_sign_ins, row.locked_until = 0, None
        row.save(update_fields=["failed_sign_ins", "locked_until"])
        audit(actor, "account.sign_in", subject_of(row))
        return None
    row.failed_sign_ins += 1
    audit(actor, "account.sign_in_failed", subject_of(row), Changes(after={"failures": row.failed_sign_ins}))
    issue = Issue(code="account.credentials")
    if row.failed_sign_ins >= settings.TONGXIN_LOCK_AFTER:
        row.failed_sign_ins = 0
        row.locked_until = at + timedelta(minutes=settings.TONGXIN_LOCK_MINUTES)
        audit(actor, "account.locked", subject_of(row), Changes(after={"locked_until": row.locked_until}))
        issue = _locked(row.locked_until, at)
    row.save(update_fields=["failed_sign_ins", "locked_until"])
    return issue


def _refuse_locked(user: User, at: datetime) -> None:
    if user.locked_until is not None and user.locked_until > at:
        raise Invalid((_locked(user.locked_until, at),))


def _locked(until: datetime, at: datetime) -> Issue:
    minutes = -int((at - until).total_seconds() // 60)
    return Issue(code="account.locked", params={"minutes": minutes, "until": until.isoformat()})


@transaction.atomic
def sign_out(actor: Actor, session_key: str) -> None:
    """Put on record that somebody left, and forget the place they were signed in at."""
    UserSession.objects.filter(user=actor.user, key_digest=_digest(session_key)).delete()
    audit(actor, "account.sign_out", Subject(noun="account", id=actor.user, name=actor.name))


@transaction.atomic
def remember_session(user: User, session_key: str, *, device: str, at: datetime) -> None:
    """Note a place where an account has just signed in, and forget those whose time is over.

    Args:
        user: the account.
        session_key: key of the web session.
        device: what the browser says it is.
        at: the moment.
    """
    Session.objects.filter(expire_date__lt=at).delete()
    over = at - timedelta(seconds=settings.SESSION_COOKIE_AGE)
    UserSession.objects.filter(user=user, seen_at__lt=over).delete()
    UserSession.objects.update_or_create(
        key_digest=_digest(session_key),
        defaults={
            "user": user,
            "session_key": session_key,
            "device": device[:200],
            "signed_in_at": at,
            "seen_at": at,
        },
    )


def note_seen(session_key: str, *, at: datetime) -> None:
    """Note that a place where somebody is signed in was used."""
    UserSession.objects.filter(key_digest=_digest(session_key)).update(seen_at=at)


def is_this(session: UserSession, session_key: str | None) -> bool:
    """Tell whether a place is the one that asks."""
    return session.key_digest == _digest(session_key or "")


@transaction.atomic
def end_session(actor: Actor, session_id: int) -> bool:
    """Sign an account out at one of its places.

    Returns:
        whether there was such a place.

    Raises:
        Refused: the actor may not use their account.
    """
    require(actor, "use", "account")
    session = UserSession.objects.filter(user=actor.user, pk=session_id).first()
    if session is None:
        return False
    _end(UserSession.objects.filter(pk=session.pk))
    subject = Subject(noun="account", id=actor.user, name=actor.name)
    audit(actor, "account.session_end", subject, Changes(before={"device": session.device}))
    return True


def change_password(actor: Actor, old: str, new: str) -> User:
    """Give the actor's own account a new password and end all its sessions.

    The page that asks for it starts a new session for the visitor.

    Raises:
        Refused: the actor may not use their account.
        Invalid: the old password is wrong, or the new one is not good enough.
    """
    require(actor, "use", "account")
    user = User.objects.get(pk=actor.user)
    issues = list(password_issues(new, user))
    if not check_password(old, user.password, setter=None):
        issues.insert(0, Issue(code="password.wrong", place="old_password"))
    elif old == new:
        issues.insert(0, Issue(code="password.same", place="new_password"))
    if issues:
        raise Invalid(tuple(issues))
    return _store_password(actor, user, make_password(new))


@transaction.atomic
def _store_password(actor: Actor, user: User, encoded: str) -> User:
    user.password, user.must_change_password = encoded, False
    user.save(update_fields=["password", "must_change_password"])
    end_sessions_of(user)
    audit(actor, "account.password_change", subject_of(user))
    return user


@transaction.atomic
def choose_language(actor: Actor, language: str) -> None:
    """Keep the language an account reads in, for its next sign-in elsewhere.

    Raises:
        Refused: the actor may not use their account.
        Invalid: the house does not speak it.
    """
    require(actor, "use", "account")
    if language not in dict(settings.LANGUAGES):
        raise Invalid((Issue(code="account.language", place="language"),))
    row = User.objects.get(pk=actor.user)
    if row.language != language:
        changes = Changes(before={"language": row.language}, after={"language": language})
        User.objects.filter(pk=row.pk).update(language=language)
        audit(actor, "account.language", subject_of(row), changes)


def end_sessions_of(user: User) -> None:
    """Sign an account out everywhere."""
    _end(UserSession.objects.filter(user=user))


def _end(sessions: QuerySet[UserSession]) -> None:
    Session.objects.filter(session_key__in=sessions.values("session_key")).delete()
    sessions.delete()


def _digest(session_key: str) -> str:
    return hashlib.sha256(session_key.encode()).hexdigest()
