"""The records: tables, migrations, and queries that turn rows into engine values."""
