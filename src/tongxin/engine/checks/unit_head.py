"""Every unit whose kind asks for it has a head, and the head is a party member (由党员干部担任负责人)."""

from collections.abc import Iterator

from tongxin.engine.checks.scene import Check, Scene
from tongxin.engine.kernel.issues import Issue, Severity, Subject


def find(scene: Scene) -> Iterator[Issue]:
    """Yield an issue for each unit without a head, and for each head who is no party member."""
    roster, day = scene.roster, scene.day
    party = roster.party_people(day)
    for unit in roster.organisations.values():
        kind = scene.vocabulary.organisation_kind(unit.kind)
        if kind is None or not kind.head_role or not unit.span.covers(day):
            continue
        heads = [
            post.person
            for post in roster.posts
            if post.organisation == unit.id and post.role == kind.head_role and post.span.covers(day)
        ]
        subject = Subject(noun="organisation", id=unit.id, name=unit.name)
        if not heads:
            yield Issue(code="unit_head.missing", params={"unit": unit.name}, subject=subject)
        elif kind.head_party_member:
            for person in heads:
                if person not in party:
                    params = {"unit": unit.name, "name": roster.people[person].name}
                    yield Issue(code="unit_head.not_party", params=params, subject=subject)


CHECK = Check(code="unit_head", severity=Severity.ERROR, find=find)
