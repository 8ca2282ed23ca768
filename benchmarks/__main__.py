"""``make bench``: pages under load and the engine alone, as JSON beside their limits."""

import argparse
import json
import os
import platform
import sys

from benchmarks import http

SIZES = {
    "county": {"members": 300, "proposals": 5_000, "attendances": 25_000},
    "region": {"members": 700, "proposals": 20_000, "attendances": 230_000},
}


def main() -> int:
    """Run the measurements the arguments choose; exit 1 when a page misses its limit."""
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    parser.add_argument("--size", choices=[*SIZES, "all"], default="county")
    parser.add_argument("--database", default=os.environ.get("TONGXIN_DATABASE_URL", ""))
    options = parser.parse_args()
    sizes = list(SIZES) if options.size == "all" else [options.size]
    report = {
        "machine": f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}",
        "database": "PostgreSQL" if options.database else "SQLite",
        "sizes": {size: http.measure(**SIZES[size], database=options.database) for size in sizes},
    }
    print(json.dumps(report, ensure_ascii=False, indent=2))
    missed = [row for rows in report["sizes"].values() for row in rows if not row["within_limit"]]
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
