"""What happens around every request: an id, the language, the actor, and errors as pages."""

import uuid
from collections.abc import Callable
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone, translation

from tongxin.actions import accounts
from tongxin.actions.acting import Actor, Refused
from tongxin.web.pages import problems

Handler = Callable[[HttpRequest], HttpResponse]

# Pages an account may open before it has changed its first password.
OPEN_BEFORE_CHANGE = frozenset({"password", "logout", "language", "complaint"})


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
        """Set ``request.actor`` for signed-in visitors."""
        if request.user.is_authenticated:
            request.actor = accounts.actor_of(  # type: ignore[attr-defined]  # read by guards and pages
                request.user, at=timezone.now(), request_id=getattr(request, "request_id", "")
            )
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Handler, args: object, kwargs: object
    ) -> HttpResponse | None:
        """Lead to the password page while the first password stands."""
        del view, args, kwargs
        if not request.user.is_authenticated or not request.user.must_change_password:
            return None
        match = request.resolver_match
        if match is not None and match.url_name in OPEN_BEFORE_CHANGE:
            return None
        return redirect(reverse("password"))

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Show a refused verb as a page in the visitor's language."""
        if isinstance(exception, Refused):
            return problems.refused(request)
        return None


__all__ = ["AccountMiddleware", "Actor", "LanguageMiddleware", "RequestIdMiddleware"]
