"""The database itself refuses to change or delete what was put on record."""

from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, connection, transaction
from tests.store.ledger_rows import Rows

from tongxin.store.models import AuditEvent, Entry, EntryAmount, Evidence, Participation

AT = datetime(2024, 10, 31, 8, 30, tzinfo=UTC)


@pytest.fixture
def written(db):
    """One row in each guarded table."""
    rows = Rows()
    entry = rows.entry("donation", "2024-05-01", [(rows.person("陈演示"), "donor")], money=100)
    evidence = Evidence.objects.create(
        entry=entry, name="收据.pdf", media_type="application/pdf", size=3, sha256="a" * 64, added_at=AT
    )
    event = AuditEvent.objects.create(
        seq=1, at=AT, verb="entry.record", noun="entry", previous="0" * 64, digest="1" * 64
    )
    return {
        Entry: entry,
        Participation: entry.participations.get(),
        EntryAmount: entry.amounts.get(),
        Evidence: evidence,
        AuditEvent: event,
    }


GUARDED = [Entry, Participation, EntryAmount, Evidence, AuditEvent]


@pytest.mark.parametrize("table", GUARDED)
def test_a_row_cannot_be_changed(written, table):
    row = written[table]
    field = next(field for field in table._meta.fields if field.get_internal_type() == "CharField")
    with pytest.raises(DatabaseError, match="append-only: UPDATE"), transaction.atomic():
        table.objects.filter(pk=row.pk).update(**{field.name: "x"})


@pytest.mark.parametrize("table", GUARDED)
def test_a_row_cannot_be_deleted(written, table):
    with pytest.raises(DatabaseError, match="append-only: DELETE"), transaction.atomic():
        table.objects.filter(pk=written[table].pk)._raw_delete("default")


@pytest.mark.parametrize("table", GUARDED)
def test_a_row_cannot_be_replaced_or_its_table_emptied(written, table):
    name = table._meta.db_table
    if connection.vendor == "sqlite":
        statement = f"REPLACE INTO {name} SELECT * FROM {name}"  # noqa: S608 — names of our own tables.
    else:
        connection.check_constraints()  # no event of the rows above may be pending
        statement = f"TRUNCATE {name} CASCADE"
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    assert table.objects.filter(pk=written[table].pk).exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("again", [1, 2])
def test_a_test_with_real_transactions_starts_empty_and_guarded(again):
    assert not Entry.objects.exists()
    entry = Rows().entry("donation", "2024-05-01")
    with pytest.raises(DatabaseError, match="append-only"):
        Entry.objects.filter(pk=entry.pk).update(title="x")
