"""Which units a paper may go to, by reasons that add up: nothing is suggested that cannot be explained."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from tongxin.engine.routing.experience import Experience, Handled

MOST = 3
"""Units that are suggested."""
SHOWN = 3
"""Papers that a reason names."""
WHOLE = 1000
"""Weight of a paper that says the same; a likeness of ``HALF`` weighs a quarter of it."""
HALF = 3.0
NEAR = 1.0
"""Likeness below which a paper counts for nothing: less than one gram that no other paper has."""
ASSISTED = 3
"""A unit that assisted gets this part of the weight of one that answered: a third."""
WISHED = 500
"""Half of what a paper weighs that says the same; more than assisting with it."""
THEME = 100
"""Weight of a theme of which a unit answered every paper; it decides only between equals."""
ENOUGH = 3
"""Papers of a theme from which one may learn."""
REFUSED_THEME = 30
"""What each paper of the theme that a unit gave back weighs against it,"""
REFUSED_MOST = 150
"""and how much all of them at most."""
LEAST = 50
"""Weight from which a unit is suggested at all."""


class Ground(StrEnum):
    """Why a unit is suggested, or what counts against it."""

    SIMILAR = "similar"
    ASSISTED = "assisted"
    WISHED = "wished"
    THEME = "theme"
    REFUSED = "refused"
    REFUSED_THEME = "refused_theme"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A paper for which units are wanted.

    Attributes:
        near: other papers → how much they are like it, 1 for each gram that no other paper has.
        theme: what matter it is of.
        wished: units that the proposer wishes for.
    """

    near: Mapping[int, float] = field(default_factory=dict)
    theme: str = ""
    wished: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One reason.

    Attributes:
        ground: what sort of reason.
        weight: what it adds; negative if it counts against the unit.
        papers: the papers behind it, the weightiest first, at most ``SHOWN``.
        count: how many papers there are in all.
    """

    ground: Ground
    weight: int
    papers: tuple[int, ...] = ()
    count: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A unit with the reasons for it and against it; their weights add up to its own."""

    unit: int
    weight: int
    reasons: tuple[Reason, ...]


def suggestions(
    asked: Asked, known: Experience, units: Collection[int], *, most: int = MOST
) -> tuple[Suggestion, ...]:
    """Return the units that a paper may go to, the best first; none where nothing speaks for any.

    Args:
        asked: the paper.
        known: what units had before.
        units: units that may be given papers now.
        most: how many.
    """
    near = [
        (known.papers[paper], _weight(likeness))
        for paper, likeness in asked.near.items()
        if likeness >= NEAR and paper in known.papers
    ]
    # The weightiest first; among equals the latest.
    near.sort(key=lambda pair: (-pair[1], -pair[0].paper))
    found = []
    for unit in set(units):
        reasons = tuple(_reasons(unit, asked, known, near))
        weight = sum(reason.weight for reason in reasons)
        if weight >= LEAST:
            found.append(Suggestion(unit=unit, weight=weight, reasons=reasons))
    return tuple(sorted(found, key=lambda one: (-one.weight, one.unit))[:most])


def _weight(likeness: float) -> int:
    """Return what a paper weighs: little for a likeness by chance, and never more than a whole."""
    return int(WHOLE * (likeness / (likeness + HALF)) ** 2)


def _reasons(unit: int, asked: Asked, known: Experience, near: list[tuple[Handled, int]]) -> Iterator[Reason]:
    """Yield what speaks for a unit, then what speaks against it."""
    for ground, given in (
        (Ground.SIMILAR, [(one.paper, weight) for one, weight in near if unit in one.answered]),
        (Ground.ASSISTED, [(one.paper, weight // ASSISTED) for one, weight in near if unit in one.assisted]),
    ):
        if given:
            yield _of_papers(ground, given)
    if unit in asked.wished:
        yield Reason(ground=Ground.WISHED, weight=WISHED)
    yield from _of_theme(unit, asked.theme, known)
    back = [(one.paper, -weight) for one, weight in near if unit in one.refused]
    if back:
        yield _of_papers(Ground.REFUSED, back)


def _of_papers(ground: Ground, papers: list[tuple[int, int]]) -> Reason:
    return Reason(
        ground=ground,
        weight=sum(weight for _paper, weight in papers),
        papers=tuple(paper for paper, _weight in papers[:SHOWN]),
        count=len(papers),
    )


def _of_theme(unit: int, theme: str, known: Experience) -> Iterator[Reason]:
    """Yield what a unit had of the theme, and what it gave back of it."""
    had, back = known.answered(theme, unit), known.refused(theme, unit)
    weight = THEME * len(had) // known.assignments(theme) if len(had) >= ENOUGH else 0
    if weight:
        yield Reason(ground=Ground.THEME, weight=weight, papers=tuple(had[:SHOWN]), count=len(had))
    if back:
        against = -min(REFUSED_MOST, REFUSED_THEME * len(back))
        yield Reason(ground=Ground.REFUSED_THEME, weight=against, papers=tuple(back[:SHOWN]), count=len(back))
