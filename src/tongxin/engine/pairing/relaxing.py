"""What to relax when no pairing is possible: the fewest rules, found by a flow in which each has a price."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np
from ortools.graph.python import min_cost_flow

from tongxin.engine.pairing.problem import Problem

UNLINKED = 1000
"""Leaving somebody without a linker is the last resort: it weighs as much as so many other rules."""


class Rule(StrEnum):
    """A rule that can be relaxed."""

    MAX = "max"
    MIN = "min"
    FORBIDDEN = "forbidden"
    PINNED = "pinned"
    CANDIDATES = "candidates"


@dataclass(frozen=True, slots=True, kw_only=True)
class Relaxation:
    """One rule to relax.

    Attributes:
        rule: which.
        linker: place of the linker whose limit is in the way, or of the pair.
        linked: place of the person who has no possible linker, or of the pair.
        by: by how much a limit would have to give way.
    """

    rule: Rule
    linker: int | None = None
    linked: int | None = None
    by: int = 1


Arc = tuple[int, int, int, int]
"""Tail, head, room, cost."""


def relax(problem: Problem) -> list[Relaxation]:
    """Return the smallest set of rules without which a pairing is possible; nothing if one is possible."""
    people, many = len(problem.linked), len(problem.linkers)
    sink, phantom = people + many, people + many + 1
    lows = problem.lows()
    arcs = [*_candidates(problem), *_limits(problem, sink, phantom)]
    arcs += [
        ((to, sink, 1, UNLINKED), (Relaxation(rule=Rule.CANDIDATES, linked=to),)) for to in range(people)
    ]
    arcs.append(((phantom, sink, int(lows.sum()), 0), ()))
    arcs = [(arc, meant) for arc, meant in arcs if arc[2] > 0]
    supplies = [1] * people + [-int(low) for low in lows] + [-people, int(lows.sum())]
    flows = _solved([arc for arc, _ in arcs], supplies)
    used = zip(flows, arcs, strict=True)
    return [replace(one, by=flow) for flow, (_, meant) in used if flow for one in meant]


def _candidates(problem: Problem) -> Iterator[tuple[Arc, tuple[Relaxation, ...]]]:
    """Yield what each candidate costs: a rule where it is forbidden, one where another is pinned."""
    people = len(problem.linked)
    pinned: dict[int, set[int]] = {}
    for by, to in problem.pinned:
        pinned.setdefault(to, set()).add(by)
    for by, to in zip(problem.by.tolist(), problem.to.tolist(), strict=True):
        meant = []
        if (by, to) in problem.forbidden:
            meant.append(Relaxation(rule=Rule.FORBIDDEN, linker=by, linked=to))
        others = sorted(pinned.get(to, set()) - {by})
        meant += [Relaxation(rule=Rule.PINNED, linker=other, linked=to) for other in others]
        yield (to, people + by, 1, len(meant)), tuple(meant)


def _limits(problem: Problem, sink: int, phantom: int) -> Iterator[tuple[Arc, tuple[Relaxation, ...]]]:
    """Yield what loads cost: nothing within the limits, else a rule for each one too many or too few."""
    people = len(problem.linked)
    for place, one in enumerate(problem.linkers):
        yield (people + place, sink, one.high - one.low, 0), ()
        yield (people + place, sink, people, 1), (Relaxation(rule=Rule.MAX, linker=place),)
        yield (phantom, people + place, one.low, 1), (Relaxation(rule=Rule.MIN, linker=place),)


def _solved(arcs: list[Arc], supplies: list[int]) -> list[int]:
    solver = min_cost_flow.SimpleMinCostFlow()
    table = np.array(arcs, np.int64).reshape(-1, 4)
    numbers = solver.add_arcs_with_capacity_and_unit_cost(
        table[:, 0].astype(np.int32), table[:, 1].astype(np.int32), table[:, 2], table[:, 3]
    )
    solver.set_nodes_supplies(np.arange(len(supplies), dtype=np.int32), np.array(supplies, np.int64))
    if solver.solve() != solver.OPTIMAL:  # leaving everybody unlinked is always possible
        message = "the relaxed problem has a solution"
        raise AssertionError(message)
    return [int(flow) for flow in solver.flows(numbers)]
