"""Whether the reviews and aims of a mechanism hold together."""

from collections.abc import Iterator

from tongxin.engine.duties.rules import Bound
from tongxin.engine.figures.indicators import Source
from tongxin.engine.kernel.issues import Issue
from tongxin.engine.mechanism.names import known
from tongxin.engine.mechanism.values import Mechanism
from tongxin.engine.reviews.rules import ReviewKind


def reviews(mechanism: Mechanism) -> Iterator[Issue]:
    """Yield duties, figures and roles that are not declared, and figures that no single one can have."""
    indicators = [item.id for item in mechanism.indicators]
    for kind in mechanism.reviews:
        place = f"reviews.yaml/reviews/{kind.id}"
        yield from known(kind.settles, [rule.id for rule in mechanism.duties], f"{place}/settles")
        if kind.task_days < 1:
            yield Issue(code="pack.too_small", params={"found": kind.task_days}, place=f"{place}/task_days")
        for criterion in kind.criteria:
            for code in criterion.indicators:
                where = f"{place}/criteria/{criterion.id}/indicators/{code}"
                yield from known(code, indicators, where)
                item = mechanism.indicator(code)
                if item is not None and item.source is not Source.ENTRIES:
                    yield Issue(code="review.figure_of_records", params={"found": code}, place=where)
        yield from _role(mechanism, kind, place)
    for aim in mechanism.aims:
        for code in aim.indicators:
            yield from known(code, indicators, f"reviews.yaml/aims/{aim.id}/indicators/{code}")


def _role(mechanism: Mechanism, kind: ReviewKind, place: str) -> Iterator[Issue]:
    """The reviewed member stands in the record under a role that its kind has."""
    rule = mechanism.duty(kind.settles)
    entry = mechanism.entry_kind(rule.counts[0]) if rule and rule.counts else None
    if rule is not None and entry is not None and rule.bound is Bound.MEMBER:
        roles = [role.id for role in entry.roles]
        yield from known(kind.entry_role, roles, f"{place}/entry_role")
