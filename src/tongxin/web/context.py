"""What every page knows: who looks at it, which places they have, which languages there are."""

from django.conf import settings
from django.contrib.messages import get_messages
from django.http import HttpRequest
from django.utils import timezone

import tongxin
from tongxin.actions.acting import Actor
from tongxin.web import places

# Short names for the narrow switch in the header; the full names stand in ``settings.LANGUAGES``.
SHORT_LANGUAGES = {"zh-hans": "简", "zh-hant": "繁", "en": "EN"}
TAGS = {"zh-hans": "zh-Hans", "zh-hant": "zh-Hant", "en": "en"}


def page(request: HttpRequest) -> dict[str, object]:
    """Return the values that the base page needs.

    ``may(verb, noun)`` tells whether a button should be shown; the page behind it asks again.
    """
    actor: Actor | None = getattr(request, "actor", None)
    language = getattr(request, "LANGUAGE_CODE", settings.LANGUAGE_CODE)

    def may(verb: str, noun: str) -> bool:
        return actor is not None and actor.scope(noun, verb) is not None

    return {
        "request": request,
        "actor": actor,
        "may": may,
        "committee": getattr(getattr(request, "user", None), "committee", None),
        "rail_places": places.for_actor(actor, request.path) if actor else (),
        "bottom_places": places.bottom(actor, request.path) if actor else (),
        "languages": _languages(language),
        "language": language,
        "language_tag": TAGS.get(language, language),
        "messages": get_messages(request),
        "shown_at": timezone.now(),
        "software_version": tongxin.__version__,
    }


def _languages(current: str) -> tuple[dict[str, object], ...]:
    return tuple(
        {
            "code": code,
            "tag": TAGS[code],
            "name": name,
            "short": SHORT_LANGUAGES[code],
            "current": code == current,
        }
        for code, name in settings.LANGUAGES
    )
