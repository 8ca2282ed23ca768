"""Checks over all records, one file each: (records, day) → issues with severity.

A check is a module with ``CODE``, ``SEVERITY`` and ``find(scene) -> Iterator[Issue]``; the list below is
the order in which they are shown. Words for a code, why it matters and what to do are in the web layer.
"""

from collections.abc import Iterable

from tongxin.engine.checks import (
    credit_code,
    duplicate_person,
    link_to_departed,
    nonparty_linked,
    party_norm,
    placed_once,
    unit_head,
)
from tongxin.engine.checks.scene import Check, Scene
from tongxin.engine.kernel.issues import Issue

CHECKS: tuple[Check, ...] = (
    placed_once.CHECK,
    unit_head.CHECK,
    nonparty_linked.CHECK,
    link_to_departed.CHECK,
    duplicate_person.CHECK,
    credit_code.CHECK,
    party_norm.CHECK,
)


def run(scene: Scene, checks: Iterable[Check] = CHECKS) -> dict[str, list[Issue]]:
    """Run the checks over one scene.

    Returns:
        code of each check → its issues; a check that found nothing has an empty list.
    """
    return {check.code: list(check.find(scene)) for check in checks}


__all__ = ["CHECKS", "Check", "Scene", "run"]
