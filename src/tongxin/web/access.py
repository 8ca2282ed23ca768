"""The guard of every page: who may open it, decided from the pack's roles; deny by default."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse

from tongxin.actions.acting import Actor, Refused
from tongxin.engine.kernel.rights import Scope

PUBLIC = {
    "login": "nobody can have a right before signing in",
    "logout": "leaving is everybody's, even with no role left",
    "calendar-feed": "calendar programs cannot sign in; the address itself is the secret",
    "problem-word": "the enterprise's contact has no account; the one-time link is the secret",
    "language": "the sign-in page has to be readable",
}
"""Pages without a guard, and why; every other page without one is refused."""


@dataclass(frozen=True, slots=True)
class Guard:
    """The right a page asks for; tests walk every address and demand one."""

    verb: str
    noun: str


class PageRequest(HttpRequest):
    """A request that passed a guard."""

    actor: Actor
    scope: Scope
    request_id: str


View = Callable[..., HttpResponse]


def page(verb: str, noun: str) -> Callable[[View], View]:
    """Guard a page: without the right it answers 403, signed out it leads to the sign-in page.

    Args:
        verb: the right's verb, such as ``read``.
        noun: the right's noun, such as ``member``.
    """

    def guarded(view: View) -> View:
        @wraps(view)
        def inner(request: PageRequest, *args: object, **kwargs: object) -> HttpResponse:
            scope = request.actor.scope(noun, verb)
            if scope is None:
                raise Refused(verb, noun)
            request.scope = scope
            return view(request, *args, **kwargs)

        inner.guard = Guard(verb, noun)  # type: ignore[attr-defined]  # read by guard_of
        return inner

    return guarded


def public(view: View) -> View:
    """Let a page be opened without signing in; its name and the reason stand in ``PUBLIC``."""
    return login_not_required(view)


def guard_of(view: Callable[..., object]) -> Guard | None:
    """Return the right that a page asks for, or ``None`` when nobody thought of one."""
    found = getattr(view, "guard", None)
    return found if isinstance(found, Guard) else None
