"""Recording: what is kept, by whom it may be done, and that it happens once."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from tests.actions.recording import NOW, actor, codes, events, money, visit
from tests.store.ledger_rows import Rows

from tongxin.actions import drafts, entries
from tongxin.actions.acting import Invalid, Refused
from tongxin.actions.entries import Recording
from tongxin.engine.ledger.drafts import EntryDraft
from tongxin.store import models

pytestmark = pytest.mark.django_db


def test_recording_keeps_everything_exactly_and_writes_the_log(rows, clerk, visitor, enterprise):
    draft = visit(
        visitor,
        text="宣讲政策",
        place="厂区",
        enterprise=enterprise.pk,
        fields={"guided": True, "opinions": ""},
    )
    entry = models.Entry.objects.get(pk=entries.record_entry(clerk, draft))
    assert (entry.act, entry.root_id, entry.recorded_at) == ("record", None, NOW)
    assert (entry.title, entry.text, entry.place) == ("走访 · 演示科技公司", "宣讲政策", "厂区")
    assert entry.fields == {"guided": True}
    assert list(entry.participations.values_list("person", "role")) == [(visitor.pk, "visitor")]
    [event] = events("entry.record")
    assert (event.object_id, event.object_name) == (entry.pk, entry.title)
    assert event.changes["after"]["enterprise"] == enterprise.pk


def test_money_is_kept_to_the_last_place(clerk, visitor):
    entry = entries.record_entry(clerk, money(visitor, "363100.0001"))
    assert models.EntryAmount.objects.get(entry=entry).amount == Decimal("363100.0001")


def test_an_empty_title_names_whom_or_what_it_was_about(rows, clerk, visitor):
    other = rows.person("演示谈话对象")
    draft = EntryDraft(
        kind="talk",
        happened_on=date(2024, 10, 8),
        participants=((visitor.pk, "talker"), (other.pk, "talked_with")),
        fields={"form": "face"},
    )
    assert models.Entry.objects.get(pk=entries.record_entry(clerk, draft)).title == "谈心谈话 · 演示谈话对象"
    named = replace(draft, title="第三季度谈心")
    assert models.Entry.objects.get(pk=entries.record_entry(clerk, named)).title == "第三季度谈心"


def test_a_wrong_draft_leaves_no_trace(clerk, visitor):
    with pytest.raises(Invalid) as problem:
        entries.record_entry(clerk, replace(visit(visitor), happened_on=NOW.date() + timedelta(2)))
    assert codes(problem) == [("entry.in_future", "happened_on")]
    with pytest.raises(Invalid) as problem:
        entries.record_entry(clerk, replace(visit(visitor), kind="holiday"))
    assert codes(problem) == [("kind.unknown", "kind")]
    assert not models.Entry.objects.exists()
    assert not models.AuditEvent.objects.exists()


def test_today_is_the_committees_day_not_that_of_greenwich(rows, visitor):
    early = actor(rows, "clerk", at=datetime(2024, 10, 31, 23, tzinfo=UTC), name="early")
    assert entries.record_entry(early, replace(visit(visitor), happened_on=date(2024, 11, 1)))


def test_people_and_bodies_of_another_committee_are_refused(rows, clerk, visitor):
    far = Rows("far")
    stranger, firm = far.person("外县人"), far.organisation("enterprise", "enterprise", "外县企业")
    with pytest.raises(Invalid) as problem:
        entries.record_entry(clerk, visit(stranger, enterprise=firm.pk, on_behalf_of=stranger.pk))
    assert codes(problem) == [
        ("person.unknown", "role.visitor"),
        ("person.unknown", "on_behalf_of"),
        ("organisation.unknown", "enterprise"),
    ]


def test_a_base_cannot_stand_where_an_enterprise_belongs(rows, clerk, visitor):
    base = rows.organisation("base", "reading", "演示基地")
    with pytest.raises(Invalid) as problem:
        entries.record_entry(clerk, visit(visitor, enterprise=base.pk))
    assert codes(problem) == [("organisation.unknown", "enterprise")]


class TestWhoMay:
    def test_a_member_records_what_they_took_part_in(self, rows, visitor):
        assert entries.record_entry(actor(rows, "member", person=visitor), visit(visitor))

    def test_a_member_does_not_record_for_others(self, rows, visitor):
        other = rows.person("演示他人")
        member = actor(rows, "member", person=visitor)
        with pytest.raises(Refused):
            entries.record_entry(member, visit(other))
        with pytest.raises(Refused):
            entries.record_entry(member, visit(visitor, on_behalf_of=other.pk))

    @pytest.mark.parametrize("role", ["chair", "auditor", "administrator", "handling_unit"])
    def test_who_only_reads_writes_nothing(self, rows, visitor, clerk, role):
        entry = entries.record_entry(clerk, visit(visitor))
        reader = actor(rows, role, person=visitor, name=role)
        for verb in (
            lambda: entries.record_entry(reader, visit(visitor)),
            lambda: entries.correct_entry(reader, entry, visit(visitor, place="别处"), "写错"),
            lambda: entries.void_entry(reader, entry, "重复"),
            lambda: entries.record_many(
                reader, [Recording(draft=visit(visitor), recorded_at=NOW, recorded_by=1)]
            ),
        ):
            with pytest.raises(Refused):
                verb()
        assert models.Entry.objects.count() == 1

    def test_a_member_corrects_and_voids_only_their_own(self, rows, visitor, clerk):
        other = rows.person("演示他人")
        mine, theirs = (entries.record_entry(clerk, visit(person)) for person in (visitor, other))
        member = actor(rows, "member", person=visitor)
        with pytest.raises(Refused):
            entries.correct_entry(member, theirs, visit(visitor), "写错")
        with pytest.raises(Refused):
            entries.void_entry(member, theirs, "重复")
        with pytest.raises(Refused):  # one's own entry cannot be given to somebody else
            entries.correct_entry(member, mine, visit(other), "写错")
        entries.correct_entry(member, mine, visit(visitor, place="厂区"), "补充地点")
        entries.void_entry(member, mine, "重复")

    def test_a_party_group_leader_records_for_linked_people(self, rows, visitor):
        linked = rows.person("演示被联系人")
        link = models.Link.objects.create(
            committee=rows.committee, kind="group_to_party", person=linked, start=date(2023, 1, 1)
        )
        models.LinkHolder.objects.create(link=link, person=visitor)
        leader = actor(rows, "party_group_leader", person=visitor)
        assert entries.record_entry(leader, visit(linked))
        models.Link.objects.update(end=date(2024, 9, 30))
        with pytest.raises(Refused):
            entries.record_entry(leader, visit(linked))

    def test_nobody_touches_another_committees_ledger(self, visitor, clerk):
        entry = entries.record_entry(clerk, visit(visitor))
        outsider = actor(Rows("far"), "clerk", name="outsider")
        with pytest.raises(Refused):
            entries.void_entry(outsider, entry, "重复")

    def test_a_party_clerk_may_correct_but_not_void(self, rows, visitor, clerk):
        entry = entries.record_entry(clerk, visit(visitor))
        party_clerk = actor(rows, "party_clerk", name="party")
        entries.correct_entry(party_clerk, entry, visit(visitor, place="厂区"), "补充")
        with pytest.raises(Refused):
            entries.void_entry(party_clerk, entry, "重复")


class TestSendingTwice:
    def test_the_same_form_records_once(self, clerk, visitor):
        first = entries.record_entry(clerk, visit(visitor), token="form-1")
        assert entries.record_entry(clerk, visit(visitor), token="form-1") == first
        assert entries.record_entry(clerk, visit(visitor), token="form-2") != first
        assert models.Entry.objects.count() == 2
        assert len(events("entry.record")) == 2

    def test_another_account_may_use_the_same_token(self, rows, clerk, visitor):
        first = entries.record_entry(clerk, visit(visitor), token="form-1")
        member = actor(rows, "member", person=visitor)
        assert entries.record_entry(member, visit(visitor), token="form-1") != first

    def test_a_refused_form_may_be_sent_again(self, clerk, visitor):
        with pytest.raises(Invalid):
            entries.record_entry(clerk, replace(visit(visitor), happened_on=None), token="form-1")
        assert entries.record_entry(clerk, visit(visitor), token="form-1")

    def test_recording_puts_the_draft_away(self, clerk, visitor):
        drafts.save_draft(clerk, "entry-new:visit", {"values": {}})
        drafts.save_draft(clerk, "entry-new:talk", {"values": {}})
        entries.record_entry(clerk, visit(visitor), token="x", form="entry-new:visit")
        kept = models.Draft.objects.exclude(form__startswith="recorded:")
        assert [draft.form for draft in kept] == ["entry-new:talk"]


class TestRecordingMany:
    def test_many_come_with_their_own_times_in_order(self, rows, clerk, visitor):
        times = [datetime(2024, month, 9, tzinfo=UTC) for month in (8, 9, 10)]
        made = entries.record_many(
            clerk,
            [
                Recording(draft=money(visitor, number), recorded_at=at, recorded_by=rows.user.pk)
                for number, at in enumerate(times, start=1)
            ],
        )
        found = models.Entry.objects.filter(pk__in=made).order_by("pk")
        assert [entry.recorded_at for entry in found] == times
        assert [entry.amounts.get().amount for entry in found] == [1, 2, 3]
        assert [event.at for event in events("entry.record")] == times
        assert made == sorted(made)

    def test_one_wrong_row_stops_all_and_is_named(self, rows, clerk, visitor):
        good = Recording(draft=visit(visitor), recorded_at=NOW, recorded_by=rows.user.pk)
        bad = replace(good, draft=replace(good.draft, participants=()))
        with pytest.raises(Invalid) as problem:
            entries.record_many(clerk, [good, bad])
        assert problem.value.issues[0].params["row"] == 2
        assert not models.Entry.objects.exists()

    def test_the_number_of_queries_does_not_grow_with_the_rows(
        self, rows, clerk, visitor, django_assert_max_num_queries
    ):
        one = Recording(draft=visit(visitor), recorded_at=NOW, recorded_by=rows.user.pk)
        entries.record_many(clerk, [one])
        with django_assert_max_num_queries(25):
            entries.record_many(clerk, [one] * 200)

    def test_a_member_may_not(self, rows, visitor):
        member = actor(rows, "member", person=visitor)
        recording = Recording(draft=visit(visitor), recorded_at=NOW, recorded_by=member.user)
        with pytest.raises(Refused):
            entries.record_many(member, [recording])
