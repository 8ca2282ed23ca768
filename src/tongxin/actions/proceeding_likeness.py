"""Papers that say the same: who is told of which, and what a proposer chooses before handing in."""

from collections.abc import Iterator

from django.db.models import Q, prefetch_related_objects

from tongxin.actions.acting import Actor
from tongxin.actions.proceeding_desk import Desk, Step, sees
from tongxin.actions.proceeding_search import body_of
from tongxin.engine.kernel.issues import Issue
from tongxin.engine.kernel.rights import Scope
from tongxin.engine.mechanism.values import Mechanism
from tongxin.engine.proceedings.rules import Hand, Move, Takes, Workflow, hands_in
from tongxin.store.models import Proceeding
from tongxin.store.queries import proceedings as queries
from tongxin.store.queries.papers_alike import PaperAlike, papers_alike
from tongxin.store.queries.similar import compared_text


def alike_to(
    actor: Actor, mechanism: Mechanism, text: str, *, apart: int | None = None, workflow: str = ""
) -> list[PaperAlike]:
    """Return the papers that a text is like and of which an actor may be told.

    Args:
        actor: who asks.
        mechanism: the mechanism in force.
        text: title and text.
        apart: the paper itself.
        workflow: only papers of this workflow; empty for all.
    """
    within = _told_of(actor, mechanism)
    if workflow:
        within &= Q(workflow=workflow)
    found = papers_alike(actor.committee, text, within, apart=apart)
    if actor.scope("proceeding", "read") is not Scope.COMMITTEE:
        prefetch_related_objects([one.paper for one in found], "signers", "parts")
    return found


def _told_of(actor: Actor, mechanism: Mechanism) -> Q:
    """Return the condition that an actor may be told that a paper exists.

    Of others' papers those that were filed, and those still under way: what was not filed, such as for
    naming a person, is nobody else's business.
    """
    if actor.scope("proceeding", "read") is Scope.COMMITTEE:
        return Q(submitted_at__isnull=False)
    told = queries.within_own(actor.person_id) | queries.within_units(actor.unit_ids)
    told |= Q(number__isnull=False)
    for flow in mechanism.workflows:
        under_way = [state.id for state in flow.states if not state.final]
        told |= Q(workflow=flow.id, state__in=under_way)
    return told & Q(submitted_at__isnull=False)


def shows_text(actor: Actor, flow: Workflow | None, paper: Proceeding) -> bool:
    """Tell whether an actor may see passages of a paper: it is theirs to read, or filed and open to all."""
    if sees(actor, actor.scope("proceeding", "read") or Scope.OWN, paper):
        return True
    rule = flow.submission.shown_if if flow and flow.submission else None
    agreed = rule is not None and str(paper.fields.get(rule.field, "")) in rule.values
    return agreed and paper.number is not None


def compared_paper(paper: Proceeding, flow: Workflow) -> str:
    """Return what is compared of a paper: its title and newest text."""
    text = queries.newest_text(paper)
    return compared_text(paper.title, body_of(text.parts if text else {}, flow))


def unweighed(desk: Desk, move: Move, step: Step, hand: Hand) -> Iterator[Issue]:
    """Yield what a proposer has not yet chosen: to support the paper that says the same, or why not.

    What the office hands in for somebody, or what comes back changed, is weighed in the review; the
    installation itself, as in a demonstration, hands in what was weighed long ago.
    """
    first = desk.paper.submitted_at is None and hand is Hand.PROPOSER and not desk.actor.system
    asks = bool(move.alike) and first and hands_in(desk.flow, move)
    supports = move.takes is Takes.SUPPORTED
    if not supports and (not asks or str(step.fields.get(move.alike) or "").strip()):
        return
    found = _same(desk)
    if supports and step.taken.paper not in {one.paper.pk for one in found}:
        yield Issue(code="proceeding.not_alike", place="supported")
    if asks and found:
        yield Issue(code="submission.alike", params={"count": len(found)}, place=f"field.{move.alike}")


def _same(desk: Desk) -> list[PaperAlike]:
    text = compared_paper(desk.paper, desk.flow)
    return alike_to(desk.actor, desk.mechanism, text, apart=desk.paper.pk, workflow=desk.flow.id)
