"""The pairing as a flow of least cost, solved by OR-Tools' cost scaling (Goldberg 1997).

Every linked person sends one unit to one of their candidates. The linkers hand the units on through arcs of
one unit each, whose costs rise by 1, 3, 5…: load n then costs n², so the least cost is the most even sharing.
One step of evenness outweighs all affinities together.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from ortools.graph.python import min_cost_flow

from tongxin.engine.pairing.problem import Problem, Whole

_SAFE = 2**61


class TooLarge(Exception):  # noqa: N818 — reads as what the numbers are.
    """Affinities so large that evenness could not be kept above them in exact 64-bit numbers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """What the flow is made of, once forbidden and pinned pairs are heeded.

    Attributes:
        people: how many are to be linked.
        by: linker of each candidate.
        to: linked of each candidate; rising.
        cost: what each candidate falls short of the best one, never negative.
        lows: least loads.
        highs: greatest loads.
        step: what one step of evenness costs; more than twice all affinities can differ by.
    """

    people: int
    by: Whole
    to: Whole
    cost: Whole
    lows: Whole
    highs: Whole
    step: int


def network(problem: Problem, left: NDArray[np.bool_]) -> Network:
    """Return the network of a problem.

    Args:
        problem: the problem.
        left: which of its candidates are possible.

    Raises:
        TooLarge: the affinities differ by too much.
    """
    people, worth = len(problem.linked), problem.worth()[left]
    cost = worth.max(initial=0) - worth
    step = 2 * (people * int(cost.max(initial=0)) + 1) + 1
    highs = np.minimum(problem.highs(), people)
    most = int(highs.max(initial=0))
    if step * (2 * most + 1) * (people + len(highs) + 2) >= _SAFE:
        raise TooLarge
    return Network(
        people=people,
        by=problem.by[left],
        to=problem.to[left],
        cost=cost,
        lows=problem.lows(),
        highs=highs,
        step=step,
    )


def solve(net: Network, kept: NDArray[np.bool_], most: Whole) -> Whole | None:
    """Return which candidate each linked person gets, as places in the network's arrays; none if impossible.

    Args:
        net: the network.
        kept: which candidates are offered to the solver.
        most: how many slots each linker is offered, at most the greatest load.
    """
    offered = np.flatnonzero(kept)
    people, linkers = net.people, len(net.lows)
    sink = people + linkers
    rest = people - int(net.lows.sum())
    if rest < 0:
        return None
    slots = np.maximum(most - net.lows, 0)
    owner = np.repeat(np.arange(linkers), slots)
    first = np.repeat(np.cumsum(slots) - slots, slots)
    number = np.arange(len(owner)) - first + net.lows[owner] + 1
    solver = min_cost_flow.SimpleMinCostFlow()
    arcs = solver.add_arcs_with_capacity_and_unit_cost(
        np.concatenate([net.to[offered], people + owner]).astype(np.int32),
        np.concatenate([people + net.by[offered], np.full(len(owner), sink)]).astype(np.int32),
        np.ones(len(offered) + len(owner), np.int64),
        np.concatenate([net.cost[offered], (2 * number - 1) * net.step]),
    )
    supplies = np.concatenate([np.ones(people, np.int64), -net.lows, [-rest]])
    solver.set_nodes_supplies(np.arange(sink + 1, dtype=np.int32), supplies)
    if solver.solve() != solver.OPTIMAL:
        return None
    used = solver.flows(arcs[: len(offered)]) > 0
    chosen = offered[used]
    found: Whole = chosen[np.argsort(net.to[chosen], kind="stable")]
    return found


def loads(net: Network, chosen: Whole) -> Whole:
    """Return how many each linker gets."""
    return np.bincount(net.by[chosen], minlength=len(net.lows)).astype(np.int64)
