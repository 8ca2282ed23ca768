"""The guard of every page: who may open it, decided from the pack's roles; deny by default."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps

from django.http import HttpRequest, HttpResponse

from tongxin.actions.acting import Actor, Refused
from tongxin.engine.kernel.rights import Scope


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

        inner.guard = Guard(verb, noun)  # type: ignore[attr-defined]  # read by the access tests
        return inner

    return guarded
