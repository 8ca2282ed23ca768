"""The geometry of the circles 同心圆: where everybody stands and how the lines run. No words, no colours.

Rings lie around one centre; liaison units are sectors; a line swirls between its two rings and never
leaves them, so that it crosses no name. Angles are in radians from the top, clockwise.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from math import atan2, cos, pi, sin, tau

from tongxin.web.circle_curves import Text, arc, bow, point, spread, swirl, text_at, turn

TURN = tau
"""A whole turn."""


SHORTEST = 0.2
"""Half of the turn that the name of a group of sectors may take at least."""


class Ring(IntEnum):
    """Where somebody stands, from the middle outwards."""

    BODY = 0
    GROUP = 1
    PARTY = 2
    NON_PARTY = 3
    OUTSIDE = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """Somebody or something in the picture.

    Attributes:
        key: identity, unique in the picture.
        ring: the ring it stands on.
        unit: the sector it stands in; on the outer ring the sector it stands near.
        letters: length of its name in full-width letters.
    """

    key: str
    ring: Ring
    unit: int | None
    letters: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """A line between two nodes.

    Attributes:
        key: identity, unique in the picture.
        a: key of the node that links.
        b: key of the linked node.
    """

    key: str
    a: str
    b: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sector:
    """A sector: a liaison unit, and the group of units it belongs to."""

    unit: int | None
    group: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """Measures of a picture, in its own units.

    Attributes:
        radii: radius of each ring.
        letter: height of a letter of a name.
        pitch: least distance between two names on a ring.
        off: distance from a dot to its name.
        sector_names: radius at which the names of sectors begin.
        group_names: radius of the arcs that name groups of sectors.
        edge: half of the picture's side.
    """

    radii: Mapping[Ring, float]
    letter: float
    pitch: float
    off: float
    sector_names: float
    group_names: float
    edge: float


WHOLE = Style(
    radii={Ring.BODY: 42, Ring.GROUP: 92, Ring.PARTY: 226, Ring.NON_PARTY: 376, Ring.OUTSIDE: 520},
    letter=14,
    pitch=15,
    off=8,
    sector_names=438,
    group_names=502,
    edge=608,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """A node in its place."""

    key: str
    ring: Ring
    angle: float
    x: float
    y: float
    text: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Slice:
    """A sector in its place.

    Attributes:
        unit: the liaison unit.
        start: angle at which it begins.
        end: angle at which it ends.
        text: where its name is written.
        rule: path of the hairline before it.
    """

    unit: int | None
    start: float
    end: float
    text: Text
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Arc:
    """The arc that names a group of sectors; ``path`` runs so that the name stands upright."""

    group: str
    path: str
    line: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """Everything in its place.

    Attributes:
        dots: node key → dot.
        lines: tie key → path.
        slices: the sectors in order.
        arcs: the groups of sectors in order.
        letter: height of a letter; smaller than the style's where a ring is crowded.
    """

    dots: Mapping[str, Dot]
    lines: Mapping[str, str]
    slices: tuple[Slice, ...]
    arcs: tuple[Arc, ...]
    letter: float


def draw(nodes: Sequence[Node], ties: Iterable[Tie], sectors: Sequence[Sector], style: Style) -> Picture:
    """Put everything in its place.

    Args:
        nodes: who and what stands in the picture, in the order of their names.
        ties: the lines; one whose end is not in the picture is left out.
        sectors: the sectors clockwise from the top, those of a group together.
        style: the measures.
    """
    known = {node.key for node in nodes}
    chosen = [tie for tie in ties if tie.a in known and tie.b in known]
    bounds, shrink = _bounds(nodes, sectors, style)
    angles = _angles(nodes, chosen, bounds, style)
    dots = {node.key: _dot(node, angles[node.key], style.radii[node.ring], style.off) for node in nodes}
    letter = round(style.letter * shrink, 2)
    ends = {node.key: _reach(node, style, letter) for node in nodes}
    return Picture(
        dots=dots,
        lines={tie.key: _line(dots[tie.a], dots[tie.b], ends, style) for tie in chosen},
        slices=tuple(_slice(sector, *bounds[sector.unit], style) for sector in sectors),
        arcs=tuple(_arcs(sectors, bounds, style)),
        letter=letter,
    )


def _bounds(
    nodes: Sequence[Node], sectors: Sequence[Sector], style: Style
) -> tuple[dict[int | None, tuple[float, float]], float]:
    """Return the angles of each sector: as wide as its fullest ring needs, room left over shared out.

    Returns:
        unit → (start, end), and by how much names must shrink where the rings are overfull.
    """
    if not sectors:
        return {}, 1.0
    need = {sector.unit: style.pitch * 1.25 / style.sector_names for sector in sectors}
    for ring in (Ring.PARTY, Ring.NON_PARTY):
        for unit, count in Counter(node.unit for node in nodes if node.ring is ring).items():
            if unit in need:
                need[unit] = max(need[unit], count * style.pitch / style.radii[ring])
    changes = sum(one.group != sectors[place - 1].group for place, one in enumerate(sectors))
    gap, wide = 0.013, 0.03
    free = tau - gap * len(sectors) - wide * changes
    stretch = free / sum(need.values())
    bounds: dict[int | None, tuple[float, float]] = {}
    angle = 0.0
    for place, sector in enumerate(sectors):
        angle += gap + (wide if sector.group != sectors[place - 1].group else 0)
        bounds[sector.unit] = (angle, angle + need[sector.unit] * stretch)
        angle = bounds[sector.unit][1]
    return bounds, min(1.0, stretch)


def _angles(
    nodes: Sequence[Node], ties: Sequence[Tie], bounds: Mapping[int | None, tuple[float, float]], style: Style
) -> dict[str, float]:
    """Return the direction of each node: members in their sectors, the others near those they belong to."""
    angles = _in_sectors([node for node in nodes if node.ring is Ring.PARTY], bounds, {})
    toward = _toward(ties, angles)
    angles |= _in_sectors([node for node in nodes if node.ring is Ring.NON_PARTY], bounds, toward)
    for ring in (Ring.GROUP, Ring.OUTSIDE, Ring.BODY):
        here = [node for node in nodes if node.ring is ring]
        pulled = _toward(ties, angles)
        wanted = {}
        for place, node in enumerate(here):
            spot = bounds.get(node.unit) if ring is Ring.OUTSIDE else None
            wanted[node.key] = sum(spot) / 2 if spot else pulled.get(node.key, tau * place / len(here))
        angles |= spread(wanted, style.pitch * (1.3 if ring is Ring.OUTSIDE else 1) / style.radii[ring])
    return angles


def _in_sectors(
    nodes: Sequence[Node],
    bounds: Mapping[int | None, tuple[float, float]],
    toward: Mapping[str, float],
) -> dict[str, float]:
    """Spread nodes evenly over their sectors, each on the side of those it is tied to."""
    inside: dict[int | None, list[Node]] = {}
    for node in nodes:
        inside.setdefault(node.unit, []).append(node)
    angles: dict[str, float] = {}
    for unit, here in inside.items():
        start, end = bounds.get(unit, (0.0, tau))
        middle = (start + end) / 2
        here.sort(key=lambda node: turn(middle, toward.get(node.key, middle)))
        for place, node in enumerate(here):
            angles[node.key] = start + (end - start) * (place + 0.5) / len(here)
    return angles


def _toward(ties: Sequence[Tie], angles: Mapping[str, float]) -> dict[str, float]:
    """Return for each node not yet placed the mean direction of the placed ones it is tied to."""
    sums: dict[str, tuple[float, float]] = {}
    for tie in ties:
        for free, placed in ((tie.a, tie.b), (tie.b, tie.a)):
            if placed in angles and free not in angles:
                x, y = sums.get(free, (0.0, 0.0))
                sums[free] = (x + sin(angles[placed]), y + cos(angles[placed]))
    return {key: _direction(x, y) for key, (x, y) in sums.items()}


def _direction(x: float, y: float) -> float:
    return atan2(x, y) % tau


def _dot(node: Node, angle: float, radius: float, off: float) -> Dot:
    x, y = point(radius, angle)
    return Dot(key=node.key, ring=node.ring, angle=angle, x=x, y=y, text=text_at(radius + off, angle))


def _reach(node: Node, style: Style, letter: float) -> float:
    """Return the radius at which a node's name ends."""
    return style.radii[node.ring] + style.off + node.letters * letter + 2


