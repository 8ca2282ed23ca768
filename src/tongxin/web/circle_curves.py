"""Curves and turns around one centre, in radians from the top, clockwise."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil, cos, degrees, pi, sin, tau

STEP = pi / 40
"""Longest turn of one piece of a line, so that it still looks round."""

EASE = 1.5
"""How gently a swirling line leaves and meets its ends."""


@dataclass(frozen=True, slots=True)
class Text:
    """Where a name is written: its foot, how far it is turned (degrees), and where its foot lies."""

    x: float
    y: float
    turn: float
    anchor: str


def point(radius: float, angle: float) -> tuple[float, float]:
    """Return the place at a distance from the centre in a direction."""
    return round(radius * sin(angle), 1), round(-radius * cos(angle), 1)


def text_at(radius: float, angle: float) -> Text:
    """Return how a name is written outwards from a distance, upright on both halves of the circle."""
    x, y = point(radius, angle)
    turned = degrees(angle % tau)
    if turned < 180:
        return Text(x, y, round(turned - 90, 1), "start")
    return Text(x, y, round(turned + 90, 1), "end")


def turn(start: float, end: float) -> float:
    """Return the shorter way from one direction to another, negative to the left."""
    return (end - start + pi) % tau - pi


def spread(wanted: Mapping[str, float], least: float) -> dict[str, float]:
    """Move directions apart until neighbours are ``least`` away, each as little as possible.

    The order around the circle is kept. Where the circle is too small for that, all stand evenly.

    Args:
        wanted: key → direction it would like.
        least: least difference between neighbours, in radians.
    """
    order = sorted(wanted, key=lambda key: (wanted[key] % tau, key))
    if not order:
        return {}
    if least * len(order) >= tau:
        first = wanted[order[0]]
        return {key: first + tau * place / len(order) for place, key in enumerate(order)}
    order = _cut(order, wanted)
    line, last = [], None
    for key in order:
        angle = wanted[key] % tau
        while last is not None and angle < last:
            angle += tau
        line.append(angle)
        last = angle
    placed = _apart(line, least)
    # The ends may have been pushed around to meet each other: then all give way evenly.
    if placed[-1] - placed[0] > tau - least:
        return {key: placed[0] + tau * place / len(order) for place, key in enumerate(order)}
    return dict(zip(order, placed, strict=True))


def _cut(order: list[str], wanted: Mapping[str, float]) -> list[str]:
    """Turn the order so that it begins after the widest gap."""
    angles = [wanted[key] % tau for key in order]
    gaps = [(angles[place] - angles[place - 1]) % tau for place in range(len(order))]
    widest = gaps.index(max(gaps)) if len(order) > 1 else 0
    return order[widest:] + order[:widest]


def _apart(line: Sequence[float], least: float) -> list[float]:
    """Return rising numbers at least ``least`` apart, nearest to the given ones (by pooling neighbours)."""
    pools: list[tuple[float, int]] = []
    for place, value in enumerate(line):
        mean, count = value - least * place, 1
        while pools and pools[-1][0] > mean:
            before, size = pools.pop()
            mean, count = (before * size + mean * count) / (size + count), size + count
        pools.append((mean, count))
    flat = [mean for mean, count in pools for _ in range(count)]
    return [value + least * place for place, value in enumerate(flat)]


def swirl(start: tuple[float, float], end: tuple[float, float]) -> str:
    """Return a path that winds from one radius and angle to another, staying between the two radii."""
    whole = turn(start[1], end[1])
    pieces = max(6, ceil(abs(whole) / STEP))
    places = []
    for place in range(pieces + 1):
        share = place / pieces
        eased = share**EASE / (share**EASE + (1 - share) ** EASE)
        places.append(point(start[0] + (end[0] - start[0]) * share, start[1] + whole * eased))
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in places)


def bow(start: float, end: float, radius: float) -> str:
    """Return a path between two places of one ring, bent towards the centre."""
    x, y = point(radius, start)
    to_x, to_y = point(radius, end)
    by_x, by_y = point(radius * 0.55, start + turn(start, end) / 2)
    return f"M{x:g} {y:g}Q{by_x:g} {by_y:g} {to_x:g} {to_y:g}"


def arc(radius: float, start: float, end: float) -> str:
    """Return a path along a ring; where the end comes before the start it runs anticlockwise."""
    x, y = point(radius, start)
    to_x, to_y = point(radius, end)
    large, sweep = int(abs(end - start) > pi), int(end > start)
    return f"M{x:g} {y:g}A{radius:g} {radius:g} 0 {large} {sweep} {to_x:g} {to_y:g}"
