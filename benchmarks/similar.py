"""Similar papers: one against many through the stored grams, and all pairs beside cosines; JSON out.

Usage: ``python -m benchmarks.similar [COUNT]`` (default 10000).
"""

import json
import sys
import time
from collections.abc import Callable, Iterable, Sequence

import numpy as np
from scipy import sparse
from tests.engine.invented_papers import LEVELS, Papers, papers

from benchmarks.searching import inside
from tongxin.engine.similar.cleaning import clean
from tongxin.engine.similar.grams import grams
from tongxin.engine.similar.joining import pairs

PAPERS = 10_000
LOOK_UP_LIMIT_MS = 30.0
RECALL = dict(zip(LEVELS, (1.0, 1.0, 0.98), strict=True))
PRECISION = 0.98
_BLOCK = 500
_LEAST = 0.1

Pairs = dict[tuple[int, int], float]


def by_join(texts: Sequence[str]) -> Pairs:
    """Find all pairs by the engine's join."""
    return {(pair.first, pair.second): pair.score for pair in pairs(texts)}


def by_cosine(texts: Sequence[str]) -> Pairs:
    """Find all pairs by the cosine of rarity-weighted grams, as a sparse product of SciPy."""
    columns: dict[str, int] = {}
    indices: list[int] = []
    ends = [0]
    for text in texts:
        indices.extend(columns.setdefault(gram, len(columns)) for gram in grams(text))
        ends.append(len(indices))
    having = np.bincount(indices, minlength=len(columns))
    weights = np.log(len(texts) / having)[indices]
    matrix = sparse.csr_matrix((weights, indices, ends), shape=(len(texts), len(columns)))
    matrix = sparse.diags(1 / sparse.linalg.norm(matrix, axis=1)) @ matrix
    other = matrix.T.tocsc()
    found: Pairs = {}
    for start in range(0, len(texts), _BLOCK):
        block = (matrix[start : start + _BLOCK] @ other).tocoo()
        near = (block.data > _LEAST) & (block.row + start < block.col)
        rows, ends_at, data = block.row[near], block.col[near], block.data[near]
        found |= {
            (int(row) + start, int(column)): float(value)
            for row, column, value in zip(rows, ends_at, data, strict=True)
        }
    return found


def told(found: Iterable[tuple[int, int]], made: Papers) -> dict[str, object]:
    """Return recall at each level and precision."""
    known = set(found)
    planted = set().union(*made.planted.values())
    return {
        "recall": {level: round(len(some & known) / len(some), 4) for level, some in made.planted.items()},
        "precision": round(len(planted & known) / max(len(known), 1), 4),
    }


def best(found: Pairs, made: Papers) -> dict[str, object]:
    """Return recall and precision at the threshold that suits the method best, which it could not know."""
    planted = set().union(*made.planted.values())
    ranked = sorted(found, key=lambda pair: (-found[pair], pair))
    right = np.cumsum([pair in planted for pair in ranked])
    harmonic = 2 * right / (np.arange(1, len(ranked) + 1) + len(planted))
    return told(ranked[: int(harmonic.argmax()) + 1], made)


def _timed(work: Callable[[Sequence[str]], Pairs], texts: Sequence[str]) -> tuple[Pairs, float]:
    started = time.perf_counter()
    found = work(texts)
    return found, round(time.perf_counter() - started, 1)


def measured(count: int = PAPERS) -> list[dict[str, object]]:
    """Return a row for one paper against all, and one for all pairs beside cosines."""
    made = papers(count, count // 50)
    texts = [clean(text, {}).text for text in made.texts]
    found, seconds = _timed(by_join, texts)
    cosines, cosine_seconds = _timed(by_cosine, texts)
    whole = told(found, made)
    one = inside("similar", count)
    return [
        {
            "what": f"one paper against {count}, with passages, stored grams in SQLite",
            **one,
            "limit_p95_ms": LOOK_UP_LIMIT_MS,
            "within_limit": one["p95_ms"] <= LOOK_UP_LIMIT_MS and _good(one),
        },
        {
            "what": f"all pairs of {count}",
            "s": seconds,
            **whole,
            "cosine_s": cosine_seconds,
            "cosine_best": best(cosines, made),
            "within_limit": _good(whole),
        },
    ]


def _good(row: dict[str, object]) -> bool:
    recall, precision = row["recall"], row["precision"]
    return (
        isinstance(recall, dict)
        and isinstance(precision, float)
        and all(recall[level] >= least for level, least in RECALL.items())
        and precision >= PRECISION
    )


if __name__ == "__main__":
    size = int(sys.argv[1]) if sys.argv[1:] else PAPERS
    print(json.dumps(measured(size), ensure_ascii=False, indent=2))
