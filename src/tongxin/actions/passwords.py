"""Passwords: how good they must be, and the ones that are used once."""

import secrets

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from tongxin.engine.kernel.issues import Issue
from tongxin.store.models import User

# Without characters that are mistaken for each other when somebody reads them out.
_LETTERS = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789"
_ONE_TIME_LENGTH = 12


def one_time_password() -> str:
    """Return a random password, to be handed over once and changed at the first sign-in."""
    return "".join(secrets.choice(_LETTERS) for _ in range(_ONE_TIME_LENGTH))


def password_issues(password: str, user: User, *, place: str = "new_password") -> tuple[Issue, ...]:
    """Return what is wrong with a new password by the rules of the settings.

    Args:
        password: the password.
        user: whose it shall be; it may not resemble their names.
        place: field of the form.
    """
    try:
        validate_password(password, user)
    except ValidationError as problem:
        return tuple(
            Issue(
                code=f"password.{(error.code or 'weak').removeprefix('password_')}",
                place=place,
                params={"length": (error.params or {}).get("min_length", 0)},
            )
            for error in problem.error_list
        )
    return ()
