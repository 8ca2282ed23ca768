"""Which measure a figure is of: by the words of its frame, with abstention where they do not suffice."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from tongxin.engine.claims.deriving import (
    AVERAGE,
    DIFFERENCE,
    GROWTH,
    SHARE,
    SHARED,
    change,
    derivation,
    has_noun,
    has_other_base,
)
from tongxin.engine.claims.ellipsis import (
    Setting,
    counts_another,
    is_bare,
    join,
    own_words,
    setting,
    without_containers,
)
from tongxin.engine.claims.found import Approx, Found, Kind
from tongxin.engine.claims.frames import Frame, frame
from tongxin.engine.claims.parting import Link, part_of, parts
from tongxin.engine.claims.wording import FIGURE, Matched, Phrasebook

_FARTHER = 0.15
"""What a word that lends its noun loses for each character that it stands farther off."""
_ALL_TOLD = re.compile(r"(?:仅|只|才|共(?![同产建享商识])|总共|唯一|合计|累计)[有计收达为]?[^○｜]{0,4}$")


@dataclass(frozen=True, slots=True)
class _Given:
    """What the figures of a sentence are linked with.

    Attributes:
        book: how the measures are said.
        topic: what the sentence before spoke of.
        bodies: stems of the names of bodies.
    """

    book: Phrasebook
    topic: str
    bodies: tuple[str, ...]


def link(
    text: str, figures: Sequence[Found], book: Phrasebook, topic: str = "", bodies: Collection[str] = ()
) -> list[Link]:
    """Link the figures of a sentence, in order.

    Args:
        text: the sentence, as a view.
        figures: all that was found in it.
        book: how the measures are said.
        topic: what the sentence before spoke of, such as 提案, where the words of a clause do not suffice.
        bodies: stems of the names of bodies, such as 青岭县.
    """
    given = _Given(book, topic, tuple(bodies))
    links: list[Link] = []
    for at, figure in enumerate(figures):
        if figure.claims:
            around = frame(text, figures, at)
            links.append(_link(around, given, links, setting(text, figures, at, bodies)))
    return parts(links)


def _link(around: Frame, given: _Given, before: Sequence[Link], when: Setting) -> Link:
    derive = derivation(around)
    sense = change(around) if derive else 0
    plain = Link(around.figure, around, derive=derive, change=sense, when=when)
    if derive in {SHARE, AVERAGE}:
        return _named_share(plain, given.book) if derive == SHARE else plain
    if derive in {GROWTH, DIFFERENCE}:
        return _changed(plain, given.book, before)
    if _is_one_of_many(around) or _is_condition(around) or around.written in {"零", "0"}:
        return plain
    best = _best(around, given)
    if best is not None:
        return replace(_linked(plain, best), part=part_of(around, before))
    return _as_before(plain, before, given)


def _linked(plain: Link, matched: Matched) -> Link:
    return replace(
        plain, measure=matched.measure, phrase=matched.phrase, met=matched.met, score=matched.score
    )


def _as_before(plain: Link, before: Sequence[Link], given: _Given) -> Link:
    """Link a figure that says nothing of its own as the one before it, of another time or another body."""
    if not is_bare(plain.frame, given.bodies):
        return plain
    figure = plain.figure
    same = (
        one for one in reversed(before) if (one.figure.kind, one.figure.unit) == (figure.kind, figure.unit)
    )
    other = next((one for one in same if not one.derive), None)
    if other is None or other.measure is None or other.part or other.when == plain.when:
        return plain
    return replace(plain, measure=other.measure, phrase=other.phrase, met=other.met, score=other.score)


def _is_condition(around: Frame) -> bool:
    """Tell whether a figure only says which ones are meant: 提交3件以上的有37名."""
    bounds = around.figure.bounds
    return (
        around.figure.kind is not Kind.RATIO
        and bounds is not None
        and bounds.approx in {Approx.LEAST, Approx.MOST, Approx.MORE, Approx.LESS}
        and around.right.startswith("的")
    )


def _is_one_of_many(around: Frame) -> bool:
    """Tell whether 一 says no amount but any of them: 联系一个或几个企业, 一位委员说.

    A total of one is written with an Arabic numeral, or with a word that says it is all: 仅一件.
    """
    bounds = around.figure.bounds
    if around.figure.kind is not Kind.COUNT or bounds is None or bounds.value != 1:
        return False
    return around.written.startswith("一") and not _ALL_TOLD.search(around.left)


def _named_share(plain: Link, book: Phrasebook) -> Link:
    """Link a share that is a measure of its own: one whose phrase says of what it is the share."""
    around = plain.frame
    found = book.matches(around.text, around.near, around.figure.kind, around.figure.unit)
    shares = [one for one in found if SHARED.search(one.phrase)]
    if not shares:
        return plain
    return replace(_linked(plain, shares[0]), derive=None, change=0)


def _best(around: Frame, given: _Given) -> Matched | None:
    figure, book = around.figure, given.book
    text = without_containers(around.text)
    place = text.index(FIGURE)
    found = [
        one
        for one in book.matches(text, around.near, figure.kind, figure.unit)
        if not counts_another(around.right) or any(word > place for word in one.words)
    ]
    if not found:
        found = _joined(around, given)
    if not found and given.topic:
        found = book.matches(f"{given.topic}，{text}", around.near, figure.kind, figure.unit)
    return found[0] if found else None


def _joined(around: Frame, given: _Given) -> list[Matched]:
    """Return the measures that a figure may be of if the clauses before it lend it their noun."""
    clauses = join(around, given.bodies)
    if clauses is None or (clauses.bare and clauses.crossed):
        return []
    near = clauses.text if clauses.bare else around.near
    figure = around.figure
    found = given.book.matches(
        without_containers(clauses.text), near, figure.kind, figure.unit, joined_of=around.text
    )
    found.sort(key=lambda one: _FARTHER * (len(clauses.text) - max(one.words, default=0)) - one.score)
    if clauses.bare:
        return found
    own = clauses.own + (len(around.left) if own_words(around.right, given.bodies) else 0)
    return [one for one in found if any(place >= own for place in one.words)]


def _changed(plain: Link, book: Phrasebook, before: Sequence[Link]) -> Link:
    """Link a growth or a difference: by the noun of its clause, or as the figure before it."""
    around = plain.frame
    if has_other_base(around):
        plain = replace(plain, part="other_base")
    kind = Kind.POINTS if around.figure.kind is Kind.POINTS else None
    unit = around.figure.unit if plain.derive == DIFFERENCE and kind is None else None
    left = f"{around.left}{FIGURE}"
    found = book.matches(left, left, kind, unit) if has_noun(around.left) else []
    if found:
        return _linked(plain, found[0])
    carried = _compared_one(plain, before)
    if has_noun(around.left) or carried is None or carried.part:
        return plain
    return replace(plain, measure=carried.measure, score=carried.score, when=carried.when)


def _compared_one(plain: Link, before: Sequence[Link]) -> Link | None:
    """Return the figure that a growth or a difference is of: the last one, for numbers of the same unit."""
    last = before[-1] if before else None
    if plain.derive != DIFFERENCE or plain.figure.kind is Kind.POINTS:
        return last
    unit = plain.figure.unit
    return next((one for one in reversed(before) if one.measure and one.figure.unit == unit), last)
