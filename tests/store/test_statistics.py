"""Fresh statistics after a bulk load: for the tables of this committee's database, and no others."""

import pytest
from django.db import connection
from tests.store.ledger_rows import Rows

from tongxin.store import models, statistics

ROWS_KNOWN = "SELECT reltuples FROM pg_class WHERE relname = %s"
SHARED_CATALOGS_HELD = (
    "SELECT count(*) FROM pg_locks WHERE pid = pg_backend_pid() AND database = 0 AND locktype = 'relation'"
    " AND mode = 'ShareUpdateExclusiveLock'"
)
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite plans from its indexes alone"),
]


def one_number(sql: str, *parameters: object) -> int:
    """Return the single number that ``sql`` asks the database for."""
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return int(cursor.fetchone()[0])


def test_the_rows_written_at_once_are_counted_anew() -> None:
    table = models.Person._meta.db_table
    before = one_number(ROWS_KNOWN, table)
    rows = Rows()
    for number in range(25):
        rows.person(f"委员{number}")
    statistics.refresh()
    known = one_number(ROWS_KNOWN, table)
    assert known >= 25
    assert known != before


def test_another_committees_loading_on_the_same_server_does_not_wait() -> None:
    statistics.refresh()
    assert one_number(SHARED_CATALOGS_HELD) == 0
