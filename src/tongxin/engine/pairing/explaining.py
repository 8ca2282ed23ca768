"""Why each pair is as it is, and what the next best would cost."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from tongxin.engine.pairing.flow import Network
from tongxin.engine.pairing.prices import residual, split
from tongxin.engine.pairing.problem import Problem, Whole

EXACT = 400
"""Up to so many linkers the next best is found exactly; beyond, prices give a cost that it is at least."""

_FAR = np.int64(2**60)


class Reason(StrEnum):
    """Why somebody has this linker."""

    PINNED = "pinned"
    ONLY = "only_candidate"
    FITS_BEST = "fits_best"
    KEPT = "kept"
    FITS_AS_WELL = "fits_as_well_as_any"
    BALANCE = "better_fits_would_unbalance"
    OTHERS = "better_fits_serve_others_better"


@dataclass(frozen=True, slots=True, kw_only=True)
class NextBest:
    """The best pairing in which somebody has another linker.

    Attributes:
        linker: place of that linker.
        cost: points of affinity and stability that all pairs together would lose.
        imbalance: by how much the sum of squared loads would rise.
        exact: whether it costs exactly so much; else at least so much.
    """

    linker: int
    cost: int
    imbalance: int
    exact: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """Why a pair is as it is; without a next best, no other pairing has this person elsewhere."""

    linker: int
    linked: int
    reasons: tuple[Reason, ...]
    next_best: NextBest | None


def explain(problem: Problem, net: Network, chosen: Whole, price: Whole) -> list[Explanation]:
    """Return an explanation for each pair, in the order of the linked.

    Args:
        problem: the problem.
        net: its network.
        chosen: the optimal pairing.
        price: the prices that prove it.
    """
    away = _ways_back(net, chosen) if len(net.lows) <= EXACT else None
    starts = np.searchsorted(net.to, np.arange(net.people))
    ends = np.searchsorted(net.to, np.arange(net.people), side="right")
    present, pinned = problem.present, {to for _, to in problem.pinned}
    found = []
    for place in range(net.people):
        mine = slice(int(starts[place]), int(ends[place]))
        here = int(chosen[place])
        linker = int(net.by[here])
        best = _next_best(net, mine, here, price, away)
        kept = (linker, place) in present
        reasons = _reasons(net, mine, here, best, kept=kept, pinned=place in pinned)
        found.append(Explanation(linker=linker, linked=place, reasons=reasons, next_best=best))
    return found


def _ways_back(net: Network, chosen: Whole) -> Whole:
    """Return the least cost of making good that one linker has one too many and another one too few.

    Entry (b, a): cost of chains by which b gives one away and a gets one, through others or through slots.
    Floyd and Warshall over the linkers and the slots; an optimal pairing has no chain that earns.
    """
    left = residual(net, chosen)
    many = len(net.lows)
    away: Whole = np.full((many + 1, many + 1), _FAR, np.int64)
    np.fill_diagonal(away, 0)
    np.minimum.at(away, (left.tail, left.head), left.weight)
    away[:many, many] = np.minimum(left.more, _FAR)
    away[many, :many] = np.where(left.less > -_FAR, -left.less, _FAR)
    for through in range(many + 1):
        column = away[:, through]
        reach = np.flatnonzero(column < _FAR // 2)
        away[reach] = np.minimum(away[reach], column[reach, None] + away[through][None, :])
    return away


def _next_best(net: Network, mine: slice, here: int, price: Whole, away: Whole | None) -> NextBest | None:
    places = np.arange(mine.start, mine.stop)
    places = places[places != here]
    if not len(places):
        return None
    linker, others = net.by[here], net.by[places]
    moved = net.cost[places] - net.cost[here]
    total = moved + (price[others] - price[linker] if away is None else away[others, linker])
    best = int(np.argmin(total))
    if total[best] >= _FAR // 2:
        return None
    steps, cost = split(net, int(total[best]))
    return NextBest(linker=int(others[best]), cost=cost, imbalance=steps, exact=away is not None)


def _reasons(
    net: Network, mine: slice, here: int, best: NextBest | None, *, kept: bool, pinned: bool
) -> tuple[Reason, ...]:
    if pinned:
        return (Reason.PINNED,)
    if mine.stop - mine.start == 1:
        return (Reason.ONLY,)
    others = np.delete(net.cost[mine], here - mine.start)
    found = [Reason.KEPT] if kept else []
    if (others > net.cost[here]).all():
        return (Reason.FITS_BEST, *found)
    if (others >= net.cost[here]).all():
        return (Reason.FITS_AS_WELL, *found)
    balance = best is not None and best.imbalance > 0
    return (Reason.BALANCE if balance else Reason.OTHERS, *found)
