"""One move for many papers at once: a bulletin issued with its reports, adoptions registered from a list."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from django.db import transaction

from tongxin.actions.acting import Actor, Changes, Invalid, require
from tongxin.actions.audit import audit
from tongxin.actions.entry_rows import mechanism_at
from tongxin.actions.proceeding_desk import Step, Taken, flow_of
from tongxin.actions.proceeding_moves import move_paper
from tongxin.engine.kernel.issues import Issue, Subject
from tongxin.engine.proceedings.rules import Workflow
from tongxin.store.models import Proceeding, ProceedingBulletin


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of a list: which paper, and what is said of it.

    Attributes:
        number: place of the row on the page, from 1.
        paper: the paper.
        fields: what is said with the move.
    """

    number: int
    paper: int
    fields: Mapping[str, object]


@transaction.atomic
def register_moves(actor: Actor, workflow: str, code: str, rows: Sequence[Row]) -> int:
    """Make a move of many papers, or of none if anything is wrong.

    Returns:
        how many moves were made.

    Raises:
        Refused: the actor reviews no papers.
        Invalid: the move is not made in batches, there is no row, or rows are wrong; the place of each issue
            names its row.
    """
    require(actor, "review", "proceeding")
    move = _flow(actor, workflow).move(code)
    if move is None or not move.batch:
        raise Invalid((Issue(code="proceeding.no_batch"),))
    if not rows:
        raise Invalid((Issue(code="proceeding.no_rows"),))
    found = [issue for row in rows for issue in _made(actor, workflow, code, row)]
    if found:
        raise Invalid(tuple(found))
    return len(rows)


def _made(actor: Actor, workflow: str, code: str, row: Row) -> Iterator[Issue]:
    """Make one move; yield what stands against it, with its row."""
    there = Proceeding.objects.filter(committee=actor.committee, workflow=workflow, pk=row.paper).exists()
    if not there:
        yield Issue(code="field.not_offered", params={"value": row.paper}, place=f"row.{row.number}.paper")
        return
    try:
        move_paper(actor, row.paper, Step(move=code, fields=row.fields))
    except Invalid as problem:
        for issue in problem.issues:
            yield replace(issue, place=f"row.{row.number}.{issue.place or 'paper'}")


@transaction.atomic
def issue_bulletin(actor: Actor, workflow: str, series: str, papers: Sequence[int]) -> ProceedingBulletin:
    """Issue a bulletin with some papers in the order given; it gets the next number of its series.

    Raises:
        Refused: the actor reviews no papers, or does not see one of them.
        Invalid: there is no such series, no paper is chosen, or one may not be issued now.
    """
    require(actor, "review", "proceeding")
    flow = _flow(actor, workflow)
    move = flow.issuing()
    if move is None or flow.series(series) is None:
        raise Invalid((Issue(code="field.required", place="series"),))
    chosen = list(dict.fromkeys(papers))
    if not chosen:
        raise Invalid((Issue(code="proceeding.no_rows", place="papers"),))
    taken = Taken(series=series)
    for pk in chosen:
        made = move_paper(actor, pk, Step(move=move.id, taken=taken))
        taken = Taken(bulletin=made.bulletin_id)
    bulletin = ProceedingBulletin.objects.get(pk=taken.bulletin or 0)
    subject = Subject(noun="proceeding", id=bulletin.pk, name=f"{bulletin.period}-{bulletin.number}")
    audit(actor, "proceeding.issue", subject, Changes(after={"series": series, "papers": chosen}))
    return bulletin


def _flow(actor: Actor, workflow: str) -> Workflow:
    mechanism, _day = mechanism_at(actor, actor.at)
    return flow_of(mechanism, workflow)
