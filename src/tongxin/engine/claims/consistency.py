"""A draft against itself: the same figure twice, rates from counts, growth from two values, sums of parts."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from tongxin.engine.claims.checking import Checked
from tongxin.engine.claims.deriving import DIFFERENCE, GROWTH
from tongxin.engine.claims.found import Approx, Kind
from tongxin.engine.claims.roles import Role
from tongxin.engine.claims.sums import wrong_sums
from tongxin.engine.claims.verdicts import agrees


@dataclass(frozen=True, slots=True)
class Discord:
    """Figures of a draft that do not fit together.

    Attributes:
        code: ``stated_twice``, ``rate``, ``growth`` or ``sum``.
        figures: which of the draft's figures, the one in question last.
        expected: what the others make it; ``None`` for ``stated_twice``.
    """

    code: str
    figures: tuple[int, ...]
    expected: Fraction | None = None


Parts = Mapping[str, tuple[str, str]]
"""Measure that is a ratio → its numerator and its denominator."""


def discords(figures: Sequence[Checked], ratios: Parts) -> list[Discord]:
    """Return what does not fit together in a draft, in the order of its figures.

    Args:
        figures: every numeral of the draft, as ``Checker.text`` returns them.
        ratios: which measures are ratios of which two.
    """
    sums = (Discord("sum", places, expected) for places, expected in wrong_sums(figures))
    found = [*_twice(figures), *_rates(figures, ratios), *_growths(figures), *sums]
    return sorted(found, key=lambda one: one.figures[-1])


def _key(one: Checked) -> tuple[object, ...] | None:
    """Return what a figure is of, to compare it with others; ``None`` where that is not known."""
    link, scope = one.link, one.scope
    if link is None or scope is None or link.measure is None or one.role is not Role.CLAIM:
        return None
    if link.part or link.derive or scope.narrower or scope.one_day or not scope.known:
        return None
    return link.measure, scope.body, scope.first, scope.last


def _totals(figures: Sequence[Checked]) -> dict[tuple[object, ...], list[int]]:
    found: dict[tuple[object, ...], list[int]] = {}
    for at, one in enumerate(figures):
        key = _key(one)
        if key is not None:
            found.setdefault(key, []).append(at)
    return found


def _twice(figures: Sequence[Checked]) -> Iterator[Discord]:
    for places in _totals(figures).values():
        first = figures[places[0]].found.bounds
        for at in places[1:]:
            bounds = figures[at].found.bounds
            if first is None or bounds is None or first.value is None or bounds.value is None:
                continue
            one, other = figures[places[0]].found, figures[at].found
            if bounds == first and one.unit == other.unit:
                continue
            fits = agrees(one.kind, one.unit, first, bounds.value) or agrees(
                other.kind, other.unit, bounds, first.value
            )
            if not fits:
                yield Discord("stated_twice", (places[0], at))


def _rates(figures: Sequence[Checked], ratios: Parts) -> Iterator[Discord]:
    totals = _totals(figures)
    for key, places in totals.items():
        parts = ratios.get(str(key[0]))
        if parts is None:
            continue
        over, under = (totals.get((part, *key[1:])) for part in parts)
        above = _exactly(figures[over[0]]) if over else None
        below = _exactly(figures[under[0]]) if under else None
        if not over or not under or above is None or not below:
            continue
        expected = above / below
        for at in places:
            if not _fits(figures[at], expected):
                yield Discord("rate", (over[0], under[0], at), expected)


def _growths(figures: Sequence[Checked]) -> Iterator[Discord]:
    """Check a growth against the difference beside it: 增加21件, 增长18.6% of a total of 134."""
    totals = {key[0]: places for key, places in _totals(figures).items()}
    changes = [
        (at, one.link.measure, one.link.derive)
        for at, one in enumerate(figures)
        if one.link and one.link.derive
    ]
    for at, measure, derive in changes:
        beside = [
            place
            for place, of, how in changes
            if of == measure and how == DIFFERENCE and abs(place - at) == 1
        ]
        whole = totals.get(measure) if measure else None
        if derive != GROWTH or not beside or not whole:
            continue
        total, change = _exactly(figures[whole[0]]), _exactly(figures[beside[0]])
        link = figures[at].link
        if total is None or change is None or link is None or not total - link.change * change:
            continue
        expected = change / (total - link.change * change)
        if not _fits(figures[at], expected):
            yield Discord("growth", (whole[0], beside[0], at), expected)


def _exactly(one: Checked) -> Fraction | None:
    bounds = one.found.bounds
    return (
        bounds.value
        if bounds and bounds.approx is Approx.EXACT and one.found.kind is not Kind.RATIO
        else None
    )


def _fits(one: Checked, expected: Fraction) -> bool:
    bounds = one.found.bounds
    return bounds is None or agrees(one.found.kind, one.found.unit, bounds, expected)
