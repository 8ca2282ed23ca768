"""Sets up the index behind the search of the ledger."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from tongxin.store import search_index


def create(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Create the index."""
    del apps
    for statement in search_index.create(editor.connection.vendor):
        editor.execute(statement, None)


def drop(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Take it away again."""
    del apps
    for statement in search_index.drop(editor.connection.vendor):
        editor.execute(statement, None)


class Migration(migrations.Migration):
    """Search of the ledger by two-character tokens."""

    dependencies = [("tongxin", "0002_guards")]
    operations = [
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(
                condition=models.Q(("root__isnull", False)),
                fields=["committee", "root", "id"],
                name="entry_later",
            ),
        ),
        migrations.RunPython(create, drop),
    ]
