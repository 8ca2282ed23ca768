"""Verification vouches for the ledger and its evidence, not only for the log."""

import hashlib
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.db import connection
from tests.store.ledger_rows import Rows

from tongxin.actions.acting import Actor
from tongxin.actions.audit import audit
from tongxin.actions.verification import verify
from tongxin.engine.kernel.issues import Subject
from tongxin.store import guards
from tongxin.store.models import Entry, EntryAmount, Evidence, Participation

pytestmark = pytest.mark.django_db
AT = datetime(2024, 10, 31, 8, 30, tzinfo=UTC)
CONTENT = b"%PDF-1.7 receipt"
SHA256 = hashlib.sha256(CONTENT).hexdigest()


def record(rows, entry):
    """Put the rows just written on record, as the verbs of the ledger do."""
    actor = Actor(user_id=rows.user.pk, name="办公室", committee_id=rows.committee.pk, at=AT, system=True)
    audit(actor, "entry.record", Subject(noun="entry", id=entry.root_id or entry.pk, name=entry.title))


@pytest.fixture
def ledger(settings, tmp_path: Path, django_capture_on_commit_callbacks):
    """Three records: a visit, a donation with a receipt, and a correction of the visit."""
    settings.TONGXIN_DATA = tmp_path
    with django_capture_on_commit_callbacks(execute=True):
        rows = Rows()
        person = rows.person("陈演示")
        visit = rows.entry("visit", "2024-05-01", [(person, "visitor")])
        record(rows, visit)
        donation = rows.entry("donation", "2024-05-02", [(person, "donor")], money=100)
        Evidence.objects.create(
            entry=donation, name="收据.pdf", media_type="application/pdf", size=16, sha256=SHA256, added_at=AT
        )
        path = tmp_path / "evidence" / SHA256[:2] / SHA256
        path.parent.mkdir(parents=True)
        path.write_bytes(CONTENT)
        record(rows, donation)
        correction = rows.entry("visit", "2024-05-03", [(person, "visitor")], act="correct", root=visit)
        record(rows, correction)
    rows.folder, rows.visit, rows.donation, rows.correction = tmp_path, visit, donation, correction
    return rows


@pytest.fixture
def unguarded(ledger):
    with connection.cursor() as cursor:
        for statement in guards.drop(connection.vendor):
            cursor.execute(statement)
    yield
    with connection.cursor() as cursor:
        for statement in guards.create(connection.vendor):
            cursor.execute(statement)


def finding(ledger):
    found = verify(ledger.folder)
    return found.reason, found.bad_record


def test_an_untouched_ledger_holds(ledger):
    found = verify(ledger.folder)
    assert (found.holds, found.records, found.files) == (True, 3, 1)


def test_an_edited_record_is_named_with_the_act_that_wrote_it(ledger, unguarded):
    Entry.objects.filter(pk=ledger.donation.pk).update(happened_on=date(2023, 1, 1))
    assert finding(ledger) == ("changed", ledger.donation.pk)
    assert verify(ledger.folder).bad == 2


def test_an_edited_amount_is_named(ledger, unguarded):
    EntryAmount.objects.update(amount=1000)
    assert finding(ledger) == ("changed", ledger.donation.pk)


def test_a_participant_added_behind_the_back_is_named(ledger):
    Participation.objects.create(entry=ledger.visit, person=ledger.person("李演示"), role="visitor")
    assert finding(ledger) == ("changed", ledger.visit.pk)


def test_a_later_correction_does_not_cover_up_an_edit(ledger, unguarded):
    Entry.objects.filter(pk=ledger.visit.pk).update(title="别的")
    record(ledger, ledger.entry("visit", "2024-05-04", act="correct", root=ledger.visit))
    assert finding(ledger) == ("changed", ledger.visit.pk)


def test_a_deleted_record_is_named(ledger, unguarded):
    Participation.objects.filter(entry=ledger.correction).delete()
    Entry.objects.filter(pk=ledger.correction.pk).delete()
    assert finding(ledger) == ("gone", ledger.correction.pk)


def test_a_record_that_no_act_wrote_is_named(ledger):
    slipped_in = ledger.entry("visit", "2024-06-01")
    assert finding(ledger) == ("unsealed", slipped_in.pk)


def test_evidence_added_behind_the_back_is_named(ledger):
    Evidence.objects.create(
        entry=ledger.visit, name="a.pdf", media_type="application/pdf", size=1, sha256="b" * 64, added_at=AT
    )
    assert finding(ledger) == ("evidence", ledger.visit.pk)


@pytest.mark.parametrize("harm", ["altered", "missing"])
def test_a_harmed_evidence_file_is_named(ledger, harm):
    path = ledger.folder / "evidence" / SHA256[:2] / SHA256
    path.write_bytes(b"other") if harm == "altered" else path.unlink()
    found = verify(ledger.folder)
    assert (found.reason, found.bad_file) == ("file", SHA256)
