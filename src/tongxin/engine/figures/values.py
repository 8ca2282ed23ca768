"""What counting answers: figures, their trails and their breakdowns."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

NO_DENOMINATOR = "denominator_zero"
"""Why a ratio has no value: nothing was there to divide by."""


class Reason(StrEnum):
    """Why a record of an indicator's kinds was not counted.

    ``outside_period`` also says of a member, organisation or link that it did not exist on the day;
    ``nothing_counted`` says that a record lacks what is counted: the persons or the amount.
    """

    VOID = "void"
    OUTSIDE_PERIOD = "outside_period"
    FILTER_NOT_MET = "filter_not_met"
    NOTHING_COUNTED = "nothing_counted"


@dataclass(frozen=True, slots=True)
class Exclusion:
    """A record that was looked at and not counted."""

    id: int
    reason: Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Trail:
    """The records a figure was counted from, in the order of their dates.

    Attributes:
        records: ids of the rows in force: entries, or memberships, organisations or links for stocks.
        excluded: records of the same kinds that were not counted, each with the reason.
    """

    records: Sequence[int] = ()
    excluded: Sequence[Exclusion] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """An indicator's value over a period.

    Attributes:
        indicator: id of the indicator.
        value: exact value in ``unit``; percentages and other ratios are rounded half up to two
            places; ``None`` when there is none.
        unit: unit it is printed in.
        count: how many records it was counted from; those of the numerator for a ratio.
        trail: the records, or ``None`` where only values were asked for and for ratios, whose trails
            are those of their two parts.
        reason: code that says why there is no value, else empty.
        numerator: what a ratio divides.
        denominator: what a ratio divides by.
    """

    indicator: str
    value: Decimal | None
    unit: str
    count: int
    trail: Trail | None = None
    reason: str = ""
    numerator: "Figure | None" = None
    denominator: "Figure | None" = None


@dataclass(frozen=True, slots=True)
class Cell:
    """One line of a breakdown.

    Attributes:
        key: period code, organisation id, sector code, person id or kind code; ``None`` gathers what
            belongs to none.
        value: the value there.
        count: how many records it was counted from.
    """

    key: str | int | None
    value: Decimal | None
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Breakdown:
    """A figure broken down one way.

    Attributes:
        by: ``month``, ``quarter``, ``unit``, ``sector``, ``member`` or ``kind``.
        cells: the lines, in order of time or by falling value.
        additive: whether the lines must add up to the figure; distinct people, month-end states and
            records shared by several members or sectors need not.
    """

    by: str
    cells: tuple[Cell, ...]
    additive: bool
