"""The audit log shows every edit, deletion, reorder, cut and rewriting behind the application's back."""

import json
import stat
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction

from tongxin.actions.acting import Actor, Changes
from tongxin.actions.audit import Act, audit, audit_many, content_of
from tongxin.actions.verification import verify
from tongxin.engine.kernel.chain import digest_of
from tongxin.engine.kernel.issues import Subject
from tongxin.store import guards
from tongxin.store.models import AuditEvent, AuditHead, Committee

pytestmark = pytest.mark.django_db
AT = datetime(2024, 10, 31, 8, 30, tzinfo=UTC)
SETUP = Actor(user_id=None, name="安装", committee_id=None, at=AT, system=True)


def acts(count: int) -> list[Act]:
    return [
        Act(
            verb="member.change",
            subject=Subject(noun="member", id=n, name=f"委员{n}"),
            changes=Changes(after={"phone": "13800001234", "name": f"委员{n}"}),
        )
        for n in range(1, count + 1)
    ]


@transaction.atomic
def fail() -> None:
    audit(SETUP, "unit.change", Subject(noun="unit", id=2))
    raise RuntimeError


@pytest.fixture
def folder(settings, tmp_path: Path) -> Path:
    settings.TONGXIN_DATA = tmp_path
    return tmp_path


@pytest.fixture
def logged(folder: Path, django_capture_on_commit_callbacks) -> Path:
    """Five entries in two transactions, with their checkpoints."""
    for part in (acts(3), acts(2)):
        with django_capture_on_commit_callbacks(execute=True):
            audit_many(SETUP, part)
    return folder


@pytest.fixture
def unguarded() -> Iterator[None]:
    """What somebody does who has the database in hand: take the triggers away first."""
    with connection.cursor() as cursor:
        for statement in guards.drop(connection.vendor):
            cursor.execute(statement)
    yield
    with connection.cursor() as cursor:
        for statement in guards.create(connection.vendor):
            cursor.execute(statement)


def test_an_untouched_log_holds_to_its_head(logged: Path) -> None:
    found = verify(logged)
    assert (found.bad, found.checked, found.checkpoints) == (None, 5, 2)
    assert found.head == AuditHead.objects.get().digest


def test_personal_numbers_are_masked_before_they_are_logged(logged: Path) -> None:
    assert AuditEvent.objects.get(seq=1).changes["after"]["phone"] == "*********34"


@pytest.mark.parametrize("verb", ["update", "delete"])
def test_the_database_refuses_to_change_or_delete_a_logged_act(logged: Path, verb: str) -> None:
    rows = AuditEvent.objects.filter(seq=2)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        rows.update(verb="x") if verb == "update" else rows.delete()
    assert verify(logged).bad is None


def test_an_edited_act_is_named(logged: Path, unguarded: None) -> None:
    AuditEvent.objects.filter(seq=2).update(object_name="别的")
    found = verify(logged)
    assert (found.bad, found.reason, found.checked) == (2, "chain", 1)


def test_a_deleted_act_is_named(logged: Path, unguarded: None) -> None:
    AuditEvent.objects.filter(seq=3).delete()
    assert verify(logged).bad == 3


def test_two_acts_that_changed_places_are_named(logged: Path, unguarded: None) -> None:
    AuditEvent.objects.filter(seq=2).update(seq=99)
    AuditEvent.objects.filter(seq=4).update(seq=2)
    AuditEvent.objects.filter(seq=99).update(seq=4)
    assert verify(logged).bad == 2


def test_a_log_cut_short_is_shown_by_the_checkpoint_outside_it(logged: Path, unguarded: None) -> None:
    AuditEvent.objects.filter(seq__gte=4).delete()
    last = AuditEvent.objects.get(seq=3)
    AuditHead.objects.update(seq=3, digest=last.digest)
    found = verify(logged)
    assert (found.bad, found.reason) == (4, "cut")


def test_a_log_written_anew_with_right_digests_is_shown_by_the_checkpoint(
    logged: Path, unguarded: None
) -> None:
    previous = "0" * 64
    for event in AuditEvent.objects.order_by("seq"):
        event.actor_name, event.previous = "别人", previous
        event.digest = previous = digest_of(content_of(event), previous)
        event.save()
    found = verify(logged)
    assert (found.bad, found.reason, found.checked) == (3, "rewritten", 5)


def test_a_forged_checkpoint_is_named(logged: Path) -> None:
    file = logged / "audit" / "checkpoints.jsonl"
    file.write_text(file.read_text().replace('"seq": 3', '"seq": 2'))
    found = verify(logged)
    assert (found.bad, found.reason) == (1, "checkpoint")


def test_a_log_without_any_checkpoint_is_not_trusted(logged: Path) -> None:
    (logged / "audit" / "checkpoints.jsonl").unlink()
    assert verify(logged).reason == "unsigned"


def test_checkpoints_without_a_key_are_not_trusted(logged: Path) -> None:
    for name in ("key.pem", "public.pem"):
        (logged / "audit" / name).unlink()
    assert verify(logged).reason == "checkpoint"


def test_a_log_cut_after_its_last_checkpoint_is_shown_by_its_head(logged: Path, unguarded: None) -> None:
    audit_many(SETUP, acts(2))  # not committed as far as checkpoints know: as if the machine had stopped
    AuditEvent.objects.filter(seq=7).delete()
    found = verify(logged)
    assert (found.bad, found.reason) == (7, "cut")


def test_one_checkpoint_is_written_a_transaction(folder: Path, django_capture_on_commit_callbacks) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        for act in acts(20):
            audit(SETUP, act.verb, act.subject)
    lines = (folder / "audit" / "checkpoints.jsonl").read_text().splitlines()
    assert [json.loads(line)["seq"] for line in lines] == [20]


def test_an_act_after_a_rolled_back_one_still_gets_its_checkpoint(
    folder: Path, django_capture_on_commit_callbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        audit(SETUP, "unit.change", Subject(noun="unit", id=1))
        with pytest.raises(RuntimeError):
            fail()
    found = verify(folder)
    assert (found.bad, found.checked, found.checkpoints) == (None, 1, 1)


def test_the_signing_key_is_the_owners_only(logged: Path) -> None:
    assert stat.S_IMODE((logged / "audit" / "key.pem").stat().st_mode) == 0o600


def test_a_roster_act_makes_look_ups_stale_and_another_does_not(folder: Path) -> None:
    committee = Committee.objects.create(code="c", name="演示", pack="longan")
    actor = replace(SETUP, committee_id=committee.pk)
    audit(actor, "account.create", Subject(noun="account", id=1))
    committee.refresh_from_db()
    assert committee.roster_revision == 0
    audit(actor, "member.place", Subject(noun="member", id=1))
    committee.refresh_from_db()
    assert committee.roster_revision == 1


def test_a_verb_that_failed_leaves_nothing_in_the_log(folder: Path) -> None:
    with pytest.raises(RuntimeError):
        fail()
    assert verify(folder).checked == 0
