"""What the picture of concentric circles is drawn from: dots, lines and sectors with their words."""

from collections.abc import Mapping
from dataclasses import dataclass

from tongxin.engine.kernel.labels import Label
from tongxin.engine.roster.values import Link
from tongxin.engine.roster.vocabulary import Family
from tongxin.store.queries.links import Contact
from tongxin.store.queries.organisations import partners_of
from tongxin.web import circle_fan, circles
from tongxin.web.circle_graph import Figure, Graph, around, graph_of, short_names
from tongxin.web.circles import Dot, Picture, Ring, Slice
from tongxin.web.link_rows import address_of_body, address_of_person
from tongxin.web.standing_on import Ground

WEIGHTS = 4
"""Steps of a line's width: more contacts than this look alike."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A dot with its words and its page."""

    dot: Dot
    figure: Figure
    address: str
    kind: Label | None
    links: int
    met: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Strand:
    """A line with its weight: 0 for a gap."""

    path: str
    a: str
    b: str
    kind: str
    weight: int


def view_of(
    where: Ground, met: Mapping[int, Contact], kinds: list[str] | None = None, unit: int | None = None
) -> tuple[list[Link], dict[str, object]]:
    """Return the links drawn, and what the template of the picture takes.

    Args:
        where: the committee on a day.
        met: id of a link → its contacts.
        kinds: kinds of links to draw; all where none is named.
        unit: only what lies around this unit.
    """
    links = where.directory.roster.links_on(where.day, kinds)
    graph = graph_of(where.directory, links, met, _partners(where))
    if unit is not None:
        graph = around(graph, unit)
    picture, fan = drawn(graph), fanned(graph) if unit is not None else None
    shown = {strand.link.id for strand in graph.strands}
    drawn_links = [link for link in links if unit is None or link.id in shown]
    return drawn_links, {
        "picture": picture,
        "edge": circles.WHOLE.edge,
        "rings": [
            circles.WHOLE.radii[ring] for ring in (Ring.GROUP, Ring.PARTY, Ring.NON_PARTY, Ring.OUTSIDE)
        ],
        "spots": _spots(where, graph, picture, met),
        "strands": _strands(graph, picture.lines),
        "fan": fan,
        "fan_width": circle_fan.WIDTH,
        "fan_letter": circle_fan.LETTER,
        "fan_strands": _strands(graph, fan.lines) if fan else [],
        "slices": _slices(where, picture),
        "groups": [(arc, where.kind(arc.group)) for arc in picture.arcs],
    }


def drawn(graph: Graph) -> Picture:
    """Put a graph in its place."""
    nodes = [figure.node for figure in graph.figures.values()]
    return circles.draw(nodes, [strand.tie for strand in graph.strands], graph.sectors, circles.WHOLE)


def fanned(graph: Graph) -> circle_fan.Fan:
    """Lay a graph out for a narrow screen."""
    nodes = [figure.node for figure in graph.figures.values()]
    return circle_fan.lay(nodes, [strand.tie for strand in graph.strands])


def _partners(where: Ground) -> dict[int, list[int]]:
    bases = [base.id for base in where.directory.of_family(Family.BASE)]
    found = partners_of(bases)
    return {base: [one.person for one in rows if one.person is not None] for base, rows in found.items()}


def _spots(where: Ground, graph: Graph, picture: Picture, met: Mapping[int, Contact]) -> list[Spot]:
    ties: dict[str, set[int]] = {}
    for strand in graph.strands:
        for key in (strand.tie.a, strand.tie.b):
            ties.setdefault(key, set()).add(strand.link.id)
    spots = []
    for key, figure in graph.figures.items():
        mine = ties.get(key, set())
        body = figure.body
        spots.append(
            Spot(
                dot=picture.dots[key],
                figure=figure,
                address=address_of_body(body) if body else address_of_person(where, figure.person or 0),
                kind=where.kind(body.kind) if body else None,
                links=len(mine),
                met=len(mine & met.keys()),
            )
        )
    return sorted(spots, key=lambda spot: (spot.dot.ring, spot.dot.angle % circles.TURN))


def _strands(graph: Graph, lines: Mapping[str, str]) -> list[Strand]:
    found = [
        Strand(
            path=lines[strand.tie.key],
            a=strand.tie.a,
            b=strand.tie.b,
            kind=strand.link.kind,
            weight=min(strand.times, WEIGHTS),
        )
        for strand in graph.strands
    ]
    return sorted(found, key=lambda strand: strand.weight)


def _slices(where: Ground, picture: Picture) -> list[tuple[Slice, str, str]]:
    """Return each sector with its unit's name, in full and as it is written."""
    organisations = where.directory.roster.organisations
    units = [organisations[one.unit] for one in picture.slices if one.unit is not None]
    short: dict[int, str] = {}
    for kind in {unit.kind for unit in units}:
        short |= short_names({unit.id: unit.name for unit in units if unit.kind == kind})
    return [
        (one, organisations[one.unit].name, short[one.unit]) if one.unit is not None else (one, "", "")
        for one in picture.slices
    ]
