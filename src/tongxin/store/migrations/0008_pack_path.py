"""A committee's pack may be a folder, whose path is longer than the name of a shipped one."""

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def widen(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Widen the column; SQLite counts no characters, and making its table anew would drop its triggers."""
    if editor.connection.vendor == "postgresql":
        editor.execute("ALTER TABLE tongxin_committee ALTER COLUMN pack TYPE varchar(400)")


class Migration(migrations.Migration):
    """One wider column."""

    dependencies = [("tongxin", "0007_problems")]
    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunPython(widen, migrations.RunPython.noop)],
            state_operations=[migrations.AlterField("committee", "pack", models.CharField(max_length=400))],
        )
    ]
