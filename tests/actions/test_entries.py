"""The ledger's verbs: recording, correcting and voiding add rows, and only within one's right."""

import hashlib
import io
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from tests.store.ledger_rows import Rows

from tongxin.actions import drafts, entries, evidence, filters
from tongxin.actions.acting import Actor, Invalid, Refused
from tongxin.actions.entries import Recording
from tongxin.engine.ledger.drafts import EntryDraft, EvidenceFile
from tongxin.engine.ledger.entries import Act, current
from tongxin.packs import registry
from tongxin.store import models
from tongxin.store.queries.ledger import entries_of

pytestmark = pytest.mark.django_db
NOW = datetime(2024, 10, 31, 2, tzinfo=UTC)
PDF = b"%PDF-1.7 invented"


@pytest.fixture
def rows():
    return Rows()


def actor(rows, *roles, person=None, units=(), at=NOW, name="someone"):
    mechanism = registry.pack("longan").in_force(at.date())
    user, _ = models.User.objects.get_or_create(
        username=f"{name}-{rows.committee.code}", defaults={"committee": rows.committee, "person": person}
    )
    return Actor(
        user_id=user.pk,
        name=name,
        committee_id=rows.committee.pk,
        at=at,
        person_id=person.pk if person else None,
        roles=tuple(mechanism.role(role) for role in roles),
        unit_ids=frozenset(unit.pk for unit in units),
    )


@pytest.fixture
def visitor(rows):
    return rows.person("演示走访人", "cpc", "economy")


@pytest.fixture
def enterprise(rows):
    return rows.organisation("enterprise", "enterprise", "演示科技公司")


@pytest.fixture
def clerk(rows):
    return actor(rows, "clerk", name="clerk")


def visit(visitor, **more):
    return EntryDraft(
        kind="visit", happened_on=date(2024, 10, 8), participants=((visitor.pk, "visitor"),), **more
    )


def money(visitor, amount):
    return EntryDraft(
        kind="donation",
        happened_on=date(2024, 10, 8),
        participants=((visitor.pk, "donor"),),
        amounts={"money": Decimal(amount)},
        fields={"purpose": "school"},
    )


def codes(problem):
    return [(issue.code, issue.place) for issue in problem.value.issues]


def events(verb):
    return list(models.AuditEvent.objects.filter(verb=verb).order_by("seq"))


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


def office_file(*names):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in names:
            archive.writestr(name, "<x/>")
    return buffer.getvalue()


