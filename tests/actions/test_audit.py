"""Appending to the log: writers take turns, bulk is one transaction, and nothing personal leaks into it."""

import threading
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import connection, transaction

from tongxin.actions.acting import Actor, Changes
from tongxin.actions.audit import Act, audit, audit_many
from tongxin.actions.verification import verify
from tongxin.engine.kernel.issues import Subject
from tongxin.store.models import AuditEvent

AT = datetime(2024, 10, 31, 8, 30, tzinfo=UTC)
SETUP = Actor(user_id=None, name="安装", committee_id=None, at=AT, system=True)


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.TONGXIN_DATA = tmp_path
    return tmp_path


@pytest.mark.django_db(transaction=True)
def test_writers_at_the_same_time_make_one_chain(folder):
    def write(name):
        try:
            for number in range(10):
                with transaction.atomic():
                    audit(replace(SETUP, name=name), "unit.change", Subject(noun="unit", id=number))
        finally:
            connection.close()

    writers = [threading.Thread(target=write, args=[f"writer {n}"]) for n in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    found = verify(folder)
    assert (found.reason, found.checked) == ("", 40)
    assert AuditEvent.objects.values("actor_name").distinct().count() == 4


@pytest.mark.django_db
def test_ten_thousand_acts_are_one_chain_and_few_queries(folder, django_assert_max_num_queries):
    acts = [Act(verb="member.change", subject=Subject(noun="member", id=n)) for n in range(10_000)]
    with django_assert_max_num_queries(150):  # the head read and written; SQLite takes 76 rows a statement
        audit_many(SETUP, acts)
    assert verify(folder).checked == 10_000


@pytest.mark.django_db
def test_personal_numbers_are_masked_however_deep_they_lie():
    changes = Changes(
        before={"phone": None, "rows": [{"id_number": "450123199001011234"}]},
        after={"contact_phone": "0771-1234567", "phone": ["13800001234", "13900005678"]},
    )
    audit(SETUP, "member.change", Subject(noun="member", id=1), changes)
    kept = AuditEvent.objects.get().changes
    assert kept["before"] == {"phone": "", "rows": [{"id_number": "*" * 16 + "34"}]}
    assert kept["after"] == {"contact_phone": "*" * 10 + "67", "phone": ["*" * 9 + "34", "*" * 9 + "78"]}


@pytest.mark.django_db
def test_values_of_every_kind_are_kept_exactly_and_verify_after_reading_back(
    folder, django_capture_on_commit_callbacks
):
    after = {
        "day": date(2024, 10, 31),
        "at": AT,
        "amount": Decimal("363100.0500"),
        "whole": 10**17,
        "flag": True,
        "nothing": None,
        "text": '引号"与换行\n和表情🙂',
        "codes": ("b", "a"),
    }
    with django_capture_on_commit_callbacks(execute=True):
        audit(SETUP, "member.change", Subject(noun="member", id=1), Changes(after=after))
    assert AuditEvent.objects.get().changes["after"] == {
        **after,
        "day": "2024-10-31",
        "at": "2024-10-31T08:30:00+00:00",
        "amount": "363100.0500",
        "codes": ["b", "a"],
    }
    assert verify(folder).holds


@pytest.mark.django_db
def test_an_act_of_the_past_keeps_its_own_moment():
    long_ago = datetime(2023, 1, 1, tzinfo=UTC)
    audit_many(SETUP, [Act(verb="entry.record", subject=Subject(noun="link", id=1), at=long_ago)])
    assert AuditEvent.objects.get().at == long_ago
