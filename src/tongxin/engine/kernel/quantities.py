"""Exact amounts with units; no floating point anywhere."""

from dataclasses import dataclass
from decimal import Decimal

SCALE = 4
"""Decimal places that the records keep; amounts finer than 0.0001 of a unit are refused."""

TOO_LARGE = Decimal(10) ** 14


@dataclass(frozen=True, slots=True)
class Quantity:
    """An exact amount of one named measure of an entry.

    Attributes:
        name: the measure's code in the entry kind, such as ``money``.
        amount: exact decimal in the measure's canonical unit.
        unit: canonical unit as declared by the pack, such as ``元``.
    """

    name: str
    amount: Decimal
    unit: str


def exceeds_precision(amount: Decimal) -> bool:
    """Tell whether an amount cannot be kept exactly: too many places, too large, or not a number."""
    if not amount.is_finite() or abs(amount) >= TOO_LARGE:
        return True
    exponent = amount.normalize().as_tuple().exponent
    return isinstance(exponent, int) and -exponent > SCALE


def plain_text(amount: Decimal) -> str:
    """Write an amount without exponent or trailing zeros: ``363100``, ``12.5``."""
    text = format(amount.normalize(), "f")
    return "0" if text in {"-0", ""} else text
