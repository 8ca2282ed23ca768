"""How Django finds the account of a session: with its committee and role grants, in two queries."""

from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.http import HttpRequest

from tongxin.store.queries.accounts import user_with_grants

SEEN = "seen"
"""Key of a session under which stands when its place was last noted as seen, in seconds of the epoch."""


class AccountBackend(BaseBackend):
    """Loads accounts; the password is checked by the verb ``sign_in``, which counts and logs failures."""

    def authenticate(self, request: HttpRequest | None, **credentials: Any) -> None:  # noqa: ANN401 — Django's signature.
        """Recognise nobody: the only way in is the sign-in page."""

    def get_user(self, user_id: int) -> Any:  # noqa: ANN401 — the tables' user is not known to the web layer.
        """Return an account that may still sign in, or ``None``."""
        user = user_with_grants(user_id)
        return user if user is not None and user.is_active else None
