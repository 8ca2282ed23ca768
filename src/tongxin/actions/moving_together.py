"""One move for many papers, or for many units' parts: all of them or none."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db import transaction

from tongxin.actions.acting import Actor, Invalid
from tongxin.actions.proceeding_desk import Step
from tongxin.actions.proceeding_moves import move_paper, move_part
from tongxin.engine.kernel.issues import Issue


@dataclass(frozen=True, slots=True, kw_only=True)
class RowMove:
    """A row of a batch: which paper, or which unit's part, and the move."""

    id: int
    step: Step
    part: bool = False


@transaction.atomic
def move_many(actor: Actor, rows: Sequence[RowMove]) -> int:
    """Make the moves of all rows, or of none.

    Returns:
        how many were made.

    Raises:
        Refused: the actor does not see one of the papers.
        Invalid: something stands against some of them; the place of each issue is ``row.ID``. Nothing is
            written.
    """
    issues: list[Issue] = []
    for row in rows:
        move = move_part if row.part else move_paper
        try:
            # A savepoint, so that the rows after it are judged as well and all problems are told at once.
            with transaction.atomic():
                move(actor, row.id, row.step)
        except Invalid as problem:
            issues.extend(replace(issue, place=f"row.{row.id}") for issue in problem.issues)
    if issues:
        raise Invalid(tuple(issues))
    return len(rows)
