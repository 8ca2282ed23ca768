"""Shares of non-party members against the norms of the pack: reckoned at the change of term, so a warning."""

from collections.abc import Iterator

from tongxin.engine.checks.scene import Check, Scene
from tongxin.engine.kernel.issues import Issue, Severity
from tongxin.engine.roster.vocabulary import Norm


def _share(scene: Scene, norm: Norm) -> tuple[int, int]:
    """Return (non-party, all) of the members that a norm is reckoned over."""
    roster, day = scene.roster, scene.day
    people = {seat.person for seat in roster.members(day)}
    if norm.among == "standing":
        people &= roster.holders(scene.vocabulary.standing_roles(), day)
    return len(people - roster.party_people(day)), len(people)


def find(scene: Scene) -> Iterator[Issue]:
    """Yield a warning for each norm that is missed; an empty committee misses none."""
    for norm in scene.vocabulary.norms:
        nonparty, total = _share(scene, norm)
        # Whole numbers: 106 of 178 is compared as 10600 < 10680, never as a rounded percentage.
        if total and nonparty * 100 < norm.share_percent * total:
            yield Issue(
                code="norm.share",
                severity=Severity.WARNING,
                params={
                    "norm": norm.id,
                    "nonparty": nonparty,
                    "total": total,
                    "percent": norm.share_percent,
                },
            )


CHECK = Check(code="party_norm", severity=Severity.WARNING, find=find)
