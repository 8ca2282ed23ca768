"""Ratios of two figures over the same period."""

from decimal import ROUND_HALF_UP, Decimal

from tongxin.engine.figures.indicators import Indicator
from tongxin.engine.figures.values import NO_DENOMINATOR, Figure

PERCENT = "%"
_PLACES = Decimal("0.01")


def quotient(numerator: Decimal | None, denominator: Decimal | None, unit: str) -> Decimal | None:
    """Divide two values; in percent where the unit is ``%``.

    Returns:
        the quotient rounded half up to two places, or ``None`` where there is nothing to divide by.
    """
    if numerator is None or not denominator:
        return None
    scaled = numerator * 100 if unit == PERCENT else numerator
    return (scaled / denominator).quantize(_PLACES, rounding=ROUND_HALF_UP)


def ratio(indicator: Indicator, numerator: Figure, denominator: Figure) -> Figure:
    """Return a ratio as a figure that shows both of its parts."""
    value = quotient(numerator.value, denominator.value, indicator.unit)
    return Figure(
        indicator=indicator.id,
        value=value,
        unit=indicator.unit,
        count=numerator.count,
        reason=NO_DENOMINATOR if value is None else "",
        numerator=numerator,
        denominator=denominator,
    )
