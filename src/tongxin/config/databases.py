"""Database settings for SQLite and PostgreSQL."""

from pathlib import Path
from typing import Any

import dj_database_url

SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL;"
    "PRAGMA synchronous=NORMAL;"
    "PRAGMA cache_size=-8000;"
    "PRAGMA mmap_size=134217728;"
    "PRAGMA temp_store=MEMORY;"
    "PRAGMA journal_size_limit=67108864;"
)
"""Measured settings; NORMAL keeps every commit through the death of a process."""


def settings_for(url: str, folder: Path) -> dict[str, Any]:
    """Return Django's database settings.

    Args:
        url: ``TONGXIN_DATABASE_URL``; empty means SQLite in the data folder.
        folder: the data folder.
    """
    parsed: dict[str, Any] = dict(dj_database_url.parse(url or f"sqlite:///{folder / 'tongxin.sqlite3'}"))
    if parsed["ENGINE"] == "django.db.backends.sqlite3":
        # IMMEDIATE takes the write lock at BEGIN: with the default, two writers at once end in
        # "database is locked" instead of waiting for each other.
        parsed["OPTIONS"] = {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": SQLITE_PRAGMAS}
        parsed["CONN_MAX_AGE"] = None
        # Tests use a file too, so that a second process sees the same database.
        parsed["TEST"] = {"NAME": str(folder / "test.sqlite3")}
    else:
        parsed["CONN_MAX_AGE"] = 600
        parsed["CONN_HEALTH_CHECKS"] = True
    return parsed
