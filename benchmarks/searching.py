"""The search over everything, on a database of its own; JSON out.

Usage: ``python -m benchmarks.searching [COUNT [DATABASE_URL]]`` (default 100000 on SQLite).
"""

import json
import os
import subprocess
import sys
import tempfile
from typing import Any

DOCUMENTS = 100_000
LIMIT_MS = 50.0


def inside(what: str, count: int, database: str = "") -> dict[str, Any]:
    """Measure in a process and a data folder of its own.

    Args:
        what: a measurement of ``benchmarks.texts``.
        count: how many texts.
        database: address of an empty database; empty means SQLite.
    """
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {"TONGXIN_DATA": folder, "TONGXIN_DATABASE_URL": database}
        command = [sys.executable, "-m", "benchmarks.texts", what, str(count)]
        done = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, text=True)
        found: dict[str, Any] = json.loads(done.stdout)
        return found


def measured(count: int = DOCUMENTS, database: str = "") -> dict[str, Any]:
    """Return the times of a first page with its count, over many kinds of questions."""
    found = inside("searching", count, database)
    return {
        "database": "postgresql" if database else "sqlite",
        **found,
        "limit_p95_ms": LIMIT_MS,
        "within_limit": found["p95_ms"] <= LIMIT_MS and not found["wrong_counts"],
    }


if __name__ == "__main__":
    size = int(sys.argv[1]) if sys.argv[1:] else DOCUMENTS
    print(json.dumps(measured(size, *sys.argv[2:3]), ensure_ascii=False, indent=2))