def _line(one: Dot, other: Dot, ends: Mapping[str, float], style: Style) -> str:
    inner, outer = sorted((one, other), key=lambda dot: dot.ring)
    if inner.ring is outer.ring:
        return bow(inner.angle, outer.angle, style.radii[inner.ring])
    start = min(ends[inner.key], style.radii[outer.ring] - 16)
    return swirl((start, inner.angle), (style.radii[outer.ring] - 5, outer.angle))


def _slice(sector: Sector, start: float, end: float, style: Style) -> Slice:
    inner, outer = (
        point(style.radii[Ring.PARTY] - 8, start - 0.01),
        point(style.group_names - 8, start - 0.01),
    )
    return Slice(
        unit=sector.unit,
        start=start,
        end=end,
        text=text_at(style.sector_names, (start + end) / 2),
        rule=f"M{inner[0]:g} {inner[1]:g}L{outer[0]:g} {outer[1]:g}",
    )


def _arcs(
    sectors: Sequence[Sector], bounds: Mapping[int | None, tuple[float, float]], style: Style
) -> Iterable[Arc]:
    spans: dict[str, tuple[float, float]] = {}
    for sector in sectors:
        start, end = bounds[sector.unit]
        spans[sector.group] = (spans.get(sector.group, (start, end))[0], end)
    for group, (start, end) in spans.items():
        middle = (start + end) / 2 % tau
        below = pi / 2 < middle < 3 * pi / 2
        radius = style.group_names + (14 if below else 5)
        # The name may be longer than the arc of a small group, so its path is never short.
        half = max((end - start) / 2, SHORTEST)
        ends = (middle + half, middle - half) if below else (middle - half, middle + half)
        yield Arc(group=group, path=arc(radius, *ends), line=arc(style.group_names, start, end))
