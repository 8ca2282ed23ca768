"""Correcting and voiding: rows are added, what stood before stays."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from tests.actions.recording import NOW, codes, events, money, visit

from tongxin.actions import entries
from tongxin.actions.acting import Invalid
from tongxin.engine.ledger.entries import Act, current
from tongxin.store import models
from tongxin.store.queries.ledger import entries_of

pytestmark = pytest.mark.django_db


class TestCorrecting:
    def test_what_stood_before_stays_and_counts_for_earlier_times(self, rows, clerk, visitor):
        first = entries.record_entry(clerk, money(visitor, 100))
        later = replace(clerk, at=NOW + timedelta(hours=1))
        second = entries.correct_entry(later, first, money(visitor, 300), "少记一笔")
        ledger = list(entries_of(rows.committee.pk))
        assert [(row.id, row.root, row.act) for row in ledger] == [
            (first, first, Act.RECORD),
            (second, first, Act.CORRECT),
        ]
        assert current(ledger, NOW)[first].amounts == {"money": Decimal(100)}
        assert current(ledger, later.at)[first].amounts == {"money": Decimal(300)}
        [event] = events("entry.correct")
        assert (event.object_id, event.changes["before"], event.changes["after"]) == (
            first,
            {"amounts": {"money": "100"}},
            {"amounts": {"money": "300"}},
        )

    def test_corrections_all_point_at_the_first_record(self, clerk, visitor):
        first = entries.record_entry(clerk, visit(visitor))
        second = entries.correct_entry(clerk, first, visit(visitor, place="甲地"), "补充")
        third = entries.correct_entry(clerk, second, visit(visitor, place="乙地"), "再改")
        assert models.Entry.objects.get(pk=third).root_id == first

    def test_a_clock_set_back_does_not_put_a_correction_before_its_record(self, clerk, visitor):
        first = entries.record_entry(clerk, visit(visitor))
        slow = replace(clerk, at=NOW - timedelta(days=2))
        second = entries.correct_entry(slow, first, visit(visitor, place="厂区"), "补充")
        assert models.Entry.objects.get(pk=second).recorded_at == NOW

    def test_a_reason_is_needed(self, clerk, visitor):
        entry = entries.record_entry(clerk, visit(visitor))
        with pytest.raises(Invalid) as problem:
            entries.void_entry(clerk, entry, "  ")
        assert codes(problem) == [("field.required", "reason")]
        with pytest.raises(Invalid) as problem:
            entries.correct_entry(clerk, entry, visit(visitor, place="厂区"), " ")
        assert codes(problem) == [("field.required", "reason")]

    def test_two_who_correct_the_same_view_conflict(self, clerk, visitor):
        entry = entries.record_entry(clerk, visit(visitor))
        entries.correct_entry(clerk, entry, visit(visitor, place="甲地"), "补充", seen=entry)
        with pytest.raises(Invalid) as problem:
            entries.correct_entry(clerk, entry, visit(visitor, place="乙地"), "补充", seen=entry)
        assert codes(problem) == [("entry.changed_meanwhile", "")]

    def test_a_correction_must_change_something(self, clerk, visitor):
        entry = entries.record_entry(clerk, visit(visitor, text="甲乙"))
        with pytest.raises(Invalid) as problem:
            entries.correct_entry(clerk, entry, visit(visitor, text="甲乙"), "没改")
        assert codes(problem) == [("entry.unchanged", "")]
        assert entries.correct_entry(clerk, entry, visit(visitor, text="乙甲"), "同样长的文字")


class TestVoiding:
    def test_a_void_row_repeats_the_content_and_marks_it(self, clerk, visitor):
        entry = entries.record_entry(clerk, money(visitor, 100))
        gone = models.Entry.objects.get(pk=entries.void_entry(clerk, entry, "重复登记"))
        assert (gone.root_id, gone.act, gone.reason) == (entry, "void", "重复登记")
        assert gone.participations.count() == gone.amounts.count() == 1
        assert models.Entry.objects.filter(pk=entry).exists()

    def test_nothing_follows_a_void(self, clerk, visitor):
        entry = entries.record_entry(clerk, visit(visitor))
        entries.void_entry(clerk, entry, "重复")
        for verb in (
            lambda: entries.void_entry(clerk, entry, "再次"),
            lambda: entries.correct_entry(clerk, entry, visit(visitor, place="厂区"), "补充"),
        ):
            with pytest.raises(Invalid) as problem:
                verb()
            assert codes(problem) == [("entry.void_already", "")]
