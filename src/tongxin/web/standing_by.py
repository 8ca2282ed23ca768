"""Papers that the office entered for members: what the member said to that, and whether they are asked."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from tongxin.store.queries.proceedings import Paper
from tongxin.web.access import PageRequest

CONFIRMED, DENIED = "confirmed", "denied"


@dataclass(frozen=True, slots=True)
class StandingBy:
    """How a paper that was entered for somebody stands.

    Attributes:
        words: the sentence.
        kind: shape of the notice.
        asks: whether the visitor is the one who is asked.
    """

    words: str
    kind: str
    asks: bool


def standing_by(request: PageRequest, paper: Paper) -> StandingBy | None:
    """Return how a paper that the office entered for a member stands; ``None`` for any other."""
    if not paper.on_behalf or paper.first is None:
        return None
    mine = paper.first_id == request.actor.person_id
    named = {"name": paper.first.name}
    if paper.stands == CONFIRMED:
        words, kind = _("Entered by the office for %(name)s, who confirmed it.") % named, "info"
    elif paper.stands == DENIED:
        words, kind = _("Entered by the office for %(name)s, who does not stand by it.") % named, "warning"
    else:
        words, kind = _("Entered by the office for %(name)s, not confirmed yet.") % named, "info"
    return StandingBy(words, kind, mine and paper.stands != CONFIRMED)
