"""Looking at a person's sensitive data: a verb of its own, on record each time."""

from django.db import transaction

from tongxin.actions.acting import Actor, Invalid, require
from tongxin.actions.audit import audit
from tongxin.engine.kernel.issues import Issue, Subject
from tongxin.store.models import Person


@transaction.atomic
def reveal_person(actor: Actor, person_id: int) -> None:
    """Put on record that somebody looked at a person's masked fields.

    Raises:
        Refused: the actor may not see sensitive data.
        Invalid: there is no such person in the committee.
    """
    require(actor, "reveal", "member")
    person = Person.objects.filter(committee_id=actor.committee, pk=person_id).first()
    if person is None:
        raise Invalid((Issue(code="person.unknown", params={"person": person_id}),))
    audit(actor, "person.reveal", Subject(noun="person", id=person.pk, name=person.name))
