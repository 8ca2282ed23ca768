"""No link stands to or from somebody who left, or to an organisation that closed."""

from collections.abc import Iterator

from tongxin.engine.checks.scene import Check, Scene
from tongxin.engine.kernel.issues import Issue, Severity, Subject
from tongxin.engine.roster.values import Link


def _departed(scene: Scene) -> frozenset[int]:
    """Persons who once were members and are not on the day; others never sat and may still link."""
    sitting = {seat.person for seat in scene.roster.members(scene.day)}
    once = {seat.person for seat in scene.roster.memberships.values()}
    holding = {post.person for post in scene.roster.posts if post.span.covers(scene.day)}
    return frozenset(once - sitting - holding)


def _names(scene: Scene, link: Link, departed: frozenset[int]) -> Iterator[str]:
    people = link.people if link.person is None else (*link.people, link.person)
    for person in people:
        if person in departed:
            yield scene.roster.people[person].name
    bodies = link.organisations if link.organisation is None else (*link.organisations, link.organisation)
    for body in bodies:
        organisation = scene.roster.organisations[body]
        if not organisation.span.covers(scene.day):
            yield organisation.name


def find(scene: Scene) -> Iterator[Issue]:
    """Yield an issue for each end of an open link that no longer is there."""
    departed = _departed(scene)
    for link in scene.roster.links_on(scene.day):
        for name in _names(scene, link, departed):
            yield Issue(
                code="link.departed",
                params={"name": name},
                subject=Subject(noun="link", id=link.id, name=name),
            )


CHECK = Check(code="link_to_departed", severity=Severity.ERROR, find=find)
