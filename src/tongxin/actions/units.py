"""Liaison units: who heads one, from a day on."""

from datetime import date, timedelta

from django.db import transaction

from tongxin.actions.acting import Actor, Changes, Invalid, require
from tongxin.actions.audit import audit
from tongxin.engine.kernel.issues import Issue, Subject
from tongxin.engine.roster.vocabulary import OrganisationKind
from tongxin.packs import registry
from tongxin.store.models import Organisation, Person, Post
from tongxin.store.queries.committees import committee_of
from tongxin.store.queries.directories import directory_of


@transaction.atomic
def appoint_head(actor: Actor, unit_id: int, person_id: int, day: date) -> None:
    """Make somebody head of a unit from a day on; whoever headed it before stays in the history.

    Args:
        actor: who acts.
        unit_id: the unit.
        person_id: who is to head it.
        day: the first day.

    Raises:
        Refused: the actor may not change units.
        Invalid: there is no such unit or person, they head it already, or the mechanism wants a party
            member as its head (党员干部担任负责人) and they are none on that day.
    """
    require(actor, "change", "unit")
    committee = committee_of(actor.committee)
    mechanism = registry.pack(committee.pack).in_force(day)
    book = directory_of(committee, mechanism, day)
    unit = Organisation.objects.filter(committee=committee, pk=unit_id).first()
    kind = mechanism.vocabulary.organisation_kind(unit.kind) if unit else None
    person = book.roster.people.get(person_id)
    if unit is None or kind is None or not kind.head_role:
        raise Invalid((Issue(code="unit.unknown", params={"unit": unit_id}),))
    if person is None:
        raise Invalid((Issue(code="person.unknown", place="person"),))
    if kind.head_party_member and person_id not in book.party:
        raise Invalid((Issue(code="unit.head_must_be_party", place="person", params={"name": person.name}),))
    held = list(_heads(unit, kind, day))
    if person_id in {post.person_id for post in held}:
        raise Invalid((Issue(code="unit.heads_already", place="person", params={"name": person.name}),))
    _end_posts(held, day)
    Post.objects.create(
        committee=committee, person=Person(pk=person_id), role=kind.head_role, organisation=unit, start=day
    )
    before = {"head": [post.person.name for post in held]}
    after = {"head": [person.name], "start": day}
    audit(
        actor,
        "unit.head",
        Subject(noun="unit", id=unit.pk, name=unit.name),
        Changes(before=before, after=after),
    )


def _heads(unit: Organisation, kind: OrganisationKind, day: date) -> list[Post]:
    """Return the head's posts that hold on a day or start after it, locked."""
    posts = Post.objects.select_for_update(of=["self"]).select_related("person")
    posts = posts.filter(organisation=unit, role=kind.head_role)
    return [post for post in posts if post.end is None or post.end >= day]


def _end_posts(held: list[Post], day: date) -> None:
    """End posts the day before another begins; one that would begin no earlier never held, so it goes."""
    for post in held:
        if post.start is not None and post.start >= day:
            post.delete()
        else:
            post.end = day - timedelta(days=1)
            post.save(update_fields=["end"])