class TestEvidence:
    @pytest.fixture(autouse=True)
    def folder(self, settings, tmp_path):
        settings.TONGXIN_EVIDENCE = tmp_path / "evidence"
        return settings.TONGXIN_EVIDENCE

    def test_a_file_is_stored_by_its_digest_and_belongs_to_the_entry(self, clerk, visitor, folder):
        file = evidence.keep_file(clerk, "照片\\简报.pdf", PDF)
        digest = hashlib.sha256(PDF).hexdigest()
        assert file == EvidenceFile(
            name="简报.pdf", media_type="application/pdf", size=len(PDF), sha256=digest
        )
        assert (folder / digest[:2] / digest).read_bytes() == PDF
        entry = entries.record_entry(clerk, visit(visitor, evidence=(file,)))
        assert models.Evidence.objects.get(entry=entry).sha256 == digest
        assert events("entry.record")[0].changes["after"]["evidence"] == [digest]

    @pytest.mark.parametrize(
        ("name", "content", "code"),
        [
            ("a.pdf", b"", "evidence.empty"),
            ("a.pdf", b"%PDF-" + b"x" * 10 * 1024 * 1024, "evidence.too_large"),
            ("a.pdf", b"<html><script>alert(1)</script>", "evidence.other_type"),
            ("a.svg", b"<svg onload='alert(1)'/>", "evidence.other_type"),
            ("a.exe", b"MZ\x90", "evidence.other_type"),
            ("a.html", PDF, "evidence.misnamed"),
            ("a.zip", office_file("a.txt"), "evidence.other_type"),
            ("a.docx", b"PK\x03\x04 broken", "evidence.other_type"),
            (
                "a.docx",
                office_file("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"),
                "evidence.other_type",
            ),
            ("a.xlsx", office_file("[Content_Types].xml", "word/document.xml"), "evidence.misnamed"),
        ],
    )
    def test_what_is_no_evidence_is_refused_by_its_content(self, clerk, folder, name, content, code):
        with pytest.raises(Invalid) as problem:
            evidence.keep_file(clerk, name, content)
        assert codes(problem) == [(code, "evidence")]
        assert not folder.exists()

    @pytest.mark.parametrize(
        ("name", "content"),
        [
            ("a.PDF", PDF),
            ("a.jpeg", b"\xff\xd8\xff\xe0"),
            ("a.png", b"\x89PNG\r\n\x1a\n"),
            ("a.webp", b"RIFF0000WEBPVP8 "),
            ("a.docx", office_file("[Content_Types].xml", "word/document.xml")),
            ("a.xlsx", office_file("[Content_Types].xml", "xl/workbook.xml")),
        ],
    )
    def test_the_usual_kinds_are_taken(self, clerk, name, content):
        assert evidence.keep_file(clerk, name, content).size == len(content)

    def test_a_digest_that_was_never_stored_cannot_be_claimed(self, clerk, visitor):
        file = EvidenceFile(name="a.pdf", media_type="application/pdf", size=3, sha256="0" * 64)
        with pytest.raises(Invalid) as problem:
            entries.record_entry(clerk, visit(visitor, evidence=(file,)))
        assert codes(problem) == [("evidence.missing", "evidence")]

    def test_who_may_not_record_may_not_upload(self, rows):
        with pytest.raises(Refused):
            evidence.keep_file(actor(rows, "chair", name="chair"), "a.pdf", PDF)


class TestDrafts:
    def test_saving_again_replaces(self, clerk):
        drafts.save_draft(clerk, "entry-new:visit", {"values": {"title": ["一"]}})
        drafts.save_draft(clerk, "entry-new:visit", {"values": {"title": ["二"]}})
        assert [draft.data["values"]["title"] for draft in models.Draft.objects.all()] == [["二"]]

    def test_drafts_are_ones_own(self, rows, clerk, visitor):
        drafts.save_draft(clerk, "entry-new:visit", {})
        drafts.discard_draft(actor(rows, "member", person=visitor), "entry-new:visit")
        assert models.Draft.objects.count() == 1

    @pytest.mark.parametrize("form", ["", "recorded:x", "f" * 81])
    def test_a_key_that_is_no_forms_is_refused(self, clerk, form):
        with pytest.raises(Invalid):
            drafts.save_draft(clerk, form, {})

    def test_there_is_an_end_to_what_is_kept(self, clerk):
        with pytest.raises(Invalid):
            drafts.save_draft(clerk, "entry-new:visit", {"text": "长" * 70_000})

    def test_who_keeps_no_drafts_is_refused(self, rows):
        with pytest.raises(Refused):
            drafts.save_draft(actor(rows, "chair", name="chair"), "entry-new:visit", {})


class TestFilters:
    def test_a_name_is_kept_once(self, clerk):
        filters.save_filter(clerk, "entries", " 走访 ", "kind=visit")
        filters.save_filter(clerk, "entries", "走访", "kind=visit&sort=oldest")
        assert [(one.name, one.query) for one in models.SavedFilter.objects.all()] == [
            ("走访", "kind=visit&sort=oldest")
        ]

    def test_anothers_filter_is_left_alone(self, rows, clerk, visitor):
        filters.save_filter(clerk, "entries", "走访", "kind=visit")
        member = actor(rows, "member", person=visitor)
        filters.delete_filter(member, "entries", models.SavedFilter.objects.get().pk)
        assert models.SavedFilter.objects.count() == 1

    def test_a_name_is_needed(self, clerk):
        with pytest.raises(Invalid) as problem:
            filters.save_filter(clerk, "entries", " ", "kind=visit")
        assert codes(problem) == [("field.required", "name")]
