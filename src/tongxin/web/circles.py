"""Geometry of the concentric circles 同心圆: who stands where, and the lines between them.

Rings from the inside: members of the two party groups, party members, non-party members, enterprises and
bases. The circle is cut into one sector a liaison unit, as wide as the unit has people; everybody stands
in the sector of their unit.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

SIZE = 1000
CENTRE = SIZE / 2
RADII = (96, 208, 330, 428)
GAP = 0.012
"""Empty share of the turn between two sectors."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """Somebody or something to be placed: a key, the ring (0 inside), and the sector they stand in."""

    key: str
    ring: int
    sector: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """Where a seat came to stand.

    Attributes:
        key: whose it is.
        ring: its ring.
        x: from the left.
        y: from the top.
        angle: clockwise from the top, in degrees; names on the rim are turned by it.
    """

    key: str
    ring: int
    x: float
    y: float
    angle: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Slice:
    """One sector: number, first and last angle in degrees clockwise from the top."""

    sector: int
    start: float
    end: float


def point(radius: float, angle: float) -> tuple[float, float]:
    """Return the point on a circle about the centre, one decimal exact."""
    turn = math.radians(angle - 90)
    return round(CENTRE + radius * math.cos(turn), 1), round(CENTRE + radius * math.sin(turn), 1)


def slices(sizes: Sequence[int]) -> list[Slice]:
    """Cut the turn into sectors as wide as their sizes; an empty one keeps a sliver, to be seen as empty.

    Args:
        sizes: people in each sector, in order.
    """
    weights = [max(size, 1) for size in sizes]
    free = 360.0 * (1 - GAP * len(weights)) if GAP * len(weights) < 1 else 0.0
    total, angle, made = sum(weights), 0.0, []
    for number, weight in enumerate(weights):
        width = free * weight / total
        made.append(Slice(sector=number, start=angle, end=angle + width))
        angle += width + 360.0 * GAP
    return made


def spots(seats: Iterable[Seat], cut: Sequence[Slice]) -> dict[str, Spot]:
    """Place everybody: evenly across their sector, each on their ring."""
    groups: dict[tuple[int, int], list[Seat]] = {}
    for seat in seats:
        groups.setdefault((seat.sector, seat.ring), []).append(seat)
    placed: dict[str, Spot] = {}
    for (sector, ring), crowd in groups.items():
        part = cut[sector]
        step = (part.end - part.start) / len(crowd)
        for place, seat in enumerate(crowd):
            angle = part.start + step * (place + 0.5)
            # Neighbours stand a little further in and out, so that their dots do not touch.
            radius = RADII[ring] + (14 if place % 2 else -14) * (len(crowd) > 2 and ring > 0)
            x, y = point(radius, angle)
            placed[seat.key] = Spot(key=seat.key, ring=ring, x=x, y=y, angle=round(angle, 1))
    return placed


def arc(radius: float, part: Slice) -> str:
    """Return the SVG path of a sector's arc."""
    x1, y1 = point(radius, part.start)
    x2, y2 = point(radius, part.end)
    large = 1 if part.end - part.start > 180 else 0
    return f"M{x1} {y1}A{radius} {radius} 0 {large} 1 {x2} {y2}"


def curve(one: Spot, other: Spot) -> str:
    """Return the SVG path of a line between two spots, bent gently towards the centre."""
    middle_x, middle_y = (one.x + other.x) / 2, (one.y + other.y) / 2
    bend_x = round(middle_x + (CENTRE - middle_x) * 0.28, 1)
    bend_y = round(middle_y + (CENTRE - middle_y) * 0.28, 1)
    return f"M{one.x} {one.y}Q{bend_x} {bend_y} {other.x} {other.y}"
