"""Sets up the triggers that keep the ledger and the audit log append-only."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from tongxin.store import guards

# Without parameters (None) a "%" in a statement stays as it is; an empty tuple would make it a placeholder.


def create(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Create the triggers."""
    del apps
    for statement in guards.create(editor.connection.vendor, guards.FIRST):
        editor.execute(statement, None)


def drop(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Take them away again."""
    del apps
    for statement in guards.drop(editor.connection.vendor):
        editor.execute(statement, None)


class Migration(migrations.Migration):
    """Triggers on the append-only tables."""

    dependencies = [("tongxin", "0001_foundation")]
    operations = [migrations.RunPython(create, drop)]
