"""Pairing beside other solvers, on the same problems in one run; JSON out.

Usage: ``python -m benchmarks.pairing [--large]``. Every solver must reach the same objective.
"""

import json
import sys
import time
from concurrent.futures import ProcessPoolExecutor

import networkx
import numpy as np
from scipy.optimize import linear_sum_assignment

from benchmarks.figures import timed
from tongxin.engine.pairing.problem import Linker, Problem
from tongxin.engine.pairing.solving import Pairing, solve

ENGINE_LIMIT_MS = 50.0
NATION = 3_000
NATION_LIMIT_S = 300.0
SIZES = ((72, 106, 72, 2, ENGINE_LIMIT_MS), (10_000, 15_000, 50, 5, 2_000.0))
LARGE = (100_000, 150_000, 50, 5, 25_000.0)


def problem(linkers: int, people: int, each: int, most: int, seed: int = 1) -> Problem:
    """Return a problem with so many candidates for each person and affinities from 0 to 99."""
    draw = np.random.default_rng(seed)
    if each >= linkers:
        by = np.tile(np.arange(linkers), people)
    else:
        by = np.concatenate([np.sort(draw.choice(linkers, each, replace=False)) for _ in range(people)])
    to = np.repeat(np.arange(people), min(each, linkers))
    return Problem(
        linkers=tuple(Linker(number, 0, most) for number in range(linkers)),
        linked=tuple(range(people)),
        by=by.astype(np.int64),
        to=to.astype(np.int64),
        affinity=draw.integers(0, 100, len(to)),
    )


def by_assignment(one: Problem) -> tuple[int, int]:
    """Solve with SciPy's dense assignment: a column for each slot of each linker; return the objective."""
    most, step = one.linkers[0].high, 2 * (100 * len(one.linked) + 1)
    cost = np.full((len(one.linked), len(one.linkers) * most), 10**12, np.float64)
    for slot in range(most):
        cost[one.to, one.by * most + slot] = (2 * slot + 1) * step - one.affinity
    rows, found = linear_sum_assignment(cost)
    loads = np.bincount(found // most, minlength=len(one.linkers))
    slots = found % most
    total = -(cost[rows, found] - (2 * slots + 1) * step).sum()
    return int((loads**2).sum()), int(total)


def by_networkx(one: Problem) -> tuple[int, int]:
    """Solve with NetworkX's network simplex; return the objective."""
    most, step = one.linkers[0].high, 2 * (100 * len(one.linked) + 1)
    graph = networkx.DiGraph()
    graph.add_node("t", demand=len(one.linked))
    for to in range(len(one.linked)):
        graph.add_node(("p", to), demand=-1)
    for by, to, affinity in zip(one.by.tolist(), one.to.tolist(), one.affinity.tolist(), strict=True):
        graph.add_edge(("p", to), ("l", by), capacity=1, weight=-affinity)
    for by in range(len(one.linkers)):
        for slot in range(most):
            graph.add_edge(("l", by), ("s", by, slot), capacity=1, weight=(2 * slot + 1) * step)
            graph.add_edge(("s", by, slot), "t", capacity=1, weight=0)
    flow = networkx.min_cost_flow(graph)
    worth = {
        (b, t): a for b, t, a in zip(one.by.tolist(), one.to.tolist(), one.affinity.tolist(), strict=True)
    }
    chosen = [(by[1], to) for to in range(len(one.linked)) for by, used in flow["p", to].items() if used]
    loads = np.bincount([by for by, _ in chosen], minlength=len(one.linkers))
    return int((loads**2).sum()), sum(worth[pair] for pair in chosen)


def objective(found: Pairing) -> tuple[int, int]:
    """Return imbalance and total."""
    if found.objective is None:
        return -1, -1
    return found.objective.imbalance, found.objective.total


def _one(seed: int) -> int:
    found = solve(problem(72, 106, 72, 2, seed))
    return len(found.explanations)


def nation() -> dict[str, object]:
    """Solve as many committees as a nation has, on two processes, explained."""
    started, done = time.perf_counter(), 0
    with ProcessPoolExecutor(2) as pool:
        for number, pairs in enumerate(pool.map(_one, range(NATION), chunksize=16), 1):
            done += pairs
            if number % 500 == 0:
                print(f"{number} of {NATION} committees", file=sys.stderr, flush=True)
    seconds = round(time.perf_counter() - started, 1)
    return {
        "what": f"{NATION} committees of 72 × 106, explained, two processes",
        "pairs": done,
        "s": seconds,
        "limit_s": NATION_LIMIT_S,
        "within_limit": seconds <= NATION_LIMIT_S,
    }


def measured(*, large: bool = False) -> list[dict[str, object]]:
    """Return a row for each size, beside other solvers where they can."""
    rows: list[dict[str, object]] = []
    for linkers, people, each, most, limit in [*SIZES, *([LARGE] if large else [])]:
        one = problem(linkers, people, each, most)
        small = linkers <= 100
        ms = timed(lambda one=one, small=small: solve(one, explained=small), 9 if small else 1)  # type: ignore[misc]
        row: dict[str, object] = {
            "what": f"{linkers} × {people}, {min(each, linkers)} candidates each",
            "explained": small,
            "ms": ms,
            "limit_ms": limit,
            "within_limit": ms <= limit,
        }
        if small:
            wanted = objective(solve(one))
            row["scipy_assignment_ms"] = timed(lambda one=one: by_assignment(one), 5)  # type: ignore[misc]
            row["networkx_ms"] = timed(lambda one=one: by_networkx(one), 3)  # type: ignore[misc]
            row["same_objective"] = wanted == by_assignment(one) == by_networkx(one)
            row["within_limit"] = row["within_limit"] and row["same_objective"]
        rows.append(row)
    return [*rows, nation()] if large else rows


if __name__ == "__main__":
    print(json.dumps(measured(large="--large" in sys.argv), ensure_ascii=False, indent=2))
