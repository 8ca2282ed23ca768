"""What a pairing made by hand achieves, and what each change of it would cost."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tongxin.engine.pairing.problem import Id, Problem
from tongxin.engine.pairing.solving import Objective

Pairs = Mapping[Any, Any]
"""Linked → linker, by the ids of the problem."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What it would mean to give somebody to another linker.

    Attributes:
        linker: id of that linker.
        affinity: how well they would fit.
        load: how many the linker would then have.
        cost: points that all pairs together would lose.
        imbalance: by how much the sum of squared loads would rise.
        allowed: whether the linker may have one more.
    """

    linker: Id
    affinity: int
    load: int
    cost: int
    imbalance: int
    allowed: bool


def worths(problem: Problem) -> dict[tuple[Id, Id], tuple[int, int]]:
    """Return (linker, linked) → affinity, and points with stability, for each candidate."""
    by = [one.id for one in problem.linkers]
    values = zip(
        problem.by.tolist(),
        problem.to.tolist(),
        problem.affinity.tolist(),
        problem.worth().tolist(),
        strict=True,
    )
    return {(by[one], problem.linked[to]): (affinity, worth) for one, to, affinity, worth in values}


def achieved(problem: Problem, pairs: Pairs) -> Objective:
    """Return what a pairing achieves.

    Args:
        problem: the problem.
        pairs: linked → linker, each pair a candidate.
    """
    found = worths(problem)
    loads = Counter(pairs.values())
    places = {one.id: place for place, one in enumerate(problem.linkers)}
    ends = {one: place for place, one in enumerate(problem.linked)}
    return Objective(
        imbalance=sum(load * load for load in loads.values()),
        affinity=sum(found[by, to][0] for to, by in pairs.items()),
        kept=sum((places[by], ends[to]) in problem.present for to, by in pairs.items()),
        total=sum(found[by, to][1] for to, by in pairs.items()),
    )


def changes(problem: Problem, pairs: Pairs, linked: Id) -> list[Change]:
    """Return what each other linker would mean for somebody, the least costly first.

    Args:
        problem: the problem.
        pairs: the pairing as it is, linked → linker.
        linked: who would change.
    """
    found = worths(problem)
    loads = Counter(pairs.values())
    now = pairs[linked]
    made = []
    for linker in problem.linkers:
        if linker.id == now or (linker.id, linked) not in found:
            continue
        affinity, worth = found[linker.id, linked]
        load = loads[linker.id] + 1
        made.append(
            Change(
                linker=linker.id,
                affinity=affinity,
                load=load,
                cost=found[now, linked][1] - worth,
                # (n + 1)² − n² for the one who gains, m² − (m − 1)² for the one who loses.
                imbalance=2 * load - 1 - (2 * loads[now] - 1),
                allowed=load <= linker.high,
            )
        )
    return sorted(made, key=lambda one: (not one.allowed, one.imbalance, one.cost, str(one.linker)))
