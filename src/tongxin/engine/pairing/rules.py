"""What a pack says of pairing: what makes two people fit, and what keeps them apart."""

from dataclasses import dataclass
from enum import StrEnum

from tongxin.engine.kernel.labels import Label


class Fit(StrEnum):
    """Something that makes a linker and a linked fit each other."""

    SAME_UNIT = "same_unit"
    SAME_TOWNSHIP = "same_township"
    SAME_SECTOR = "same_sector"
    SAME_PROFESSION = "same_profession"
    ACQUAINTED = "acquainted"


@dataclass(frozen=True, slots=True, kw_only=True)
class FitPoints:
    """How many points of affinity something is worth.

    Attributes:
        id: what makes them fit.
        label: its name.
        points: its worth, in whole points.
    """

    id: Fit
    label: Label
    points: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadLimit:
    """Most links of a kind that holders of a post may have, such as leaders with other duties."""

    post: str
    most: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PairingRules:
    """What a pack says of pairing.

    Attributes:
        stability: points for a pair that holds already.
        fits: what makes two people fit, and its worth.
        limits: posts whose holders take fewer.
        own_employer: whether somebody may link a person of their own employer; a conflict of interest if not.
    """

    stability: int = 0
    fits: tuple[FitPoints, ...] = ()
    limits: tuple[LoadLimit, ...] = ()
    own_employer: bool = False
