"""A paper of another kind that comes of a paper: its text, its people, and the link back."""

from dataclasses import replace

from tongxin.actions.proceeding_checks import as_submission
from tongxin.actions.proceeding_desk import Desk, flow_of
from tongxin.engine.proceedings.becoming import carried
from tongxin.store.models import Proceeding, ProceedingSigner, ProceedingText


def offspring(desk: Desk, workflow: str) -> Desk:
    """Write the paper of another kind that a paper becomes, as a draft of the same proposer.

    Who confirmed that they sign the one stands behind the other: it is the same text.
    """
    flow = flow_of(desk.mechanism, workflow)
    rules, actor, before = flow.submission, desk.actor, desk.paper
    if rules is None:
        raise LookupError(workflow)
    given = carried(as_submission(before), rules)
    paper = Proceeding.objects.create(
        committee_id=actor.committee,
        workflow=flow.id,
        state=flow.start,
        since=actor.at,
        form=given.form,
        title=given.title,
        fields=dict(given.fields),
        declared=sorted(given.declared),
        first_id=before.first_id,
        body_id=given.body,
        origin=before,
        created_at=actor.at,
        created_by_id=actor.user,
    )
    paper.wished.set(given.units)
    ProceedingText.objects.create(
        proceeding=paper,
        version=1,
        title=paper.title,
        parts=dict(given.parts),
        written_at=actor.at,
        written_by_id=actor.user,
    )
    for row in before.signers.filter(person__in=given.people[1:]):
        ProceedingSigner.objects.create(
            proceeding=paper,
            person_id=row.person_id,
            state=row.state,
            asked_at=row.asked_at,
            answered_at=row.answered_at,
        )
    return replace(desk, flow=flow, paper=paper)
