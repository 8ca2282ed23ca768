"""Solving a pairing problem: proven, explained, or told why it cannot be."""

from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from tongxin.engine.pairing import flow, prices
from tongxin.engine.pairing.explaining import Explanation, explain
from tongxin.engine.pairing.flow import Network
from tongxin.engine.pairing.problem import Problem, Whole, narrowed
from tongxin.engine.pairing.relaxing import Relaxation, relax

NEAREST = 40
"""Where everybody has many candidates, the best of each are tried first; the proof tells whether the rest
was needed."""

SPARE_SLOTS = 6
"""Slots above the average load that each linker is offered first, likewise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Objective:
    """What a pairing achieves.

    Attributes:
        imbalance: sum of the squares of the loads.
        affinity: sum of the affinities.
        kept: pairs that held already.
        total: affinity plus stability for each pair kept.
    """

    imbalance: int
    affinity: int
    kept: int
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairing:
    """A pairing that is proven best, or what stands in its way.

    Attributes:
        linkers: for each linked person the place of their linker; nothing if no pairing is possible.
        loads: how many each linker has.
        objective: what it achieves; ``None`` if no pairing is possible.
        bound: imbalance and total that no pairing can better; equal to the objective's.
        explanations: why each pair is as it is, if wanted.
        relax: the fewest rules to relax, if no pairing is possible.
    """

    linkers: tuple[int, ...] = ()
    loads: tuple[int, ...] = ()
    objective: Objective | None = None
    bound: tuple[int, int] | None = None
    explanations: tuple[Explanation, ...] = ()
    relax: tuple[Relaxation, ...] = field(default=())

    @property
    def possible(self) -> bool:
        """Whether there is a pairing at all."""
        return self.objective is not None


def solve(problem: Problem, *, explained: bool = True) -> Pairing:
    """Return the best pairing with its proof, or the rules that make one impossible.

    Args:
        problem: the problem.
        explained: whether each pair is to be explained.

    Raises:
        TooLarge: the affinities are too large for exact numbers.
    """
    left = narrowed(problem)
    contradictory = len(problem.pinned) > len({to for _, to in problem.pinned})
    if contradictory or len(np.unique(problem.to[left])) < len(problem.linked):
        return Pairing(relax=tuple(relax(problem)))
    net = flow.network(problem, left)
    found = _proven(net)
    if found is None:
        return Pairing(relax=tuple(relax(problem)))
    chosen, price = found
    objective = _objective(problem, left, net, chosen)
    return Pairing(
        linkers=tuple(int(one) for one in net.by[chosen]),
        loads=tuple(int(one) for one in flow.loads(net, chosen)),
        objective=objective,
        bound=_bound(net, price, int(problem.worth()[left].max(initial=0))),
        explanations=tuple(explain(problem, net, chosen, price)) if explained else (),
    )


def _proven(net: Network) -> tuple[Whole, Whole] | None:
    """Return a pairing and the prices that prove it, or nothing where none is possible.

    The solver is first given less than the whole task: a small step of evenness, which it is quicker with,
    few slots, and each person's best candidates. The proof is always held against the whole task; where it
    fails, the solver is given more.
    """
    kept, most, step = _nearest(net), _slots(net), min(net.step, 4 * int(net.cost.max(initial=0)) + 1)
    while True:
        chosen = flow.solve(replace(net, step=step), kept, most)
        price = None if chosen is None else _prices(net, chosen, kept)
        if chosen is not None and price is not None:
            if prices.least_cost(net, price) == prices.cost_of(net, chosen):
                return chosen, price
            offers = net.cost + price[net.by]
            better = ~kept & (offers < offers[chosen][net.to])
            if better.any():
                kept = kept | better
                continue
        if step == net.step and kept.all() and (most == net.highs).all():
            if chosen is None:
                return None
            message = "a flow of least cost has prices that prove it"
            raise AssertionError(message)
        kept, most, step = np.ones(len(net.to), bool), net.highs, net.step


def _slots(net: Network) -> Whole:
    """Return how many slots each linker is offered first."""
    average = -(-net.people // max(len(net.lows), 1))
    found: Whole = np.minimum(net.highs, np.maximum(net.lows, average) + SPARE_SLOTS)
    return found


def _prices(net: Network, chosen: Whole, kept: NDArray[np.bool_]) -> Whole | None:
    """Return prices found among the candidates that were offered."""
    places = np.flatnonzero(kept)
    offered = replace(net, by=net.by[places], to=net.to[places], cost=net.cost[places])
    return prices.prices(offered, np.searchsorted(places, chosen))


def _nearest(net: Network) -> NDArray[np.bool_]:
    """Return which candidates are tried first: each person's best."""
    if len(net.to) <= 3 * NEAREST * net.people:
        return np.ones(len(net.to), bool)
    order = np.lexsort((net.by, net.cost, net.to))
    starts = np.searchsorted(net.to, np.arange(net.people))
    rank = np.arange(len(order)) - starts[net.to[order]]
    kept = np.zeros(len(order), bool)
    kept[order[rank < NEAREST]] = True
    return kept


def _objective(problem: Problem, left: NDArray[np.bool_], net: Network, chosen: Whole) -> Objective:
    places = np.flatnonzero(left)[chosen]
    affinity = int(problem.affinity[places].sum())
    kept = int(np.isin(problem.candidate_codes()[places], problem.codes(problem.present)).sum())
    load = flow.loads(net, chosen)
    return Objective(
        imbalance=int((load * load).sum()),
        affinity=affinity,
        kept=kept,
        total=affinity + problem.stability * kept,
    )


def _bound(net: Network, price: Whole, best: int) -> tuple[int, int]:
    """Return the bound as imbalance and total, given the worth of the best candidate."""
    steps, lost = prices.split(net, prices.least_cost(net, price))
    return steps, net.people * best - lost
