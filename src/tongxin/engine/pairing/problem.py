"""A pairing problem: who may link, who is to be linked, which pairs are possible and how well they fit."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Id = str | int
Whole = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Linker:
    """Somebody who links: how many at least, and at most."""

    id: Id
    low: int
    high: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Everything that decides a pairing.

    Each of ``linked`` gets exactly one linker. First the sum of the squares of the loads is made least, then
    the sum of the affinities, with ``stability`` added for each pair that holds already, is made greatest.

    Attributes:
        linkers: who may link.
        linked: who is to be linked.
        by: place of the linker of each candidate in ``linkers``.
        to: place of the linked of each candidate in ``linked``; rising, then ``by`` rising.
        affinity: how well each candidate fits, in whole points.
        forbidden: pairs of places (linker, linked) that may not be, whatever they fit.
        pinned: pairs of places that must be.
        present: pairs of places that hold already.
        stability: points for a pair that holds already.
    """

    linkers: tuple[Linker, ...]
    linked: tuple[Id, ...]
    by: Whole
    to: Whole
    affinity: Whole
    forbidden: frozenset[tuple[int, int]] = frozenset()
    pinned: frozenset[tuple[int, int]] = frozenset()
    present: frozenset[tuple[int, int]] = frozenset()
    stability: int = 0

    def codes(self, pairs: frozenset[tuple[int, int]]) -> Whole:
        """Return pairs as single numbers, rising by linked, then by linker."""
        many = len(self.linkers)
        return np.array(sorted(to * many + by for by, to in pairs), np.int64)

    def candidate_codes(self) -> Whole:
        """Return the candidates as such numbers; they rise, as candidates are sorted."""
        return self.to * len(self.linkers) + self.by

    def worth(self) -> Whole:
        """Return what each candidate adds to the total: affinity, and stability where it holds already."""
        held = np.isin(self.candidate_codes(), self.codes(self.present))
        return self.affinity + self.stability * held

    def lows(self) -> Whole:
        """Return the least loads."""
        return np.array([one.low for one in self.linkers], np.int64)

    def highs(self) -> Whole:
        """Return the greatest loads."""
        return np.array([one.high for one in self.linkers], np.int64)


def narrowed(problem: Problem) -> NDArray[np.bool_]:
    """Return which candidates are left when forbidden and pinned pairs are heeded."""
    codes = problem.candidate_codes()
    left = ~np.isin(codes, problem.codes(problem.forbidden))
    if problem.pinned:
        held = np.isin(problem.to, [to for _, to in problem.pinned])
        left &= ~held | np.isin(codes, problem.codes(problem.pinned))
    return left
