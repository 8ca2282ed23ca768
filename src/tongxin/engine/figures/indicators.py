"""Indicators as a pack declares them."""

from dataclasses import dataclass
from enum import StrEnum

from tongxin.engine.kernel.labels import Label


class Source(StrEnum):
    """What an indicator counts over."""

    ENTRIES = "entries"
    MEMBERS = "members"
    ORGANISATIONS = "organisations"
    LINKS = "links"
    RATIO = "ratio"


class Measure(StrEnum):
    """How it counts.

    ``count`` counts records; ``people`` counts distinct persons; ``attendances`` counts persons once
    for each record they take part in; ``sum`` adds a quantity; ``linkers`` and ``linked`` count the
    distinct ends of links.
    """

    COUNT = "count"
    PEOPLE = "people"
    ATTENDANCES = "attendances"
    SUM = "sum"
    LINKERS = "linkers"
    LINKED = "linked"


class DateUsed(StrEnum):
    """Which date of an entry decides the period it belongs to."""

    HAPPENED = "happened"
    RECORDED = "recorded"


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """One condition of an indicator's filter; all conditions must hold.

    Attributes:
        on: ``field:<id>``, ``participant`` (values: ``party_member``, ``non_party_member``, ``member``),
            ``has`` (values: ``base``, ``enterprise``, ``unit``, ``organisation``), ``family``, ``kind``,
            ``sector``, ``affiliation`` (``party_member``/``non_party_member``), ``post``, ``placed``
            (``yes``), ``host`` (``enterprise``).
        values: the condition holds when one of them does.
        negated: the condition holds when none of them does.
    """

    on: str
    values: tuple[str, ...]
    negated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """One indicator.

    Attributes:
        id: stable code; ids of the public catalogue are used wherever it has one.
        label: its name.
        counts: what one unit of it is, in words.
        group: heading it stands under.
        unit: unit it is printed in.
        source: what it counts over.
        kinds: entry kinds, link kinds or organisation kinds counted; empty means all of the source.
        measure: how it counts.
        quantity: code of the quantity that ``sum`` adds.
        roles: roles that ``people`` and ``attendances`` look at; empty means all.
        where: filter; all conditions must hold.
        date_used: which date decides the period (entries only).
        per: ways it may be broken down: ``month``, ``unit``, ``organisation`` (that entries are
            about, such as the handling unit), ``sector``, ``member``, ``kind``.
        numerator: indicator id, for ratios.
        denominator: indicator id, for ratios.
        headline: whether it stands among the few figures of the chair's home page.
        version: raised when the definition changes; printed on every trail.
    """

    id: str
    label: Label
    counts: Label
    group: str
    unit: str
    source: Source
    kinds: tuple[str, ...] = ()
    measure: Measure = Measure.COUNT
    quantity: str = ""
    roles: tuple[str, ...] = ()
    where: tuple[Condition, ...] = ()
    date_used: DateUsed = DateUsed.HAPPENED
    per: tuple[str, ...] = ()
    numerator: str = ""
    denominator: str = ""
    headline: bool = False
    version: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorGroup:
    """A heading under which indicators stand, such as 双促 or 组织网."""

    id: str
    label: Label
