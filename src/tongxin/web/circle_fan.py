"""One sector of the circles laid out for a narrow screen: the rings become columns of legible names."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

from tongxin.web.circles import Node, Ring, Tie

WIDTH = 360
ROW = 30
"""Distance between rows, wide enough for a finger."""

LETTER = 15
BULGE = 1100
"""Radius of the columns, which are a little bent, as the rings are."""

COLUMNS = {Ring.BODY: 12.0, Ring.GROUP: 12.0, Ring.PARTY: 106.0, Ring.NON_PARTY: 204.0, Ring.OUTSIDE: 292.0}
"""Where the dots of each ring stand, from the left."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a dot stands."""

    key: str
    ring: Ring
    x: float
    y: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Fan:
    """Everything in its place.

    Attributes:
        height: height of the picture, in its own units; its width is ``WIDTH``.
        places: node key → place.
        lines: tie key → path.
    """

    height: float
    places: Mapping[str, Place]
    lines: Mapping[str, str]


def lay(nodes: Sequence[Node], ties: Sequence[Tie]) -> Fan:
    """Lay nodes out in columns, each near those it is tied to.

    Args:
        nodes: who stands in the picture.
        ties: the lines between them.
    """
    columns: dict[float, list[Node]] = {}
    for node in sorted(nodes, key=lambda one: one.ring):
        columns.setdefault(COLUMNS[node.ring], []).append(node)
    rows = max((len(column) for column in columns.values()), default=0)
    heights: dict[str, float] = {}
    # The longest column is put down first and its neighbours follow it; then it follows them.
    order = sorted(columns, key=lambda one: (-len(columns[one]), one))
    for x in [*order, *order]:
        column = sorted(columns[x], key=lambda node: (_pull(node, ties, heights), node.key))
        top = (rows - len(column)) / 2
        heights |= {node.key: (top + place + 0.5) * ROW for place, node in enumerate(column)}
    middle = rows * ROW / 2
    places = {
        node.key: Place(
            node.key, node.ring, _bent(x, heights[node.key] - middle), round(heights[node.key], 1)
        )
        for x, column in columns.items()
        for node in column
    }
    letters = {node.key: node.letters for node in nodes}
    known = [tie for tie in ties if tie.a in places and tie.b in places]
    return Fan(
        height=rows * ROW,
        places=places,
        lines={tie.key: _line(places[tie.a], places[tie.b], letters) for tie in known},
    )


def _pull(node: Node, ties: Sequence[Tie], heights: Mapping[str, float]) -> float:
    """Return the mean height of those a node is tied to and that stand already; without any, the middle."""
    others = [tie.b if tie.a == node.key else tie.a for tie in ties if node.key in {tie.a, tie.b}]
    known = [heights[other] for other in others if other in heights]
    everybody = list(heights.values())
    if known:
        return sum(known) / len(known)
    return sum(everybody) / len(everybody) if everybody else 0.0


def _bent(x: float, y: float) -> float:
    """Return how far right a dot stands on its bent column; far from the middle the column is straight."""
    fall = BULGE - sqrt(BULGE**2 - min(abs(y), BULGE / 8) ** 2)
    return round(x - fall, 1)


def _line(one: Place, other: Place, letters: Mapping[str, float]) -> str:
    left, right = sorted((one, other), key=lambda place: place.x)
    if left.ring is right.ring:
        return f"M{left.x:g} {left.y:g}Q{left.x + 40:g} {(left.y + right.y) / 2:g} {right.x:g} {right.y:g}"
    start = min(left.x + 10 + letters[left.key] * LETTER, right.x - 12)
    end = right.x - 6
    middle = (start + end) / 2
    return f"M{start:g} {left.y:g}C{middle:g} {left.y:g} {middle:g} {right.y:g} {end:g} {right.y:g}"
