"""Who proposed a topic, in words."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tongxin.store.queries.topics import Suggested

SOURCES: dict[str, Promise] = {
    "unit": _("A unit"),
    "agency": _("A department"),
    "public": _("The public"),
    "office": _("The committee's office"),
}


def source_words(topic: Suggested) -> str:
    """Return who proposed a topic: the body by its name, or whom it came from."""
    return topic.body.name if topic.body else str(SOURCES.get(topic.source, topic.source))
