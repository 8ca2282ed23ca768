"""What a rule finds in a draft: a span, its kind, and what it says."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from fractions import Fraction


class Kind(StrEnum):
    """What a numeral in a draft is."""

    COUNT = "count"
    MONEY = "money"
    RATIO = "ratio"
    POINTS = "percentage_point"
    ORDINAL = "ordinal"
    DATE = "date"
    DURATION = "duration"
    NAME = "name"
    CODE = "code"


CLAIMED = frozenset({Kind.COUNT, Kind.MONEY, Kind.RATIO, Kind.POINTS})
"""Kinds that say how much; the others are looked at so that they are not taken for such."""


class Approx(StrEnum):
    """How a figure is bounded by the words around it."""

    EXACT = "exact"
    OVER = "over"
    NEAR = "near"
    MORE = "gt"
    LEAST = "ge"
    LESS = "lt"
    MOST = "le"
    ABOUT = "about"
    RANGE = "range"
    VAGUE = "vague"


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a figure says.

    Attributes:
        value: the value stated; ``None`` where two ends are.
        low: the least that it may be; ``None`` for no end.
        high: the most that it may be; ``None`` for no end.
        approx: how the words around it bound it.
        step: one in the last digit written; what rounding may hide is half of it. 1 for a number in full.
    """

    value: Fraction | None
    low: Fraction | None
    high: Fraction | None
    approx: Approx = Approx.EXACT
    step: Fraction = Fraction(1)


@dataclass(frozen=True, slots=True)
class Days:
    """The days that a date in a draft names; an end that is not named is ``None``."""

    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class Found:
    """A span of a view.

    Attributes:
        start: its first character.
        end: one after its last.
        kind: what it is.
        rule: id of the rule that found it.
        bounds: what it says, for figures and durations; ``None`` for others.
        unit: canonical unit or classifier; ``None`` for none.
        core: the span of its numeral.
        days: the days that a date names.
    """

    start: int
    end: int
    kind: Kind
    rule: str
    bounds: Bounds | None = None
    unit: str | None = None
    core: tuple[int, int] | None = None
    days: Days | None = None

    @property
    def claims(self) -> bool:
        """Tell whether it says how much."""
        return self.kind in CLAIMED

    def counted_in(self, unit: str) -> "Found":
        """Return it with the unit of its neighbour, as in 12、4、9件."""
        return replace(self, unit=unit, rule=f"{self.rule}+shared")
