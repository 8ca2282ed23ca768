"""The same person entered twice: same name, and the same birthday, phone or employer."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from tongxin.engine.checks.scene import Check, Scene
from tongxin.engine.kernel.issues import Issue, Severity, Subject
from tongxin.engine.roster.values import Person


def _same(one: Person, other: Person) -> bool:
    pairs = ((one.born, other.born), (one.phone, other.phone), (one.employer, other.employer))
    return any(left and left == right for left, right in pairs)


def find(scene: Scene) -> Iterator[Issue]:
    """Yield a warning for each pair of people who look like one; namesakes who differ are left alone."""
    by_name: dict[str, list[Person]] = defaultdict(list)
    for person in scene.roster.people.values():
        by_name[person.name.replace(" ", "").replace("\u3000", "")].append(person)
    for namesakes in by_name.values():
        for one, other in combinations(namesakes, 2):
            if _same(one, other):
                yield Issue(
                    code="person.duplicate",
                    severity=Severity.WARNING,
                    params={"name": one.name, "other": other.id},
                    subject=Subject(noun="person", id=one.id, name=one.name),
                )


CHECK = Check(code="duplicate_person", severity=Severity.WARNING, find=find)
