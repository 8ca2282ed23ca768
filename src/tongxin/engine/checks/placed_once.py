"""Every member stands in exactly one unit of the kinds that place members (将所有委员纳入相应站点管理)."""

from collections import Counter
from collections.abc import Iterator

from tongxin.engine.checks.scene import Check, Scene
from tongxin.engine.kernel.issues import Issue, Severity, Subject


def find(scene: Scene) -> Iterator[Issue]:
    """Yield an issue for each member without, or with more than one, primary placement."""
    roster, day = scene.roster, scene.day
    kinds = {kind.id for kind in scene.vocabulary.organisation_kinds if kind.places_members}
    if not kinds:
        return
    placed: Counter[int] = Counter()
    for placement in roster.placements:
        unit = roster.organisations.get(placement.unit)
        open_unit = unit is not None and unit.kind in kinds and unit.span.covers(day)
        if placement.primary and placement.span.covers(day) and open_unit:
            placed[placement.membership] += 1
    for seat in roster.members(day):
        if placed[seat.id] == 1:
            continue
        code = "placement.missing" if placed[seat.id] == 0 else "placement.double"
        person = roster.people[seat.person]
        yield Issue(
            code=code,
            params={"name": person.name, "count": placed[seat.id]},
            subject=Subject(noun="member", id=seat.id, name=person.name),
        )


CHECK = Check(code="placement", severity=Severity.ERROR, find=find)
