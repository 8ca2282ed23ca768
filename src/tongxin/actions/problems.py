"""Problems of enterprises: handed to a department, answered, and closed by the enterprise's word alone."""

import hashlib
import secrets
from datetime import datetime

from django.db import transaction

from tongxin.actions.acting import Actor, Changes, Invalid, require
from tongxin.actions.audit import audit
from tongxin.actions.entries import record_entry
from tongxin.engine.kernel.issues import Issue, Subject
from tongxin.engine.kernel.rights import Scope
from tongxin.engine.ledger.drafts import EntryDraft
from tongxin.engine.ledger.problems import RAISED_ON, Turn
from tongxin.engine.roster.vocabulary import Family
from tongxin.packs import registry
from tongxin.store.models import Organisation, ProblemCase
from tongxin.store.queries.committees import committee_of
from tongxin.store.queries.problems import case_asked, problems_of


def digest_of(token: str) -> str:
    """Return what is kept of a one-time link."""
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def hand_problem(actor: Actor, happening: int, unit: int) -> None:
    """Hand a problem to a department, or to another one.

    Raises:
        Refused: the actor may hand no problems.
        Invalid: there is no such open problem, or no such department.
    """
    require(actor, "hand", "problem")
    mechanism = registry.pack(committee_of(actor.committee).pack).in_force(actor.at.date())
    known = {one.happening: one for one in problems_of(actor.committee, mechanism, actor.at.date())}
    problem = known.get(happening)
    if problem is None or problem.turn in {Turn.CLOSED, Turn.TO_RECORD}:
        raise Invalid((Issue(code="problem.not_open"),))
    body = Organisation.objects.filter(committee=actor.committee, pk=unit, family=Family.HANDLING_UNIT.value)
    target = body.first()
    if target is None:
        raise Invalid((Issue(code="problem.no_unit", place="unit"),))
    values = {
        "committee_id": actor.committee,
        "state": Turn.HANDLER.value,
        "handed_to": target,
        "handed_at": actor.at,
        "digest": "",
    }
    case, _made = ProblemCase.objects.update_or_create(entry_id=happening, defaults=values)
    audit(actor, "problem.hand", _subject(case), Changes(after={"to": target.name}))


@transaction.atomic
def answer_problem(actor: Actor, happening: int, text: str) -> None:
    """Say what was done about a problem; it stays open until the enterprise has said that it is solved.

    Raises:
        Refused: the actor may answer no problems.
        Invalid: it was not handed to them, or nothing is said.
    """
    scope = require(actor, "answer", "problem")
    case = _case(actor, happening, Turn.HANDLER, Turn.HANDLER_AGAIN)
    if scope is not Scope.COMMITTEE and case.handed_to_id not in actor.unit_ids:
        raise Invalid((Issue(code="problem.not_open"),))
    if not text.strip():
        raise Invalid((Issue(code="problem.answer_needed", place="text"),))
    case.state, case.answer = Turn.ENTERPRISE.value, text.strip()
    case.answered_at, case.answered_by_id = actor.at, actor.user_id
    case.save(update_fields=["state", "answer", "answered_at", "answered_by"])
    audit(actor, "problem.answer", _subject(case), Changes(after={"answer": case.answer}))


@transaction.atomic
def ask_enterprise(actor: Actor, happening: int) -> str:
    """Make a one-time link by which the enterprise says whether its problem is solved.

    Returns:
        the secret of the link, which is kept nowhere; one made before stops to answer.

    Raises:
        Refused: the actor may hand no problems.
        Invalid: it is not the enterprise's turn.
    """
    require(actor, "hand", "problem")
    case = _case(actor, happening, Turn.ENTERPRISE)
    token = secrets.token_urlsafe(24)
    case.digest, case.asked_at = digest_of(token), actor.at
    case.save(update_fields=["digest", "asked_at"])
    audit(actor, "problem.ask", _subject(case))
    return token


@transaction.atomic
def say_by_link(token: str, name: str, text: str, at: datetime, *, solved: bool) -> None:
    """Take the enterprise's word by its one-time link.

    Args:
        token: the secret of the link.
        name: who says it.
        text: what they add.
        at: when.
        solved: whether the problem is solved.

    Raises:
        Invalid: the link was used or ended, or no name is given.
    """
    case = case_asked(digest_of(token))
    if case is None:
        raise Invalid((Issue(code="problem.link_used"),))
    if not name.strip():
        raise Invalid((Issue(code="problem.name_needed", place="name"),))
    case.state = (Turn.TO_RECORD if solved else Turn.HANDLER_AGAIN).value
    case.said, case.said_at, case.said_by, case.digest = text.strip(), at, name.strip()[:60], ""
    case.save(update_fields=["state", "said", "said_at", "said_by", "digest"])
    actor = Actor(user_id=None, name=case.said_by, committee_id=case.committee_id, at=at)
    audit(actor, "problem.say", _subject(case), Changes(after={"solved": solved, "text": case.said}))


@transaction.atomic
def close_problem(actor: Actor, happening: int) -> int:
    """Record the solution that the enterprise confirmed; that closes the problem.

    Returns:
        id of the record.

    Raises:
        Refused: the actor may hand no problems, or not record.
        Invalid: the enterprise has not confirmed it.
    """
    require(actor, "hand", "problem")
    case = _case(actor, happening, Turn.TO_RECORD)
    mechanism = registry.pack(committee_of(actor.committee).pack).in_force(actor.at.date())
    kind = next((one for one in mechanism.entry_kinds if one.problem == "solved"), None)
    if kind is None or case.said_at is None:
        raise Invalid((Issue(code="problem.not_open"),))
    people = list(case.entry.participations.values_list("person", flat=True))
    person = actor.person_id or (people[0] if people else None)
    draft = EntryDraft(
        kind=kind.id,
        happened_on=case.said_at.date(),
        title=f"解决：{case.entry.title}"[:200],
        text=case.answer,
        enterprise=case.entry.enterprise_id,
        participants=((person, kind.roles[0].id),) if person is not None and kind.roles else (),
        fields={RAISED_ON: case.entry.happened_on.isoformat()},
    )
    entry = record_entry(actor, draft)
    case.state, case.solved_entry_id = Turn.CLOSED.value, entry
    case.save(update_fields=["state", "solved_entry"])
    audit(actor, "problem.close", _subject(case), Changes(after={"record": entry}))
    return entry


def _case(actor: Actor, happening: int, *turns: Turn) -> ProblemCase:
    rows = ProblemCase.objects.select_for_update(of=("self",)).filter(committee=actor.committee)
    wanted = [turn.value for turn in turns]
    case = rows.filter(entry=happening, state__in=wanted).select_related("entry").first()
    if case is None:
        raise Invalid((Issue(code="problem.not_open"),))
    return case


def _subject(case: ProblemCase) -> Subject:
    return Subject(noun="problem", id=case.entry_id, name=case.entry.title)
