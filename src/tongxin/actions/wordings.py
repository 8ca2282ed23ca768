"""What the office teaches the checker of drafts, and withdraws again."""

from django.db import transaction

from tongxin.actions.acting import Actor, Changes, Invalid, require
from tongxin.actions.audit import audit
from tongxin.actions.claim_desk import claim_desk
from tongxin.engine.kernel.issues import Issue, Subject
from tongxin.store.models import TaughtWording
from tongxin.store.queries import draft_checks as queries

USES = ("said", "never", "name")
LONGEST_PHRASE = 120


@transaction.atomic
def teach_wording(actor: Actor, use: str, phrase: str, measure: str = "") -> TaughtWording:
    """Teach the checker how a measure is said, what rules it out, or a name that says no figure.

    Args:
        actor: who teaches.
        use: ``said``, ``never`` or ``name``.
        phrase: the words; see ``packs/claims/wording.yaml`` for the marks that they may have.
        measure: the indicator; empty for a name.

    Raises:
        Refused: the actor may not teach.
        Invalid: the phrase has no words or is there already, or there is no such indicator.
    """
    require(actor, "teach", "claim")
    words = " ".join(phrase.split())
    issues = tuple(_wrong_wording(actor, use, words, measure))
    if issues:
        raise Invalid(issues)
    row = TaughtWording.objects.create(
        committee_id=actor.committee,
        use=use,
        measure="" if use == "name" else measure,
        phrase=words,
        added_at=actor.at,
        added_by_id=actor.user,
    )
    told = {"use": use, "measure": row.measure, "phrase": words}
    audit(actor, "claim.teach", Subject(noun="claim", id=row.pk, name=words), Changes(after=told))
    return row


def _wrong_wording(actor: Actor, use: str, words: str, measure: str) -> list[Issue]:
    found = []
    said = words.replace("#", "").replace("…", "").replace("/", "").replace("○", "").strip()
    if use not in USES or not said:
        found.append(Issue(code="field.required", place="phrase"))
    if len(words) > LONGEST_PHRASE:
        params = {"length": len(words), "longest": LONGEST_PHRASE}
        found.append(Issue(code="field.too_long", place="phrase", params=params))
    desk = claim_desk(actor.committee, actor.at)
    if use != "name" and desk.mechanism.indicator(measure) is None:
        found.append(Issue(code="claim.unknown_measure", place="measure"))
    known = queries.taught(actor.committee).filter(use=use, phrase=words)
    if known.filter(measure="" if use == "name" else measure).exists():
        found.append(Issue(code="claim.taught_already", place="phrase", params={"phrase": words}))
    return found


@transaction.atomic
def forget_wording(actor: Actor, pk: int) -> None:
    """Withdraw a wording; drafts that were checked with it stay as they were.

    Raises:
        Refused: the actor may not teach.
        Invalid: there is none.
    """
    require(actor, "teach", "claim")
    row = queries.taught(actor.committee).filter(pk=pk).first()
    if row is None:
        raise Invalid((Issue(code="claim.no_such_wording"),))
    row.withdrawn_at, row.withdrawn_by_id = actor.at, actor.user
    row.save(update_fields=["withdrawn_at", "withdrawn_by"])
    told = {"use": row.use, "measure": row.measure, "phrase": row.phrase}
    audit(actor, "claim.forget", Subject(noun="claim", id=row.pk, name=row.phrase), Changes(before=told))
