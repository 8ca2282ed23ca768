"""The links drawn as concentric circles 同心圆, with the same facts as a table below."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tongxin.engine.kernel.labels import Label
from tongxin.engine.kernel.periods import Grain, Period, containing, parse
from tongxin.engine.roster.values import Organisation
from tongxin.engine.roster.vocabulary import Family
from tongxin.store.queries.links import Contact, contacts
from tongxin.store.queries.organisations import partners_of
from tongxin.web import circle_fan, circles, standing_on, wording
from tongxin.web.access import PageRequest, page
from tongxin.web.circle_graph import Figure, Graph, around, graph_of, short_names
from tongxin.web.circles import Dot, Picture, Ring, Slice
from tongxin.web.link_rows import address_of_body, address_of_person, link_row
from tongxin.web.standing_on import Ground

WEIGHTS = 4
"""Steps of a line's width: more contacts than this look alike."""

PERIODS = 4
"""Quarters that the picture may be asked for."""


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


@require_GET
@page("read", "link")
def index(request: PageRequest) -> HttpResponse:
    """Draw everybody and every link of the day, or those of one unit."""
    where = standing_on.ground(request)
    book = where.directory
    units = book.of_family(Family.LIAISON_UNIT)
    unit = next((unit for unit in units if str(unit.id) == request.GET.get("unit")), None)
    kind = where.mechanism.vocabulary.link_kind(request.GET.get("kind", ""))
    periods = quarters(where.day)
    period = asked(request.GET.get("quarter", ""), periods)
    links = book.roster.links_on(where.day, [kind.id] if kind else None)
    met = contacts(where.committee.pk, book.roster, links, period.span)
    graph = graph_of(book, links, met, _partners(where))
    if unit is not None:
        graph = around(graph, unit.id)
        shown = {strand.link.id for strand in graph.strands}
        links = [link for link in links if link.id in shown]
    picture, fan = drawn(graph), fanned(graph) if unit else None
    rows = sorted((link_row(where, link, met) for link in links), key=lambda row: (row.times, row.order))
    context = {
        "where": where,
        "unit": unit,
        "units": units,
        "kind": kind,
        "kinds": where.mechanism.vocabulary.links,
        "period": period,
        **_options(where, units, periods),
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
        "total": len(links),
        "gaps": sum(link.id not in met for link in links),
        "page": Paginator(rows, standing_on.PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "tongxin/circles/page.html", context)


def _options(where: Ground, units: list[Organisation], periods: list[Period]) -> dict[str, object]:
    """Return what the three filters offer, each as (value, words)."""
    kinds = [(kind.id, wording.label(kind.label)) for kind in where.mechanism.vocabulary.links]
    return {
        "period_options": [(one.code, wording.period(one)) for one in periods],
        "kind_options": [("", _("All kinds")), *kinds],
        "unit_options": [("", _("All units")), *((unit.id, unit.name) for unit in units)],
    }


def quarters(day: date) -> list[Period]:
    """Return the quarters that may be asked for, the current one last."""
    now = containing(day, Grain.QUARTER)
    return [Period(Grain.QUARTER, now.number - back) for back in range(PERIODS - 1, -1, -1)]


def asked(code: str, periods: Sequence[Period]) -> Period:
    """Return the quarter asked for, else the last complete one: the current one would be nothing but gaps."""
    try:
        found = parse(code)
    except ValueError:
        return periods[-2]
    return found if found in periods else periods[-2]


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


urls: list[URLPattern] = [path("circles/", index, name="circles")]
