"""Suggested handling units for one paper and for a session's batch, on a database of its own; JSON out.

Usage: ``python -m benchmarks.routing [COUNT]`` (default 3000).
"""

import json
import sys
from typing import Any

from benchmarks.searching import inside

PAPERS = 3_000
"""What a county gives to units in fifteen to twenty years."""
ONE_LIMIT_MS = 100.0
BATCH_LIMIT_MS = 1_500.0
AMONG_THREE = 0.93


def measured(count: int = PAPERS) -> list[dict[str, Any]]:
    """Return the times, and how often the unit in charge is among three that are suggested."""
    found = inside("routing", count)
    good = found["among_three"] >= AMONG_THREE
    quick = found["p95_ms"] <= ONE_LIMIT_MS and found["batch_ms"] <= BATCH_LIMIT_MS
    return [
        {
            "what": f"suggested units, learnt from {count} papers, stored in SQLite",
            **found,
            "limit_p95_ms": ONE_LIMIT_MS,
            "limit_batch_ms": BATCH_LIMIT_MS,
            "least_among_three": AMONG_THREE,
            "within_limit": good and quick,
        }
    ]


if __name__ == "__main__":
    size = int(sys.argv[1]) if sys.argv[1:] else PAPERS
    print(json.dumps(measured(size), ensure_ascii=False, indent=2))
