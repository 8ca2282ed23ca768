"""Figures are counted, never written; taking them out of the system is put on record."""

from django.db import transaction

from tongxin.actions.acting import Actor, Changes, require
from tongxin.actions.audit import audit
from tongxin.engine.kernel.issues import Subject


@transaction.atomic
def export_figures(actor: Actor, query: str, indicator: str = "") -> None:
    """Put on record that somebody takes figures, or the records of one figure, out of the system.

    Args:
        actor: who exports.
        query: period and knowledge asked for, as the address has them.
        indicator: the indicator whose records are taken; empty for the list of figures.

    Raises:
        Refused: the actor may not export figures.
    """
    require(actor, "export", "figure")
    subject = Subject(noun="figure", id=actor.committee, name=indicator)
    audit(actor, "figure.export", subject, Changes(after={"filter": query, "indicator": indicator}))
