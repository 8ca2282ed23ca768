"""Ratings of two sides on a paper's page: what a visitor may not see yet, and what is over for them."""

from collections.abc import Sequence

from django.utils import timezone

from tongxin.actions.acting import Actor
from tongxin.engine.kernel.workdays import Calendar
from tongxin.engine.proceedings.blindness import Ratings, hidden, ran_out
from tongxin.engine.proceedings.rules import Workflow
from tongxin.engine.proceedings.standing import standing
from tongxin.store.queries import proceedings as queries
from tongxin.store.queries.proceedings import Paper, Row
from tongxin.web.proceeding_rows import deadlines_of


def ratings(
    actor: Actor, calendar: Calendar, flows: tuple[Workflow, Workflow | None], line: Sequence[Row]
) -> Ratings:
    """Return what both sides said of each other so far.

    Args:
        actor: who looks, and when.
        calendar: which days are worked.
        flows: workflow of the paper, and of its parts if there is one.
        line: all moves of the paper and of its parts, oldest first.
    """
    flow, inner = flows
    made = queries.made(row for row in line if row.part_id is None)
    if inner is None:
        return Ratings(whole=made, parts={})
    found = deadlines_of(calendar, flow, made)
    parts = sorted({row.part_id for row in line if row.part_id is not None})
    moves = {pk: queries.made(row for row in line if row.part_id == pk) for pk in parts}
    whole = standing(flow, made).in_force
    return Ratings(
        whole=whole,
        parts={pk: standing(inner, one).in_force for pk, one in moves.items()},
        over=ran_out(inner, whole, found, timezone.localdate(actor.at)),
    )


def unseen(actor: Actor, paper: Paper, inner: Workflow | None, said: Ratings) -> frozenset[int]:
    """Return the moves made whose answers the visitor may not see yet: neither side sees the other's first.

    Args:
        actor: who looks.
        paper: the paper.
        inner: workflow of its parts, if there is one.
        said: what both sides said so far.
    """
    if inner is None:
        return frozenset()
    behind = {paper.first_id, *(row.person_id for row in paper.signers.all())}
    own = [part.pk for part in paper.parts.all() if part.body_id in actor.unit_ids]
    proposes = actor.person_id is not None and actor.person_id in behind
    return hidden(inner, said, proposes=proposes, own=own)
