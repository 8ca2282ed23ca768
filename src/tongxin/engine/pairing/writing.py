"""A pairing as plain values, as commands write it."""

from collections.abc import Iterable

from tongxin.engine.pairing.explaining import Explanation
from tongxin.engine.pairing.problem import Id, Problem
from tongxin.engine.pairing.relaxing import Relaxation
from tongxin.engine.pairing.solving import Pairing


def written(problem: Problem, found: Pairing) -> dict[str, object]:
    """Return a pairing as plain values, with the ids of the problem."""
    linkers = [one.id for one in problem.linkers]
    by = [linkers[place] for place in found.linkers]
    made: dict[str, object] = {
        "status": "optimal" if found.possible else "infeasible",
        "pairs": [[linker, linked] for linker, linked in zip(by, problem.linked, strict=False)],
        "loads": {str(linker): load for linker, load in zip(linkers, found.loads, strict=False)},
        "objective": None,
        "bound": None,
        "explanations": list(_explanations(problem, linkers, found.explanations)),
        "relax": [_relaxation(problem, linkers, one) for one in found.relax],
    }
    if found.objective is not None and found.bound is not None:
        made["objective"] = {
            "imbalance": found.objective.imbalance,
            "affinity": found.objective.affinity,
            "kept": found.objective.kept,
            "total": found.objective.total,
        }
        made["bound"] = {"imbalance": found.bound[0], "total": found.bound[1]}
    return made


def _explanations(
    problem: Problem, linkers: list[Id], explanations: Iterable[Explanation]
) -> Iterable[dict[str, object]]:
    for one in explanations:
        best = one.next_best
        yield {
            "pair": [linkers[one.linker], problem.linked[one.linked]],
            "reasons": [reason.value for reason in one.reasons],
            "next_best": best
            and {
                "linker": linkers[best.linker],
                "cost": best.cost,
                "imbalance": best.imbalance,
                "exact": best.exact,
            },
        }


def _relaxation(problem: Problem, linkers: list[Id], one: Relaxation) -> dict[str, object]:
    made: dict[str, object] = {"rule": one.rule.value}
    if one.linker is not None:
        made["linker"] = linkers[one.linker]
    if one.linked is not None:
        made["linked"] = problem.linked[one.linked]
    return {**made, "by": one.by}
