"""Whole copies of the database as one SQLite file, whichever database the site runs on.

A backup in the one portable form can be verified anywhere, and restored into either database.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import quote

from django.apps import apps
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection, connections, models, transaction
from django.db.utils import load_backend

from tongxin.store.models import AuditEvent, SearchGram, User, UserSession

ALIAS = "copy"
ENGINE = "django.db.backends.sqlite3"
BATCH = 1000
_MADE_ANEW = (SearchGram,)
"""Tables that are not copied: they are many times as large as what they are made from."""


@contextmanager
def opened(file: Path, *, writing: bool = False) -> Iterator[str]:
    """Give the alias under which a copy can be queried.

    Args:
        file: an SQLite file with the tables of this program.
        writing: whether it may be made and changed.
    """
    name = f"file:{quote(str(file.resolve()))}?mode={'rwc' if writing else 'ro'}"
    settings = {**connections.settings["default"], "ENGINE": ENGINE, "NAME": name, "OPTIONS": {}}
    connections[ALIAS] = load_backend(ENGINE).DatabaseWrapper(settings, ALIAS)
    try:
        yield ALIAS
    finally:
        connections[ALIAS].close()
        del connections[ALIAS]


def write_copy(file: Path) -> None:
    """Copy the database as it is at one moment, while others go on reading and writing it.

    Args:
        file: where to; it must not exist.
    """
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        with closing(sqlite3.connect(file)) as target:
            connection.connection.backup(target)
            target.execute("PRAGMA journal_mode=DELETE")  # one file, readable where nothing can be written
        return
    with opened(file, writing=True) as alias:
        call_command("migrate", database=alias, verbosity=0, interactive=False)
        with transaction.atomic(), transaction.atomic(using=alias):
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            _copy_rows("default", alias)


def read_copy(file: Path) -> None:
    """Fill the empty tables of the site's own database from a copy."""
    with opened(file) as alias, transaction.atomic():
        _copy_rows(alias, "default")
        with connection.cursor() as cursor:
            for statement in connection.ops.sequence_reset_sql(no_style(), _tables()):
                cursor.execute(statement)


def is_empty() -> bool:
    """Tell whether the site's own database holds nothing yet."""
    return not User.objects.exists() and not AuditEvent.objects.exists()


def forget_sessions() -> None:
    """Sign everybody out; a copy must not carry anybody's way in."""
    UserSession.objects.all().delete()
    Session.objects.all().delete()


def _tables() -> list[type[models.Model]]:
    return [table for table in apps.get_app_config("tongxin").get_models() if table not in _MADE_ANEW]


def _copy_rows(source: str, target: str) -> None:
    """Copy all rows; keys between tables are checked at the end of the transaction, so order is free."""
    for table in _tables():
        rows = table._base_manager.using(source).order_by("pk").iterator(chunk_size=BATCH)  # noqa: SLF001 — Django's documented name.
        batch: list[models.Model] = []
        for row in rows:
            batch.append(row)
            if len(batch) == BATCH:
                table._base_manager.using(target).bulk_create(batch)  # noqa: SLF001 — Django's documented name.
                batch = []
        table._base_manager.using(target).bulk_create(batch)  # noqa: SLF001 — Django's documented name.
