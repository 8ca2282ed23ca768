"""Whether the indicators of a mechanism can be counted: every name declared, every sum of one unit."""

from collections.abc import Iterator

from tongxin.engine.figures.filters import CONDITIONS, FIELD, PARTICIPANT_IN_ROLE, ConditionSpec, spec_of
from tongxin.engine.figures.indicators import Condition, Indicator, Measure, Source
from tongxin.engine.figures.tallies import Tally
from tongxin.engine.kernel.issues import Issue
from tongxin.engine.ledger.kinds import EntryKind, FieldSpec, FieldType
from tongxin.engine.mechanism.names import known
from tongxin.engine.mechanism.values import Mechanism

DIMENSIONS = ("month", "quarter", "unit", "organisation", "sector", "member", "kind")
MEASURES: dict[Source, tuple[Measure, ...]] = {
    Source.ENTRIES: (Measure.COUNT, Measure.PEOPLE, Measure.ATTENDANCES, Measure.SUM),
    Source.MEMBERS: (Measure.COUNT, Measure.PEOPLE),
    Source.ORGANISATIONS: (Measure.COUNT,),
    Source.LINKS: (Measure.COUNT, Measure.LINKERS, Measure.LINKED),
    Source.RATIO: (Measure.COUNT,),
}
"""The ways in which each source can be counted."""

_FLAG_VALUES = ("yes", "no")


def indicators(mechanism: Mechanism) -> Iterator[Issue]:
    """Yield what is wrong with the indicators of a mechanism."""
    for item in mechanism.indicators:
        place = f"indicators.yaml/indicators/{item.id}"
        yield from _names(mechanism, item, place)
        yield from _sum(mechanism, item, place)
        for number, condition in enumerate(item.where):
            yield from _condition(mechanism, item, condition, f"{place}/where/{number}")
    yield from _ratios(mechanism)
    for tally in mechanism.tallies:
        yield from _tally(mechanism, tally, f"indicators.yaml/tallies/{tally.id}")


def _tally(mechanism: Mechanism, tally: Tally, place: str) -> Iterator[Issue]:
    """Every line names an indicator; what a further table breaks down can be broken down that way."""
    listed = {item.id: item for item in mechanism.indicators}
    for number, group in enumerate(tally.groups):
        for code in group.indicators:
            yield from known(code, listed, f"{place}/groups/{number}/indicators/{code}")
    for number, detail in enumerate(tally.details):
        where = f"{place}/details/{number}"
        yield from known(detail.by, ("unit", "organisation"), f"{where}/by")
        for code in detail.indicators:
            yield from known(code, listed, f"{where}/indicators/{code}")
            if code in listed and detail.by not in listed[code].per:
                yield Issue(
                    code="tally.not_broken_down",
                    params={"found": code, "expected": detail.by},
                    place=f"{where}/indicators/{code}",
                )


def _names(mechanism: Mechanism, item: Indicator, place: str) -> Iterator[Issue]:
    yield from known(item.group, [group.id for group in mechanism.indicator_groups], f"{place}/group")
    yield from known(item.measure, MEASURES[item.source], f"{place}/measure")
    for dimension in item.per:
        yield from known(dimension, DIMENSIONS, f"{place}/per/{dimension}")
    for kind in item.kinds:
        yield from known(kind, _kinds(mechanism, item.source), f"{place}/kinds/{kind}")
    roles = [role.id for kind in _entry_kinds(mechanism, item) for role in kind.roles]
    for role in item.roles:
        yield from known(role, roles, f"{place}/roles/{role}")


def _kinds(mechanism: Mechanism, source: Source) -> list[str]:
    if source is Source.ENTRIES:
        return [kind.id for kind in mechanism.entry_kinds]
    if source is Source.LINKS:
        return [kind.id for kind in mechanism.vocabulary.links]
    if source is Source.ORGANISATIONS:
        return [kind.id for kind in mechanism.vocabulary.organisation_kinds]
    return []


