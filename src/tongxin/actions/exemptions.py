"""Decisions that free of duties: granting one, withdrawing it; both stay on record with their reasons."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from tongxin.actions.acting import Actor, Changes, Invalid, require
from tongxin.actions.audit import audit
from tongxin.engine.duties.rules import DutyRule
from tongxin.engine.duties.subjects import subjects
from tongxin.engine.kernel.issues import Issue, Subject
from tongxin.engine.mechanism.values import Mechanism
from tongxin.packs import registry
from tongxin.store.models import Exemption
from tongxin.store.queries.committees import committee_of
from tongxin.store.queries.roster import roster_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What is decided.

    Attributes:
        rule: code of the duty.
        subject: id of the link, body or seat that is freed of it.
        start: first day.
        end: last day.
        reason: why; shown wherever the duty is.
        number: number of the decision, if there is one.
        whole: whether the subject is freed of every duty, as on leave.
    """

    rule: str
    subject: int
    start: date
    end: date
    reason: str
    number: str = ""
    whole: bool = False


@transaction.atomic
def grant_exemption(actor: Actor, decision: Decision) -> Exemption:
    """Free a subject of a duty on some days.

    Raises:
        Refused: the actor may not exempt.
        Invalid: there is no such duty or subject, no reason, or the days are the wrong way round.
    """
    require(actor, "exempt", "duty")
    mechanism = registry.pack(committee_of(actor.committee).pack).in_force(actor.at.date())
    rule = mechanism.duty(decision.rule)
    if rule is None or not _owes(mechanism, rule, actor.committee, decision.subject):
        raise Invalid((Issue(code="duty.unknown"),))
    problems = _problems(decision)
    if problems:
        raise Invalid(problems)
    row = Exemption.objects.create(
        committee_id=actor.committee,
        rule="" if decision.whole else rule.id,
        bound=rule.bound.value,
        subject=decision.subject,
        start=decision.start,
        end=decision.end,
        reason=decision.reason.strip(),
        decision=decision.number.strip(),
        granted_at=actor.at,
        granted_by_id=actor.user_id,
    )
    after = {
        "rule": row.rule,
        "bound": row.bound,
        "subject": row.subject,
        "start": row.start,
        "end": row.end,
        "reason": row.reason,
        "decision": row.decision,
    }
    audit(actor, "exemption.grant", _named(row), Changes(after=after))
    return row


@transaction.atomic
def withdraw_exemption(actor: Actor, exemption_id: int) -> None:
    """Withdraw a decision; the duties it freed of are judged as if it had never been, and it stays on record.

    Raises:
        Refused: the actor may not exempt.
        Invalid: there is no such decision, or it was withdrawn before.
    """
    require(actor, "exempt", "duty")
    rows = Exemption.objects.select_for_update().filter(committee_id=actor.committee, pk=exemption_id)
    row = rows.filter(withdrawn_at=None).first()
    if row is None:
        raise Invalid((Issue(code="exemption.unknown"),))
    row.withdrawn_at = actor.at
    row.save(update_fields=["withdrawn_at"])
    audit(
        actor,
        "exemption.withdraw",
        _named(row),
        Changes(before={"withdrawn": False}, after={"withdrawn": True}),
    )


def _owes(mechanism: Mechanism, rule: DutyRule, committee: int, subject: int) -> bool:
    roster = roster_of(committee, mechanism.vocabulary.party_codes())
    return any(one.id == subject for one in subjects(rule, roster))


def _problems(decision: Decision) -> tuple[Issue, ...]:
    found = []
    if not decision.reason.strip():
        found.append(Issue(code="exemption.reason_needed", place="reason"))
    if decision.end < decision.start:
        found.append(Issue(code="exemption.days_reversed", place="end"))
    return tuple(found)


def _named(row: Exemption) -> Subject:
    return Subject(noun="exemption", id=row.pk, name=row.reason)
