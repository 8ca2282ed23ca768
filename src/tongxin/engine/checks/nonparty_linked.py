"""Every non-party member is linked by a kind of link that covers all of them (党员委员联系党外委员)."""

from collections.abc import Iterator

from tongxin.engine.checks.scene import Check, Scene
from tongxin.engine.kernel.issues import Issue, Severity, Subject
from tongxin.engine.roster.vocabulary import Party


def find(scene: Scene) -> Iterator[Issue]:
    """Yield an issue for each non-party member whom nobody links."""
    roster, day = scene.roster, scene.day
    kinds = [
        kind.id
        for kind in scene.vocabulary.links
        if kind.covers_all and kind.linked is Party.NON_PARTY_MEMBER
    ]
    if not kinds:
        return
    party = roster.party_people(day)
    linked = {link.person for link in roster.links_on(day, kinds)}
    for seat in roster.members(day):
        if seat.person in party or seat.person in linked:
            continue
        name = roster.people[seat.person].name
        yield Issue(
            code="link.nonparty_unlinked",
            params={"name": name},
            subject=Subject(noun="member", id=seat.id, name=name),
        )


CHECK = Check(code="nonparty_linked", severity=Severity.ERROR, find=find)
