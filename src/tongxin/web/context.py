"""What every page knows: who looks at it, which places they have, which languages there are."""

from django.conf import settings
from django.http import HttpRequest

from tongxin.actions.acting import Actor
from tongxin.web import places


def page(request: HttpRequest) -> dict[str, object]:
    """Return the values that the base page needs.

    ``may(verb, noun)`` tells whether a button should be shown; the page behind it asks again.
    """
    actor: Actor | None = getattr(request, "actor", None)

    def may(verb: str, noun: str) -> bool:
        return actor is not None and actor.scope(noun, verb) is not None

    return {
        "request": request,
        "actor": actor,
        "may": may,
        "places": places.for_actor(actor, request.path) if actor else (),
        "languages": settings.LANGUAGES,
        "language": getattr(request, "LANGUAGE_CODE", settings.LANGUAGE_CODE),
    }
