"""Looking at what is masked is a right of its own and leaves a trace."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tongxin.actions.acting import Actor, Invalid, Refused
from tongxin.actions.people import reveal_person
from tongxin.engine.kernel.labels import plain
from tongxin.engine.kernel.rights import Right, Role, Scope
from tongxin.store.models import AuditEvent, Committee, Person, User

pytestmark = pytest.mark.django_db
AT = datetime(2024, 10, 31, 2, 0, tzinfo=UTC)
LOOKS = Role(
    id="clerk",
    label=plain("办公室"),
    home="clerk",
    rights=(Right(nouns=frozenset({"member"}), verbs=frozenset({"reveal"}), scope=Scope.COMMITTEE),),
    sees_sensitive=True,
)


@pytest.fixture
def clerk() -> Actor:
    committee = Committee.objects.create(code="x", name="某县政协", pack="longan")
    user = User.objects.create(username="c", committee=committee)
    return Actor(user_id=user.pk, name="办公室", committee_id=committee.pk, at=AT, roles=(LOOKS,))


@pytest.fixture
def person(clerk: Actor) -> Person:
    return Person.objects.create(
        committee_id=clerk.committee, name="韦一", phone="10012345678", created_at=AT
    )


def test_each_look_is_on_the_audit_log_without_the_number_itself(clerk: Actor, person: Person) -> None:
    reveal_person(clerk, person.pk, ["phone"])
    event = AuditEvent.objects.get(verb="person.reveal")
    assert (event.object_id, event.actor_id) == (person.pk, clerk.user_id)
    assert person.phone not in str(event.changes)


def test_without_the_right_nothing_is_shown_and_nothing_is_logged(clerk: Actor, person: Person) -> None:
    with pytest.raises(Refused):
        reveal_person(replace(clerk, roles=()), person.pk, ["phone"])
    assert not AuditEvent.objects.filter(verb="person.reveal").exists()


def test_a_person_of_another_committee_is_not_there(clerk: Actor, person: Person) -> None:
    other = Committee.objects.create(code="y", name="另县政协", pack="longan")
    with pytest.raises(Invalid):
        reveal_person(replace(clerk, committee_id=other.pk), person.pk, ["phone"])
