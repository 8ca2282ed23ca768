"""Looking at what is hidden in a paper: words of instructions, a text that was stopped as secret."""

from django.db import transaction

from tongxin.actions.acting import Actor, require
from tongxin.actions.audit import audit
from tongxin.actions.proceeding_desk import open_desk, subject_of


@transaction.atomic
def reveal_paper(actor: Actor, pk: int) -> None:
    """Put on record that somebody looked at what is hidden in a paper; the page then shows it once.

    Raises:
        Refused: the actor may not see hidden details, or not see this paper.
    """
    require(actor, "reveal", "proceeding")
    audit(actor, "proceeding.reveal", subject_of(open_desk(actor, pk).paper))
