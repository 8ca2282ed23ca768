"""Whether the duty rules of a mechanism hold together."""

from collections.abc import Iterator

from tongxin.engine.duties.rules import Bound, Cadence, DutyRule
from tongxin.engine.duties.subjects import EVERYBODY, NON_PARTY, PARTY
from tongxin.engine.kernel.issues import Issue
from tongxin.engine.mechanism.names import known
from tongxin.engine.mechanism.values import Mechanism

_MONTHS = range(1, 13)
_WHOLE = 100


def duties(mechanism: Mechanism) -> Iterator[Issue]:
    """Yield everything in the duty rules that points to nothing or can never be settled."""
    kinds = [kind.id for kind in mechanism.entry_kinds]
    groups = [group.id for group in mechanism.duty_groups]
    for rule in mechanism.duties:
        place = f"duties.yaml/duties/{rule.id}"
        yield from known(rule.group, groups, f"{place}/group")
        if rule.among:
            yield from known(rule.among, (PARTY, NON_PARTY), f"{place}/among")
        for code in rule.of:
            yield from known(code, _subjects(rule, mechanism), f"{place}/of/{code}")
        for code in rule.counts:
            yield from known(code, kinds, f"{place}/counts/{code}")
        for name in ("of", "counts"):
            if not getattr(rule, name):
                yield Issue(code="pack.too_small", params={"found": 0}, place=f"{place}/{name}")
        yield from _quantity(rule, mechanism, place)
        yield from _numbers(rule, place)
        yield from _months(rule, place)


def _subjects(rule: DutyRule, mechanism: Mechanism) -> list[str]:
    words = mechanism.vocabulary
    if rule.bound is Bound.LINK:
        return [kind.id for kind in words.links]
    if rule.bound is Bound.ORGANISATION:
        return [kind.id for kind in words.organisation_kinds]
    return [*EVERYBODY, *(post.id for post in words.posts)]


def _quantity(rule: DutyRule, mechanism: Mechanism, place: str) -> Iterator[Issue]:
    """Each kind that settles a rule must have the amount that the rule adds up."""
    for code in rule.counts if rule.quantity else ():
        kind = mechanism.entry_kind(code)
        if kind is not None:
            names = [quantity.id for quantity in kind.quantities]
            yield from known(rule.quantity, names, f"{place}/quantity")


def _numbers(rule: DutyRule, place: str) -> Iterator[Issue]:
    if rule.least < 1:
        yield Issue(code="pack.too_small", params={"found": rule.least}, place=f"{place}/least")
    if rule.grace_days < 0:
        yield Issue(code="pack.too_small", params={"found": rule.grace_days}, place=f"{place}/grace_days")
    for days in rule.remind_days:
        if days < 0:
            where = f"{place}/remind_days/{days}"
            yield Issue(code="pack.too_small", params={"found": days}, place=where)
    if not 0 <= rule.late_percent <= _WHOLE:
        params = {"found": rule.late_percent}
        yield Issue(code="pack.percent", params=params, place=f"{place}/late_percent")


def _months(rule: DutyRule, place: str) -> Iterator[Issue]:
    """Months are months, stand side by side, and only a period of several of them can be narrowed."""
    for month in rule.months:
        yield from known(str(month), [str(one) for one in _MONTHS], f"{place}/months/{month}")
    beside = sorted(rule.months)
    if beside and beside != list(range(beside[0], beside[-1] + 1)):
        yield Issue(code="duty.months_apart", place=f"{place}/months")
    if rule.months and rule.each is not Cadence.YEAR:
        yield Issue(code="duty.months_of_a_year", params={"found": rule.each.value}, place=f"{place}/months")
