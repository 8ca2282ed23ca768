"""Looking at a person's sensitive data: a verb of its own, on record each time."""

from collections.abc import Sequence

from django.db import transaction

from tongxin.actions.acting import Actor, Changes, Invalid, require
from tongxin.actions.audit import audit
from tongxin.engine.kernel.issues import Issue, Subject
from tongxin.store.models import Person


@transaction.atomic
def reveal_person(actor: Actor, person_id: int, fields: Sequence[str]) -> None:
    """Put on record that somebody looked at a person's masked fields; the log names them, not what they say.

    Args:
        actor: who looks.
        person_id: at whose fields.
        fields: names of the fields they will see.

    Raises:
        Refused: the actor may not see sensitive data.
        Invalid: there is no such person in the committee.
    """
    require(actor, "reveal", "member")
    person = Person.objects.filter(committee_id=actor.committee, pk=person_id).first()
    if person is None:
        raise Invalid((Issue(code="person.unknown", params={"person": person_id}),))
    subject = Subject(noun="person", id=person.pk, name=person.name)
    audit(actor, "person.reveal", subject, Changes(after={"fields": list(fields)}))
