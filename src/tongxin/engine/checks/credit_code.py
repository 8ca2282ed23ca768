"""Unified social credit codes pass their check (GB 32100); a warning, as valid early codes fail it."""

from collections.abc import Iterator

from tongxin.engine.checks.scene import Check, Scene
from tongxin.engine.kernel.credit_codes import is_plausible
from tongxin.engine.kernel.issues import Issue, Severity, Subject


def find(scene: Scene) -> Iterator[Issue]:
    """Yield a warning for each failing code that nobody kept with a reason."""
    for body in scene.roster.organisations.values():
        excused = body.id in scene.excused_codes
        if not body.credit_code or excused or not body.span.covers(scene.day):
            continue
        if not is_plausible(body.credit_code):
            yield Issue(
                code="credit_code.implausible",
                severity=Severity.WARNING,
                params={"name": body.name, "code": body.credit_code},
                subject=Subject(noun="organisation", id=body.id, name=body.name),
            )


CHECK = Check(code="credit_code", severity=Severity.WARNING, find=find)
