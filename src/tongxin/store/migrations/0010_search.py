"""Sets up the search over everything and the grams by which similar texts are found."""

import django.db.models.deletion
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from tongxin.store import text_index


def create(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Create the index; the tables are empty until `tongxin migrate` fills them from the records."""
    del apps
    vendor = editor.connection.vendor
    for statement in (*text_index.create(vendor), *text_index.compact_grams(vendor)):
        editor.execute(statement, None)


def drop(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Take it away again."""
    del apps
    for statement in text_index.drop(editor.connection.vendor):
        editor.execute(statement, None)


class Migration(migrations.Migration):
    """Search by two-character tokens, similar texts by three-character grams."""

    dependencies = [("tongxin", "0009_proceedings")]
    operations = [
        migrations.CreateModel(
            name="SearchGram",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "committee", "gram", "document", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("committee", models.BigIntegerField()),
                ("gram", models.BigIntegerField()),
                ("document", models.BigIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="SearchText",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("noun", models.CharField(max_length=20)),
                ("object_id", models.BigIntegerField()),
                ("code", models.CharField(blank=True, max_length=40)),
                ("happened", models.DateField()),
                ("compared", models.BooleanField(default=False)),
                ("title", models.CharField(max_length=300)),
                ("body", models.TextField(blank=True)),
                ("about", models.TextField(blank=True)),
                ("tokens", models.TextField(blank=True)),
                (
                    "committee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="search_texts",
                        to="tongxin.committee",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["committee", "-happened", "-id"], name="search_text_newest")],
                "constraints": [
                    models.UniqueConstraint(fields=("committee", "noun", "object_id"), name="search_text_once")
                ],
            },
        ),
        migrations.RunPython(create, drop),
    ]
