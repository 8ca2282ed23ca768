"""What the database knows of its tables' sizes, from which it plans its queries."""

from django.db import connection


def refresh() -> None:
    """Count anew after many rows were written at once.

    PostgreSQL does so by itself some minutes later; until then it plans for empty tables, and lists take
    ten times as long. SQLite plans from its indexes alone.

    Only this database's own tables are named: a bare ANALYZE also locks the catalogs that every database of
    the server shares, until the transaction ends, and so would hold up a second committee's loading.
    """
    if connection.vendor == "postgresql":
        tables = connection.introspection.django_table_names(only_existing=True, include_views=False)
        named = ", ".join(connection.ops.quote_name(table) for table in sorted(tables))
        with connection.cursor() as cursor:
            cursor.execute(f"ANALYZE {named}")
