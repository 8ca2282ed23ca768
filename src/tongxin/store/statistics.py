"""What the database knows of its tables' sizes, from which it plans its queries."""

from django.db import connection


def refresh() -> None:
    """Count anew after many rows were written at once.

    PostgreSQL does so by itself some minutes later; until then it plans for empty tables, and lists take
    ten times as long. SQLite plans from its indexes alone.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
