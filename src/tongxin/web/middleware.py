"""What happens around every request: an id, the language, the actor, and errors as pages."""

import uuid
from collections.abc import Callable
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone, translation

from tongxin.actions import accounts, signing
from tongxin.actions.acting import Invalid, Refused
from tongxin.web.access import PUBLIC, guard_of
from tongxin.web.backend import SEEN
from tongxin.web.pages import problems

Handler = Callable[[HttpRequest], HttpResponse]

# Pages an account may open before it has changed its first password.
OPEN_BEFORE_CHANGE = frozenset({"password", "logout", "language", "complaint"})
SEEN_SECONDS = 300
"""How long a place counts as just seen; a write on every request would be too much."""


class RequestIdMiddleware:
    """Gives every request an id, which audit entries and error pages repeat."""

    def __init__(self, get_response: Handler) -> None:
        """Keep the next handler."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Set ``request.request_id`` and name it in the response."""
        request.request_id = uuid.uuid4().hex[:16]  # type: ignore[attr-defined]  # set for all handlers
        response = self.get_response(request)
        response["X-Request-Id"] = request.request_id  # type: ignore[attr-defined]  # set above
        return response


class LanguageMiddleware:
    """Chooses the language: the visitor's own choice, else Simplified Chinese, whatever the browser says."""

    def __init__(self, get_response: Handler) -> None:
        """Keep the next handler."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Activate the language for this request."""
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        known = {code for code, _ in settings.LANGUAGES}
        language = chosen if chosen in known else settings.LANGUAGE_CODE
        with translation.override(language), timezone.override(ZoneInfo(settings.TIME_ZONE)):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


class AccountMiddleware:
    """Builds the actor, insists on a changed first password, and turns refusals into pages."""

    def __init__(self, get_response: Handler) -> None:
        """Keep the next handler."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Set ``request.actor`` for signed-in visitors, and note that they were here.

        The actor's moment is local, so that its date is the committee's day and not that of Greenwich.
        """
        if request.user.is_authenticated:
            now = timezone.localtime()
            request.actor = accounts.actor_of(  # type: ignore[attr-defined]  # read by guards and pages
                request.user, at=now, request_id=getattr(request, "request_id", "")
            )
            if now.timestamp() - request.session.get(SEEN, 0) > SEEN_SECONDS:
                request.session[SEEN] = int(now.timestamp())
                signing.note_seen(request.session.session_key or "", at=now)
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., object], args: object, kwargs: object
    ) -> HttpResponse | None:
        """Refuse a page that nobody put a guard on; lead to the password page while the first one stands."""
        del args, kwargs
        name = request.resolver_match.url_name if request.resolver_match else ""
        if guard_of(view) is None and name not in PUBLIC:
            return problems.refused(request)
        if not request.user.is_authenticated or not request.user.must_change_password:
            return None
        return None if name in OPEN_BEFORE_CHANGE else redirect(reverse("password"))

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Show a verb that was refused, input that no form caught, or a missing record as a page."""
        if isinstance(exception, Refused):
            return problems.refused(request)
        if isinstance(exception, Invalid):
            return problems.invalid(request, exception.issues)
        return problems.not_found(request) if isinstance(exception, ObjectDoesNotExist) else None
