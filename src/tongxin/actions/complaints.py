"""Complaints and suggestions about the system itself, and their answers."""

from datetime import timedelta

from django.db import transaction

from tongxin.actions.acting import Actor, Invalid, require
from tongxin.actions.audit import audit
from tongxin.engine.kernel.issues import Issue, Subject
from tongxin.store.models import Complaint

MOST_AN_HOUR = 5
MOST_CHARACTERS = 2000


@transaction.atomic
def write_complaint(actor: Actor, text: str, page: str = "") -> Complaint:
    """Keep a complaint or suggestion for the administrator.

    Args:
        actor: who writes; anybody with an account may.
        text: what they say; it stays out of the log.
        page: address of the page it is about.

    Raises:
        Refused: the actor may not use their account.
        Invalid: the text is missing or too long, or too many came in the last hour.
    """
    require(actor, "use", "account")
    said = text.strip()
    if not said:
        raise Invalid((Issue(code="field.required", place="text"),))
    if len(said) > MOST_CHARACTERS:
        raise Invalid((Issue(code="complaint.too_long", place="text", params={"most": MOST_CHARACTERS}),))
    recent = Complaint.objects.filter(user=actor.user, at__gt=actor.at - timedelta(hours=1)).count()
    if recent >= MOST_AN_HOUR:
        raise Invalid((Issue(code="complaint.too_many", params={"most": MOST_AN_HOUR}),))
    made = Complaint.objects.create(user_id=actor.user, at=actor.at, page=page[:200], text=said)
    audit(actor, "complaint.write", Subject(noun="complaint", id=made.pk))
    return made


@transaction.atomic
def answer_complaint(actor: Actor, complaint_id: int, text: str) -> Complaint:
    """Answer a complaint; its writer sees the answer beside it.

    Raises:
        Refused: the actor may not answer complaints.
        Complaint.DoesNotExist: there is none of this number in the committee.
        Invalid: the answer is missing or too long, or there is one already.
    """
    require(actor, "answer", "complaint")
    found = Complaint.objects.select_for_update(of=("self",)).get(
        user__committee=actor.committee, pk=complaint_id
    )
    said = text.strip()
    if not said:
        raise Invalid((Issue(code="field.required", place="answer"),))
    if len(said) > MOST_CHARACTERS:
        raise Invalid((Issue(code="complaint.too_long", place="answer", params={"most": MOST_CHARACTERS}),))
    if found.answered_at is not None:
        raise Invalid((Issue(code="complaint.answered"),))
    found.answer, found.answered_at = said, actor.at
    found.save(update_fields=["answer", "answered_at"])
    audit(actor, "complaint.answer", Subject(noun="complaint", id=found.pk))
    return found
