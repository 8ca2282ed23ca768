"""A backup holds everything, proves itself anywhere, and comes back whole; a harmed one is refused."""

import hashlib
import io
import json
import os
import subprocess
import sys
import tarfile
from datetime import UTC, datetime

import pytest
from django.db import connection, transaction
from tests.store.ledger_rows import Rows

from tongxin.actions import backup
from tongxin.actions.acting import Actor, Refused
from tongxin.actions.audit import audit
from tongxin.actions.verification import verify
from tongxin.engine.kernel.issues import Subject
from tongxin.store import copies
from tongxin.store.models import AuditEvent, Entry, EntryAmount, Evidence, UserSession
from tongxin.web import commands

pytestmark = pytest.mark.django_db(transaction=True)
AT = datetime(2024, 10, 31, 8, 30, tzinfo=UTC)
SETUP = Actor(user_id=None, name="安装", committee_id=None, at=AT, system=True)
CONTENT = b"%PDF-1.7 receipt"
SHA256 = hashlib.sha256(CONTENT).hexdigest()


@pytest.fixture
def site(settings, tmp_path):
    """A donation with a receipt, on record, in a data folder of its own."""
    folder = tmp_path / "data"
    settings.TONGXIN_DATA = folder
    path = folder / "evidence" / SHA256[:2] / SHA256
    path.parent.mkdir(parents=True)
    path.write_bytes(CONTENT)
    rows = Rows()
    entry = rows.entry("donation", "2024-05-02", [(rows.person("陈演示"), "donor")], money="12.5")
    Evidence.objects.create(
        entry=entry, name="收据.pdf", media_type="application/pdf", size=16, sha256=SHA256, added_at=AT
    )
    UserSession.objects.create(user=rows.user, key_digest="d", session_key="s", signed_in_at=AT, seen_at=AT)
    with transaction.atomic():
        audit(SETUP, "entry.record", Subject(noun="entry", id=entry.pk, name=entry.title))
    return folder


@pytest.fixture
def archive(site, tmp_path):
    target = tmp_path / "backup.tar"
    backup.back_up(SETUP, target, folder=site)
    return target


def altered(archive, target, name, content):
    """Copy a backup with one file's content replaced; without content the file is left out."""
    with tarfile.open(archive) as old, tarfile.open(target, "w") as new:
        for member in old.getmembers():
            data = old.extractfile(member).read() if member.isfile() else b""
            if member.name == name:
                if content is None:
                    continue
                data = content
                member.size = len(data)
            new.addfile(member, io.BytesIO(data))
    return target


def test_a_backup_verifies_away_from_its_site(archive):
    with backup.opened(archive) as (folder, database):
        found = verify(folder, database=database)
    assert (found.holds, found.checked, found.records, found.files) == (True, 2, 1, 1)


def test_a_backup_is_for_its_keeper_only_and_overwrites_nothing(archive, site):
    assert archive.stat().st_mode & 0o077 == 0
    with pytest.raises(backup.Occupied):
        backup.back_up(SETUP, archive, folder=site)


def test_taking_a_backup_is_on_record_in_it(archive):
    with backup.opened(archive) as (_, database):
        assert AuditEvent.objects.using(database).get(seq=2).verb == "site.backup"


def test_nobody_with_an_account_takes_or_restores_backups(site, tmp_path):
    person = Actor(user_id=1, name="某人", committee_id=1, at=AT)
    with pytest.raises(Refused):
        backup.back_up(person, tmp_path / "b.tar", folder=site)
    with pytest.raises(Refused):
        backup.restore(person, tmp_path / "b.tar", folder=tmp_path, migrate=lambda: None)


def test_a_harmed_backup_is_not_opened(archive, tmp_path):
    evidence = f"evidence/{SHA256[:2]}/{SHA256}"
    harms = [
        (evidence, b"forged"),
        (evidence, None),
        ("audit/checkpoints.jsonl", None),
        ("manifest.json", b"{}"),
        ("manifest.json", None),
    ]
    for number, (name, content) in enumerate(harms):
        harmed = altered(archive, tmp_path / f"harmed{number}.tar", name, content)
        with pytest.raises(backup.Damaged), backup.opened(harmed):
            pass


def test_what_is_no_backup_is_called_so(tmp_path):
    (tmp_path / "x.tar").write_bytes(b"not a tar file")
    with pytest.raises(backup.Damaged), backup.opened(tmp_path / "x.tar"):
        pass


def test_an_edit_made_before_the_backup_is_found_in_it(site, tmp_path, capsys):
    EntryAmount.objects.create(entry=Entry.objects.get(), name="people", amount=3, unit="人")
    backup.back_up(SETUP, tmp_path / "b.tar", folder=site)
    assert commands.run(["verify", "--data", str(tmp_path / "b.tar")]) == 1
    assert f"record {Entry.objects.get().pk} of the ledger" in capsys.readouterr().err


def test_an_unpacked_backup_verifies_too(archive, tmp_path, capsys):
    backup.unpack(archive, tmp_path / "unpacked")
    assert commands.run(["verify", "--json", "--data", str(tmp_path / "unpacked")]) == 0
    assert json.loads(capsys.readouterr().out)["checked"] == 2


@pytest.mark.skipif("postgres" in os.environ.get("TONGXIN_DATABASE_URL", ""), reason="restores into a file")
@pytest.mark.slow
def test_a_backup_comes_back_as_a_site_with_everybody_signed_out(archive, tmp_path):
    environment = {**os.environ, "TONGXIN_DATA": str(tmp_path / "new")}
    command = [sys.executable, "-m", "tongxin.config.main"]

    def run(*arguments):
        done = subprocess.run(
            [*command, *arguments], env=environment, capture_output=True, text=True, check=False
        )
        return done.returncode, done.stdout + done.stderr

    status, said = run("restore", str(archive))
    assert status == 0, said
    assert run("verify")[0] == 0
    assert (tmp_path / "new" / "evidence" / SHA256[:2] / SHA256).read_bytes() == CONTENT
    with copies.opened(tmp_path / "new" / "tongxin.sqlite3") as database:
        assert str(EntryAmount.objects.using(database).get().amount) == "12.5000"
        assert not UserSession.objects.using(database).exists()
        assert AuditEvent.objects.using(database).order_by("seq").last().verb == "site.restore"
    status, said = run("restore", str(archive))
    assert status == 1
    assert "There is data already" in said


@pytest.mark.skipif(
    "postgres" not in os.environ.get("TONGXIN_DATABASE_URL", ""), reason="restores into a server's tables"
)
def test_a_backup_comes_back_into_a_servers_tables(archive, tmp_path, settings, request):
    with pytest.raises(backup.Occupied):
        backup.restore(SETUP, archive, folder=_folder(tmp_path), migrate=lambda: None)
    # Emptied as pytest-django does after a test, which the guards let pass.
    tables = connection.introspection.django_table_names(only_existing=True, include_views=False)
    connection.ops.execute_sql_flush([f"TRUNCATE {', '.join(tables)}"])
    settings.TONGXIN_DATA = _folder(tmp_path)
    found = backup.restore(SETUP, archive, folder=settings.TONGXIN_DATA, migrate=lambda: None)
    assert (found.holds, found.checked, found.records, found.files) == (True, 2, 1, 1)
    assert verify(settings.TONGXIN_DATA).checked == 3
    assert Rows("next").entry("visit", "2024-06-01").pk > Entry.objects.order_by("pk").first().pk


def _folder(tmp_path):
    (tmp_path / "new").mkdir(exist_ok=True)
    return tmp_path / "new"
