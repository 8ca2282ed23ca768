"""``make bench``: pages under load on both databases and the engine alone, as JSON beside their limits."""

import argparse
import json
import os
import platform
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.postgres import throw_away_server

from benchmarks import claims, duties, figures, http, pairing, routing, searching, similar

SIZES = {
    "county": {"members": 300, "proposals": 5_000, "attendances": 25_000},
    "region": {"members": 700, "proposals": 20_000, "attendances": 230_000},
}
ENTRIES = (2_500, 250_000)
DATABASES = ("sqlite", "postgresql")


def main() -> int:
    """Run the measurements the arguments choose; exit 1 when a page misses its limit."""
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    parser.add_argument("--size", choices=[*SIZES, "all"], default="county")
    parser.add_argument("--database", choices=[*DATABASES, "both"], default="both")
    parser.add_argument("--out", type=Path, help="write the JSON here as well")
    options = parser.parse_args()
    sizes = list(SIZES) if options.size == "all" else [options.size]
    databases = DATABASES if options.database == "both" else [options.database]
    pages = [row for name in databases for row in _pages(name, sizes)]
    report: dict[str, Any] = {
        "machine": f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}",
        "pages": pages,
        "figures": [figures.measured(size) for size in ENTRIES],
        "duties": duties.measured(),
        "pairing": pairing.measured(large=options.size == "all"),
        "routing": routing.measured(),
        "similar": similar.measured(),
        "searching": [_searched(name) for name in databases],
        "claims": claims.measured(),
    }
    text = json.dumps(report, ensure_ascii=False, indent=2)
    print(text)
    if options.out:
        options.out.write_text(text + "\n", "utf-8")
    limited = [
        row
        for part in ("pages", "duties", "pairing", "routing", "similar", "searching", "claims")
        for row in report[part]
    ]
    return 0 if all(row["within_limit"] for row in limited) else 1


def _pages(database: str, sizes: list[str]) -> Iterator[dict[str, object]]:
    """Yield a row for each page and size, on a database of its own each."""
    for size in sizes:
        print(f"{database}, {size} …", file=sys.stderr, flush=True)
        with _address(database) as address:
            for row in http.measure(**SIZES[size], database=address):
                yield {"database": database, "size": size, **row}


def _searched(database: str) -> dict[str, Any]:
    """Measure the search on a database of its own."""
    print(f"{database}, search …", file=sys.stderr, flush=True)
    with _address(database) as address:
        return searching.measured(database=address)


@contextmanager
def _address(database: str) -> Iterator[str]:
    if database == "sqlite":
        yield ""
        return
    with throw_away_server() as address:
        yield address


if __name__ == "__main__":
    sys.exit(main())