def _entry_kinds(mechanism: Mechanism, item: Indicator) -> list[EntryKind]:
    if item.source is not Source.ENTRIES:
        return []
    return [kind for kind in mechanism.entry_kinds if not item.kinds or kind.id in item.kinds]


def _sum(mechanism: Mechanism, item: Indicator, place: str) -> Iterator[Issue]:
    """Every kind that a sum adds over must have the quantity, and all in the unit that is printed."""
    if item.measure is not Measure.SUM:
        if item.quantity:
            yield Issue(code="pack.no_sum", params={"found": item.quantity}, place=f"{place}/quantity")
        return
    where = f"{place}/quantity" if item.quantity else f"{place}/measure"
    for kind in _entry_kinds(mechanism, item):
        yield from known(item.quantity, [quantity.id for quantity in kind.quantities], where)
        spec = kind.quantity(item.quantity)
        if spec is not None and spec.unit != item.unit:
            params = {"found": item.unit, "expected": spec.unit, "kind": kind.id}
            yield Issue(code="pack.sum_unit", params=params, place=f"{place}/unit")


def _condition(mechanism: Mechanism, item: Indicator, condition: Condition, place: str) -> Iterator[Issue]:
    spec = spec_of(condition.on)
    if spec is None or item.source not in spec.sources:
        offered = [name for name, one in CONDITIONS.items() if item.source in one.sources]
        yield from known(condition.on, [name for name in offered if name != condition.on], f"{place}/on")
        return
    kinds = _entry_kinds(mechanism, item)
    if condition.on.startswith(PARTICIPANT_IN_ROLE):
        role = condition.on.removeprefix(PARTICIPANT_IN_ROLE)
        yield from known(role, [role.id for kind in kinds for role in kind.roles], f"{place}/on")
    if condition.on.startswith(FIELD):
        yield from _field_condition(kinds, condition, place)
        return
    for value in condition.values:
        yield from known(value, _values(mechanism, item, spec), f"{place}/values/{value}")


def _field_condition(kinds: list[EntryKind], condition: Condition, place: str) -> Iterator[Issue]:
    name = condition.on.removeprefix(FIELD)
    fields = [field for kind in kinds for field in kind.fields]
    yield from known(name, [field.id for field in fields], f"{place}/on")
    asked = [field for field in fields if field.id == name]
    for value in condition.values if asked else ():
        yield from known(value, _field_values(asked), f"{place}/values/{value}")


def _field_values(fields: list[FieldSpec]) -> list[str]:
    flags = _FLAG_VALUES if any(field.type is FieldType.FLAG for field in fields) else ()
    return [*flags, *(choice.id for field in fields for choice in field.choices)]


def _values(mechanism: Mechanism, item: Indicator, spec: ConditionSpec) -> list[str]:
    words = mechanism.vocabulary
    named: dict[str, list[str]] = {
        "sector": [one.id for one in words.sectors],
        "affiliation": [*(one.id for one in words.affiliations), "party_member", "non_party_member"],
        "post": [one.id for one in words.posts],
        "kind": [
            *(one.id for one in words.organisation_kinds),
            *(kind.id for kind in _entry_kinds(mechanism, item)),
        ],
    }
    return [*spec.values, *named.get(spec.names, [])]


def _ratios(mechanism: Mechanism) -> Iterator[Issue]:
    """A ratio divides two indicators that are no ratios themselves, so none can run in a circle."""
    simple = [item.id for item in mechanism.indicators if item.source is not Source.RATIO]
    for item in mechanism.indicators:
        place = f"indicators.yaml/indicators/{item.id}"
        for key, value in (("numerator", item.numerator), ("denominator", item.denominator)):
            if item.source is Source.RATIO:
                yield from known(value, simple, f"{place}/{key}", "pack.ratio_part")
            elif value:
                yield Issue(code="pack.no_ratio", params={"found": value}, place=f"{place}/{key}")
