"""Who and what stands in the circles 同心圆, before anything is drawn."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import takewhile

from tongxin.engine.roster.directory import Directory, by_pinyin, party_group
from tongxin.engine.roster.values import Link, Organisation, Person
from tongxin.engine.roster.vocabulary import Family
from tongxin.store.queries.links import Contact
from tongxin.web.circles import Node, Ring, Sector, Tie

LONGEST = 7
"""Letters of a body's name that fit beside the outer ring."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """Somebody or something in the picture.

    Attributes:
        node: its place in the geometry.
        name: its full name.
        short: what is written beside its dot.
        person: the person, if it is one.
        body: the organisation, if it is one.
        unit: the liaison unit of a person.
    """

    node: Node
    name: str
    short: str
    person: int | None = None
    body: Organisation | None = None
    unit: Organisation | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Strand:
    """One line: a link seen from one of its holders.

    Attributes:
        tie: its ends.
        link: the link it belongs to.
        times: contacts in the period.
    """

    tie: Tie
    link: Link
    times: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Graph:
    """Everything that is to be drawn; figures by key."""

    figures: Mapping[str, Figure]
    strands: tuple[Strand, ...]
    sectors: tuple[Sector, ...]


def key_of(person: int | None = None, body: int | None = None) -> str:
    """Return the key of a person or an organisation."""
    return f"p{person}" if person is not None else f"o{body}"


def graph_of(
    book: Directory, links: Iterable[Link], met: Mapping[int, Contact], partners: Mapping[int, Iterable[int]]
) -> Graph:
    """Return everybody who sits, everything they are linked with, and the lines.

    Args:
        book: the roster on the day.
        links: links in force that are to be shown.
        met: id of a link → its contacts in the period.
        partners: base → members who are its partners.
    """
    chosen = list(links)
    figures = {figure.node.key: figure for figure in _people(book, chosen)}
    figures |= {figure.node.key: figure for figure in _bodies(book, chosen, partners)}
    strands = tuple(
        strand
        for link in chosen
        for strand in _strands(book, link, met.get(link.id))
        if _known(strand, figures)
    )
    sectors = [Sector(unit=unit.id, group=unit.kind) for unit in book.of_family(Family.LIAISON_UNIT)]
    if any(
        figure.unit is None and figure.node.ring in {Ring.PARTY, Ring.NON_PARTY}
        for figure in figures.values()
    ):
        sectors.append(Sector(unit=None, group=""))
    return Graph(figures=figures, strands=strands, sectors=tuple(sectors))


def around(graph: Graph, unit: int) -> Graph:
    """Return the part of a picture that concerns one unit: its people, and whom they are linked with."""
    inside = {
        key
        for key, one in graph.figures.items()
        if one.node.unit == unit and one.node.ring is not Ring.OUTSIDE
    }
    strands = tuple(item for item in graph.strands if item.tie.a in inside or item.tie.b in inside)
    shown = inside | {key for item in strands for key in (item.tie.a, item.tie.b)}
    return Graph(
        figures={key: one for key, one in graph.figures.items() if key in shown},
        strands=strands,
        sectors=graph.sectors,
    )


def short_names(names: Mapping[int, str]) -> dict[int, str]:
    """Return names without what they all share at either end, such as 演示…有限公司; two letters stay."""
    if len(set(names.values())) < 2:
        return dict(names)
    texts = list(names.values())
    front = _shared(texts)
    back = _shared([text[::-1] for text in texts])
    cut = {key: text[front : len(text) - back] for key, text in names.items()}
    if min(len(text) for text in cut.values()) >= 2:
        return cut
    cut = {key: text[: len(text) - back] for key, text in names.items()}
    return cut if min(len(text) for text in cut.values()) >= 2 else dict(names)


def _shared(texts: list[str]) -> int:
    """Return how many letters all texts begin with."""
    first, last = min(texts), max(texts)
    pairs = takewhile(lambda pair: pair[0] == pair[1], zip(first, last, strict=False))
    return sum(1 for _ in pairs)


def letters(text: str) -> float:
    """Return the length of a text in full-width letters; a Latin letter is about half of one."""
    return sum(0.55 if ord(letter) < 0x2E80 else 1.0 for letter in text)


def _clip(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def _known(strand: Strand, figures: Mapping[str, Figure]) -> bool:
    return strand.tie.a in figures and strand.tie.b in figures


def _people(book: Directory, links: list[Link]) -> Iterable[Figure]:
    groups = party_group(book)
    holders = {person for link in links for person in link.people}
    linked = {link.person for link in links if link.person is not None}
    everybody = {*book.seats, *holders, *linked, *groups}
    for person in sorted((book.roster.people[number] for number in everybody), key=by_pinyin):
        unit = book.unit_of(person.id)
        ring = _ring(book, person, groups)
        yield Figure(
            node=Node(
                key=key_of(person.id), ring=ring, unit=unit.id if unit else None, letters=letters(person.name)
            ),
            name=person.name,
            short=person.name,
            person=person.id,
            unit=unit,
        )


def _ring(book: Directory, person: Person, groups: frozenset[int]) -> Ring:
    if person.id in groups:
        return Ring.GROUP
    return Ring.PARTY if person.id in book.party else Ring.NON_PARTY


def _bodies(book: Directory, links: list[Link], partners: Mapping[int, Iterable[int]]) -> Iterable[Figure]:
    holders = {body for link in links for body in link.organisations}
    for number in sorted(holders):
        body = book.roster.organisations[number]
        yield Figure(
            node=Node(key=key_of(body=number), ring=Ring.BODY, unit=None, letters=0),
            name=body.name,
            short="",
            body=body,
        )
    for family in (Family.ENTERPRISE, Family.BASE):
        bodies = [body for body in book.of_family(family) if body.id not in holders]
        short = short_names({body.id: body.name for body in bodies})
        for body in bodies:
            text = _clip(short[body.id])
            unit = _near(book, body, partners)
            yield Figure(
                node=Node(
                    key=key_of(body=body.id),
                    ring=Ring.OUTSIDE,
                    unit=unit.id if unit else None,
                    letters=letters(text),
                ),
                name=body.name,
                short=text,
                body=body,
            )


def _near(book: Directory, body: Organisation, partners: Mapping[int, Iterable[int]]) -> Organisation | None:
    """Return the unit near which a body stands: that of who heads it, or of a partner."""
    people = [post.person for post in book.holders_in.get(body.id, [])]
    if body.host is not None:
        people += [post.person for post in book.holders_in.get(body.host, [])]
    people += partners.get(body.id, ())
    return next((unit for person in people if (unit := book.unit_of(person)) is not None), None)


def _strands(book: Directory, link: Link, met: Contact | None) -> Iterable[Strand]:
    """Return the lines of a link; a party organisation stands for the enterprise it is in."""
    target = link.organisation
    if target is not None:
        target = book.roster.organisations[target].host or target
    end = key_of(link.person, target)
    starts = [key_of(person) for person in link.people] + [key_of(body=body) for body in link.organisations]
    for start in starts:
        yield Strand(
            tie=Tie(key=f"{link.id}-{start}", a=start, b=end), link=link, times=met.times if met else 0
        )
