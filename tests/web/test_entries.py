"""Pages of the ledger: recording, reading, correcting, exporting; and who may not."""

import io
import re
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from html import unescape

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from tests.store.ledger_rows import Rows

from tongxin.packs import registry
from tongxin.store import models
from tongxin.store.queries.search import tokens

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7 invented"


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.TONGXIN_EVIDENCE = tmp_path / "evidence"


@pytest.fixture
def rows():
    return Rows("web")


@pytest.fixture
def me(rows):
    return rows.person("演示委员", "cpc", "economy")


@pytest.fixture
def firm(rows):
    return rows.organisation("enterprise", "enterprise", "演示科技公司")


def sign_in(rows, role, person=None, organisation=None):
    user, _ = models.User.objects.get_or_create(
        username=f"{role}-{rows.committee.code}",
        defaults={"committee": rows.committee, "person": person, "must_change_password": False},
    )
    models.RoleGrant.objects.create(user=user, role=role, organisation=organisation)
    client = Client()
    client.force_login(user)
    client.cookies["tongxin_language"] = "en"
    return client


@pytest.fixture
def clerk(rows):
    return sign_in(rows, "clerk")


@pytest.fixture
def member(rows, me):
    return sign_in(rows, "member", me)


def words(response):
    content = re.search(r"<main.*</main>", html(response), flags=re.DOTALL)[0]
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", content)))


def html(response):
    """Return a page's source with one space between words and none before the end of a tag."""
    return re.sub(r"\s+", " ", response.content.decode()).replace(" >", ">")


def titles(response):
    return [unescape(title) for title in re.findall(r'class="row-link"[^>]*>([^<]*)<', html(response))]


def control(response, name):
    """Return the value of a form's plain control."""
    tag = next(tag for tag in re.findall(r"<input[^>]*>", html(response)) if f'name="{name}"' in tag)
    found = re.search(r'value="([^"]*)"', tag)
    return unescape(found[1]) if found else ""


def ticked(response, name):
    tags = re.findall(r"<input[^>]*>", html(response))
    return [
        re.search(r'value="([^"]*)"', tag)[1] for tag in tags if f'name="{name}"' in tag and "checked" in tag
    ]


def visit(me, **more):
    return {"happened_on": "2024-10-08", "role.visitor": [me.pk], **more}


def last():
    return models.Entry.objects.order_by("-pk").first()


class TestRecording:
    def test_a_member_records_a_visit_with_what_the_form_offers(self, rows, member, me, firm):
        unit = rows.organisation("liaison_unit", "township_room", "演示联络室")
        seat = models.Membership.objects.get(person=me)
        models.Placement.objects.create(membership=seat, unit=unit, start=date(2023, 1, 1))
        page = member.get("/entries/new/visit/")
        assert control(page, "happened_on") == timezone.localdate().isoformat()
        assert ticked(page, "role.visitor") == [str(me.pk)]
        assert f'<option value="{unit.pk}" selected>演示联络室' in html(page)
        sent = {
            "token": control(page, "token"),
            "happened_on": control(page, "happened_on"),
            "role.visitor": ticked(page, "role.visitor"),
            "enterprise": firm.pk,
            "unit": unit.pk,
        }
        response = member.post("/entries/new/visit/", sent)
        entry = last()
        assert response.headers["Location"] == f"/entries/{entry.pk}/"
        assert (entry.title, entry.unit, entry.enterprise) == ("走访 · 演示科技公司", unit, firm)
        assert "Recorded." in words(member.get(response.headers["Location"]))

    def test_sending_the_form_twice_records_once(self, member, me):
        token = control(member.get("/entries/new/visit/"), "token")
        first = member.post("/entries/new/visit/", visit(me, token=token))
        second = member.post("/entries/new/visit/", visit(me, token=token))
        assert first.headers["Location"] == second.headers["Location"]
        assert models.Entry.objects.count() == 1

    def test_a_form_shows_only_the_fields_of_its_kind(self, member):
        donation = html(member.get("/entries/new/donation/"))
        assert 'name="amount.money"' in donation
        assert 'name="role.visitor"' not in donation
        assert 'name="amount.money"' not in html(member.get("/entries/new/visit/"))

    def test_an_unknown_kind_is_no_page(self, member):
        assert member.get("/entries/new/holiday/").status_code == 404

    @pytest.mark.parametrize(
        ("typed", "kept"),
        [
            ("36.31", "363100"),
            ("0.0001", "1"),
            ("３６.３１万元", "363100"),
            ("363,100 元", "363100"),
            ("3.08亿", "308000000"),
            ("0.1", "1000"),
        ],
    )
    def test_money_is_read_in_its_unit_and_kept_exactly(self, clerk, me, typed, kept):
        clerk.post(
            "/entries/new/donation/",
            {
                "happened_on": "2024-10-08",
                "role.donor": [me.pk],
                "amount.money": typed,
                "field.purpose": "school",
            },
        )
        assert models.EntryAmount.objects.get().amount == Decimal(kept)

    @pytest.mark.parametrize("typed", ["many", "1e5", "0x10", "--1", "9" * 30, "٣ and", "0.000000001"])
    def test_an_amount_that_is_none_is_named_and_stays_typed(self, clerk, me, typed):
        page = clerk.post(
            "/entries/new/donation/",
            {
                "happened_on": "2024-10-08",
                "role.donor": [me.pk],
                "amount.money": typed,
                "field.purpose": "school",
            },
        )
        assert page.status_code == 422
        assert control(page, "amount.money") == typed
        assert 'href="#id_amount.money"' in html(page)
        assert not models.Entry.objects.exists()

    def test_errors_are_summarised_linked_and_nothing_typed_is_lost(self, member, me, firm):
        page = member.post(
            "/entries/new/visit/",
            {
                "happened_on": "2024-02-30",
                "role.visitor": [me.pk],
                "names.role.met": "查无此人",
                "enterprise": firm.pk,
                "text": "宣讲<政策>",
                "field.guided": "1",
            },
        )
        assert page.status_code == 422
        assert control(page, "happened_on") == "2024-02-30"
        assert control(page, "names.role.met") == "查无此人"
        assert ticked(page, "role.visitor") == [str(me.pk)]
        assert ticked(page, "field.guided") == ["1"]
        content = html(page)
        assert "宣讲&lt;政策&gt;" in content
        assert f'<option value="{firm.pk}" selected>' in content
        for target in ("happened_on", "role.met"):
            assert f'href="#id_{target}"' in content
            assert f'id="id_{target}"' in content
        again = member.get("/entries/new/visit/")
        assert "宣讲&lt;政策&gt;" in html(again)

    def test_typed_names_are_looked_up(self, rows, clerk, me):
        other = rows.person("演示同行")
        clerk.post(
            "/entries/new/visit/",
            visit(me, **{"role.visitor": [], "names.role.visitor": "演示委员、演示同行"}),
        )
        assert set(last().participations.values_list("person", flat=True)) == {me.pk, other.pk}

    def test_of_two_with_one_name_the_right_one_is_ticked(self, rows, clerk, me):
        first, second = rows.person("同名"), rows.person("同名")
        page = clerk.post("/entries/new/visit/", visit(me, **{"names.role.met": "同名"}))
        assert page.status_code == 422
        assert "2 people are called 同名" in words(page)
        content = html(page)
        for person in (first, second):
            assert f'name="role.met" value="{person.pk}"' in content
        clerk.post("/entries/new/visit/", visit(me, **{"role.met": [second.pk]}))
        assert last().participations.get(role="met").person == second

    def test_the_address_fills_in_whom_and_where(self, rows, member, me, firm):
        other = rows.person("演示对象")
        page = member.get(f"/entries/new/talk/?person={other.pk}&enterprise={firm.pk}")
        assert ticked(page, "role.talker") == [str(me.pk)]
        assert ticked(page, "role.talked_with") == [str(other.pk)]
        assert f'<option value="{firm.pk}" selected>' in html(page)

    def test_linked_people_and_bases_come_first(self, rows, member, me):
        rows.person("演示无关")
        linked = rows.person("演示结对")
        near = rows.organisation("base", "reading", "Z演示书屋")
        rows.organisation("base", "reading", "A演示书屋")
        link = models.Link.objects.create(committee=rows.committee, kind="party_to_nonparty", person=linked)
        models.LinkHolder.objects.create(link=link, person=me)
        models.BasePartner.objects.create(base=near, person=me)
        content = html(member.get("/entries/new/visit/"))
        assert "演示结对" in content
        assert "演示无关" not in content
        assert content.index("Z演示书屋") < content.index("A演示书屋")

    def test_the_clerk_records_on_behalf_of_somebody(self, clerk, me):
        clerk.post("/entries/new/visit/", visit(me, **{"names.on_behalf_of": "演示委员"}))
        assert last().on_behalf_of == me
        assert models.AuditEvent.objects.get(verb="entry.record").on_behalf_of == me
        assert "on behalf of 演示委员" in words(clerk.get(f"/entries/{last().pk}/"))

    def test_a_member_is_told_when_it_is_not_theirs_to_record(self, rows, member, me):
        other = rows.person("演示他人")
        page = member.post(
            "/entries/new/visit/", {"happened_on": "2024-10-08", "role.visitor": [other.pk], "text": "某事"}
        )
        assert page.status_code == 403
        assert "only what you took part in" in words(page)
        assert "某事" in html(page)
        member.post("/entries/new/visit/", visit(me, on_behalf_of=[other.pk]))
        assert last().on_behalf_of is None

    def test_people_are_found_by_name_and_pinyin(self, member, me):
        models.Person.objects.filter(pk=me.pk).update(pinyin="yan shi wei yuan")
        Rows("far").person("演示外人")
        for text in ("示委", "yanshi", "Yan Sh"):
            page = member.get("/entries/people/", {"q": text, "for": "role.met"})
            assert f'name="role.met" value="{me.pk}"' in html(page)
            assert "演示外人" not in html(page)
        assert member.get("/entries/people/", {"q": "演", "for": "next"}).status_code == 404

    @pytest.mark.parametrize("role", ["chair", "auditor", "administrator", "handling_unit"])
    def test_who_only_reads_finds_no_form(self, rows, me, role):
        client = sign_in(rows, role)
        for address in ("/entries/new/", "/entries/new/visit/", "/entries/people/?for=role.met&q=x"):
            assert client.get(address).status_code == 403
        assert client.post("/entries/new/visit/", visit(me)).status_code == 403
        assert not models.Entry.objects.exists()

    def test_every_kind_of_the_pack_has_a_working_form(self, member):
        kinds = registry.pack("longan").versions[-1].entry_kinds
        chooser = html(member.get("/entries/new/"))
        for kind in kinds:
            assert f"/entries/new/{kind.id}/" in chooser
            page = member.get(f"/entries/new/{kind.id}/")
            assert page.status_code == 200
            assert 'style="' not in html(page)


class TestEvidence:
    def test_a_file_is_downloaded_never_shown_as_a_page(self, member, me):
        file = SimpleUploadedFile("简报 1.pdf", PDF, "text/html")
        member.post("/entries/new/visit/", visit(me, evidence=[file]))
        response = member.get(f"/entries/evidence/{models.Evidence.objects.get().pk}/")
        assert response.content == PDF
        assert response.headers["Content-Type"] == "application/pdf"
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert response.headers["Content-Disposition"].startswith("attachment; filename*=UTF-8''")

    def test_a_stranger_gets_no_file(self, member, me):
        member.post("/entries/new/visit/", visit(me, evidence=[SimpleUploadedFile("a.pdf", PDF)]))
        other = sign_in(Rows("far"), "clerk")
        assert other.get(f"/entries/evidence/{models.Evidence.objects.get().pk}/").status_code == 404

    def test_a_good_file_survives_an_error_elsewhere(self, member, me):
        files = [SimpleUploadedFile("a.pdf", PDF), SimpleUploadedFile("b.exe", b"MZ")]
        page = member.post("/entries/new/visit/", visit(me, evidence=files))
        assert page.status_code == 422
        assert "b.exe cannot be kept" in words(page)
        [digest] = ticked(page, "kept")
        member.post("/entries/new/visit/", visit(me, kept=[digest]))
        assert models.Evidence.objects.get(entry=last()).name == "a.pdf"

    def test_a_digest_from_elsewhere_names_nothing(self, clerk, member, me):
        clerk.post("/entries/new/visit/", visit(me, evidence=[SimpleUploadedFile("a.pdf", PDF)]))
        digest = models.Evidence.objects.get().sha256
        member.post("/entries/new/visit/", visit(me, kept=[digest]))
        assert last().evidence.count() == 0


class TestDrafts:
    def save(self, client, form="entry-new:visit", **values):
        return client.post(f"/drafts/save/?form={form}", values)

    def test_what_is_typed_is_there_again(self, member, me):
        answer = self.save(member, text="写到一半", happened_on="2024-10-01", **{"role.visitor": [me.pk]})
        assert "Draft saved" in html(answer)
        page = member.get("/entries/new/visit/")
        assert "写到一半" in html(page)
        assert control(page, "happened_on") == "2024-10-01"
        assert "taken up again" in words(page)

    def test_a_draft_of_a_prefilled_form_is_another_draft(self, member, firm):
        self.save(member, text="一般的走访")
        page = member.get(f"/entries/new/visit/?enterprise={firm.pk}")
        assert "一般的走访" not in html(page)
        self.save(member, form=f"entry-new:visit%3Fenterprise%3D{firm.pk}", text="企业走访")
        assert "企业走访" in html(member.get(f"/entries/new/visit/?enterprise={firm.pk}"))
        assert f"/entries/new/visit/?enterprise={firm.pk}" in html(member.get("/drafts/"))

    def test_drafts_are_listed_resumed_and_thrown_away(self, member):
        self.save(member, text="写到一半")
        page = member.get("/drafts/")
        assert "写到一半" in words(page)
        assert 'href="/entries/new/visit/"' in html(page)
        member.post("/drafts/discard/", {"form": "entry-new:visit"})
        assert "You have no drafts" in words(member.get("/drafts/"))

    def test_recording_ends_the_draft_and_leaves_no_receipt_in_the_list(self, member, me):
        self.save(member, text="写到一半")
        token = control(member.get("/entries/new/visit/"), "token")
        member.post("/entries/new/visit/", visit(me, token=token))
        assert "You have no drafts" in words(member.get("/drafts/"))

    def test_drafts_are_seen_by_their_owner_alone(self, member, clerk):
        self.save(member, text="私下写的")
        assert "私下写的" not in html(clerk.get("/drafts/"))
        assert "私下写的" not in html(clerk.get("/entries/new/visit/"))

    def test_who_keeps_no_drafts_is_refused(self, rows):
        assert self.save(sign_in(rows, "chair"), text="x").status_code == 403

    def test_saving_keeps_the_files_of_the_draft(self, member, me):
        bad = visit(me, happened_on="", evidence=[SimpleUploadedFile("a.pdf", PDF)])
        member.post("/entries/new/visit/", bad)
        self.save(member, text="继续写")
        assert len(ticked(member.get("/entries/new/visit/"), "kept")) == 1


class TestReading:
    def test_a_record_reads_with_people_bodies_and_exact_amounts(self, clerk, me, firm):
        clerk.post(
            "/entries/new/donation/",
            {
                "happened_on": "2024-10-08",
                "role.donor": [me.pk],
                "enterprise": firm.pk,
                "amount.money": "36.31",
                "field.purpose": "school",
            },
        )
        page = clerk.get(f"/entries/{last().pk}/")
        seat = models.Membership.objects.get(person=me)
        assert f'href="/members/{seat.pk}/">演示委员' in html(page)
        assert f'href="/enterprises/{firm.pk}/">演示科技公司' in html(page)
        assert "363,100 元" in words(page)
        assert "Schooling" in words(page)
        clerk.cookies["tongxin_language"] = "zh-hans"
        assert "36.31万元" in html(clerk.get(f"/entries/{last().pk}/"))

    def test_corrections_and_voids_stay_visible_field_by_field(self, clerk, me):
        clerk.post("/entries/new/visit/", visit(me, place="甲地"))
        first = last().pk
        form = clerk.get(f"/entries/{first}/correct/")
        assert control(form, "place") == "甲地"
        sent = visit(me, place="乙地", seen=control(form, "seen"), reason="地点写错")
        assert clerk.post(f"/entries/{first}/correct/", sent).headers["Location"] == f"/entries/{first}/"
        assert clerk.get(f"/entries/{last().pk}/").headers["Location"] == f"/entries/{first}/"
        page = words(clerk.get(f"/entries/{first}/"))
        assert "corrected it : 地点写错".replace(" :", ":") in page.replace(" :", ":")
        assert "Place 甲地 → 乙地" in page
        clerk.post(f"/entries/{first}/void/", {"reason": "没有去成", "seen": last().pk})
        page = clerk.get(f"/entries/{first}/")
        assert "no figure counts it: 没有去成" in words(page)
        assert "/correct/" not in html(page)
        assert clerk.get(f"/entries/{first}/correct/").status_code == 403

    def test_a_correction_without_a_reason_or_change_keeps_what_was_typed(self, clerk, me):
        clerk.post("/entries/new/visit/", visit(me))
        page = clerk.post(f"/entries/{last().pk}/correct/", visit(me, place="乙地"))
        assert page.status_code == 422
        assert control(page, "place") == "乙地"
        assert 'href="#id_reason"' in html(page)
        assert models.Entry.objects.count() == 1

    def test_evidence_of_a_corrected_record_stays_or_goes_as_ticked(self, clerk, me):
        clerk.post("/entries/new/visit/", visit(me, evidence=[SimpleUploadedFile("a.pdf", PDF)]))
        first = last()
        [digest] = ticked(clerk.get(f"/entries/{first.pk}/correct/"), "kept")
        clerk.post(f"/entries/{first.pk}/correct/", visit(me, place="乙地", kept=[digest], reason="补充"))
        assert last().evidence.count() == 1
        clerk.post(f"/entries/{first.pk}/correct/", visit(me, place="乙地", reason="错传"))
        assert last().evidence.count() == 0
        assert first.evidence.count() == 1

    def test_a_title_made_of_the_content_follows_a_correction(self, rows, clerk, me, firm):
        other = rows.organisation("enterprise", "enterprise", "演示食品公司")
        clerk.post("/entries/new/visit/", visit(me, enterprise=firm.pk))
        form = clerk.get(f"/entries/{last().pk}/correct/")
        assert control(form, "title") == ""
        clerk.post(f"/entries/{last().pk}/correct/", visit(me, enterprise=other.pk, reason="写错企业"))
        assert last().title == "走访 · 演示食品公司"

    def test_a_void_needs_its_reason(self, clerk, me):
        clerk.post("/entries/new/visit/", visit(me))
        assert clerk.post(f"/entries/{last().pk}/void/", {"reason": ""}).status_code == 422
        assert models.Entry.objects.count() == 1

    def test_text_is_never_taken_for_markup(self, clerk, me):
        clerk.post("/entries/new/visit/", visit(me, title="<script>alert(1)</script>", text="<b>x</b>"))
        for address in ("/entries/", f"/entries/{last().pk}/", f"/entries/{last().pk}/correct/"):
            assert "<script>alert" not in html(clerk.get(address))


class TestWhoSees:
    @pytest.fixture
    def ledger(self, rows, me):
        """Records by whose they are."""
        linked, stranger = rows.person("演示结对"), rows.person("演示外人")
        link = models.Link.objects.create(committee=rows.committee, kind="party_to_nonparty", person=linked)
        models.LinkHolder.objects.create(link=link, person=me)
        unit = rows.organisation("liaison_unit", "township_room", "演示联络室")
        return {
            "own": rows.entry("visit", "2024-10-01", [(me, "visitor")], title="own"),
            "linked": rows.entry("visit", "2024-10-02", [(linked, "visitor")], title="linked"),
            "unit": rows.entry("unit_activity", "2024-10-03", [(stranger, "host")], title="unit", unit=unit),
            "other": rows.entry("visit", "2024-10-04", [(stranger, "visitor")], title="other"),
        }

    @pytest.mark.parametrize(
        ("role", "seen"),
        [
            ("clerk", {"own", "linked", "unit", "other"}),
            ("chair", {"own", "linked", "unit", "other"}),
            ("auditor", {"own", "linked", "unit", "other"}),
            ("member", {"own", "linked"}),
            ("handling_unit", {"unit"}),
        ],
    )
    def test_list_and_records_reach_as_far_as_the_right(self, rows, me, ledger, role, seen):
        person = me if role == "member" else None
        client = sign_in(rows, role, person, ledger["unit"].unit if role == "handling_unit" else None)
        assert set(titles(client.get("/entries/"))) == seen
        for title, entry in ledger.items():
            status = client.get(f"/entries/{entry.pk}/").status_code
            assert status == (200 if title in seen else 404), title

    def test_a_member_sees_but_does_not_change_what_is_not_theirs(self, member, ledger):
        assert "/correct/" in html(member.get(f"/entries/{ledger['own'].pk}/"))
        assert "/correct/" not in html(member.get(f"/entries/{ledger['linked'].pk}/"))
        for verb in ("correct", "void"):
            assert member.get(f"/entries/{ledger['linked'].pk}/{verb}/").status_code == 403
            assert member.post(f"/entries/{ledger['linked'].pk}/{verb}/", {"reason": "x"}).status_code == 403
            assert member.get(f"/entries/{ledger['other'].pk}/{verb}/").status_code == 404

    def test_the_administrator_has_no_business_here(self, rows, ledger):
        client = sign_in(rows, "administrator")
        for address in ("/entries/", f"/entries/{ledger['own'].pk}/", "/entries/export/"):
            assert client.get(address).status_code == 403

    def test_another_committees_ledger_does_not_exist(self, ledger):
        client = sign_in(Rows("far"), "clerk")
        assert titles(client.get("/entries/")) == []
        assert client.get(f"/entries/{ledger['own'].pk}/").status_code == 404

    @pytest.mark.usefixtures("ledger")
    def test_signed_out_leads_to_the_door(self):
        assert Client().get("/entries/").status_code == 302

    @pytest.mark.usefixtures("ledger")
    def test_search_and_export_reach_no_further(self, member):
        assert member.get("/entries/export/").status_code == 403
        assert titles(member.get("/entries/?name=演示外人")) == []


class TestList:
    def test_filters_narrow_and_chips_take_them_away(self, rows, clerk, me, firm):
        base = rows.organisation("base", "reading", "演示书屋")
        wanted = rows.entry(
            "visit",
            "2024-10-08",
            [(me, "visitor")],
            title="要的",
            enterprise=firm,
            base=base,
            tokens=tokens("要的宣讲"),
        )
        rows.entry("talk", "2024-10-08", [(me, "talker")], title="别的谈话", tokens=tokens("别的"))
        rows.entry("visit", "2024-07-08", title="早先的走访", tokens=tokens("早先"))
        for query in (
            "kind=visit&since=2024-10-01",
            f"enterprise={firm.pk}",
            f"base={base.pk}",
            f"person={me.pk}&kind=visit",
            "name=委员&kind=visit&kind=duty_day",
            "q=宣讲",
        ):
            page = clerk.get(f"/entries/?{query}")
            assert titles(page) == ["要的"], query
            assert 'class="chip"' in html(page)
        assert wanted.title in titles(clerk.get("/entries/?kind=&q=&since=&sort=oldest"))

    def test_a_happening_over_several_days_meets_each_of_them(self, rows, clerk):
        rows.entry("training", "2024-09-28", title="跨季培训", happened_to=date(2024, 10, 2))
        assert titles(clerk.get("/entries/?since=2024-10-01")) == ["跨季培训"]
        assert titles(clerk.get("/entries/?until=2024-09-30")) == ["跨季培训"]
        assert titles(clerk.get("/entries/?since=2024-10-03")) == []

    def test_the_row_in_force_is_listed_and_void_ones_are_marked(self, rows, clerk):
        first = rows.entry("visit", "2024-10-01", title="旧题")
        rows.entry("visit", "2024-10-01", title="中题", act="correct", root=first)
        rows.entry("visit", "2024-10-01", title="新题", act="correct", root=first)
        gone = rows.entry("visit", "2024-10-02", title="作废的")
        rows.entry("visit", "2024-10-02", title="作废的", act="void", root=gone)
        page = clerk.get("/entries/")
        assert titles(page) == ["作废的", "新题"]
        assert f'href="/entries/{first.pk}/"' in html(page)
        assert titles(clerk.get("/entries/?void=without")) == ["新题"]
        assert titles(clerk.get("/entries/?void=only")) == ["作废的"]

    def test_fifty_a_page_newest_first(self, rows, clerk):
        for number in range(51):
            rows.entry("visit", (date(2024, 1, 1) + timedelta(number)).isoformat(), title=f"第{number}次")
        page = clerk.get("/entries/")
        assert len(titles(page)) == 50
        assert titles(page)[0] == "第50次"
        assert titles(clerk.get("/entries/?page=2")) == ["第0次"]
        assert titles(clerk.get("/entries/?sort=oldest"))[0] == "第0次"

    @pytest.mark.parametrize(
        "query",
        ["unit=x", "since=never", "page=-1", "page=x", "sort=up", "person=9999999999999999999", "kind=no"],
    )
    def test_a_mistyped_filter_is_no_error(self, rows, clerk, query):
        rows.entry("visit", "2024-10-01")
        assert clerk.get(f"/entries/?{query}").status_code == 200

    def test_an_empty_ledger_says_what_to_do_next(self, clerk, rows):
        assert "Record the first entry" in words(clerk.get("/entries/"))
        assert "Record the first entry" not in words(sign_in(rows, "chair").get("/entries/"))
        rows.entry("visit", "2024-10-01")
        assert "Clear filters" in words(clerk.get("/entries/?kind=talk"))

    def test_filters_are_saved_under_a_name_and_forgotten(self, clerk, member):
        clerk.post(
            "/entries/filters/", {"name": "本季走访", "query": "kind=visit&since=2024-10-01&next=//evil"}
        )
        page = html(clerk.get("/entries/"))
        assert 'href="/entries/?kind=visit&amp;since=2024-10-01"' in page
        assert "本季走访" not in html(member.get("/entries/"))
        saved = models.SavedFilter.objects.get()
        member.post(f"/entries/filters/{saved.pk}/delete/")
        assert models.SavedFilter.objects.exists()
        clerk.post(f"/entries/filters/{saved.pk}/delete/")
        assert not models.SavedFilter.objects.exists()

    @pytest.mark.parametrize("role", ["clerk", "member", "chair"])
    def test_no_more_queries_for_a_full_page(self, rows, me, firm, role, django_assert_max_num_queries):
        people = [rows.person(f"演示{number}") for number in range(5)]
        for number in range(60):
            rows.entry(
                "donation",
                "2024-10-01",
                [(me, "donor"), *((person, "donor") for person in people)],
                money=number + 1,
                enterprise=firm,
                tokens=tokens("捐资助学"),
            )
        client = sign_in(rows, role, me if role == "member" else None)
        client.get("/entries/")  # the first page of a session notes where it is signed in
        with django_assert_max_num_queries(12):
            page = client.get(f"/entries/?q=捐资&kind=donation&name=演示&person={me.pk}")
        assert len(titles(page)) == 50
        for address in (f"/entries/{last().pk}/", "/entries/new/visit/", "/entries/new/", "/drafts/"):
            with django_assert_max_num_queries(12):
                client.get(address)


class TestExport:
    def sheet(self, response):
        book = openpyxl.load_workbook(io.BytesIO(response.content))
        heading, *lines = list(book.active.iter_rows(values_only=True))
        return [dict(zip(heading, line, strict=True)) for line in lines]

    def test_the_filtered_list_comes_as_a_workbook(self, rows, clerk, me, firm):
        other = rows.person("演示同行")
        clerk.post(
            "/entries/new/donation/",
            {
                "happened_on": "2024-10-08",
                "role.donor": [me.pk, other.pk],
                "enterprise": firm.pk,
                "amount.money": "36.31",
                "field.purpose": "school",
                "title": "=1+1",
            },
        )
        rows.entry("visit", "2024-10-09", title="别的")
        response = clerk.get("/entries/export/?kind=donation")
        assert response.headers["Content-Disposition"].startswith("attachment")
        [line] = self.sheet(response)
        assert line["Title"] == "=1+1"
        assert line["First day"].date() == date(2024, 10, 8)
        assert line["Enterprise"] == "演示科技公司"
        assert "演示委员、演示同行" in line["People"]
        [(heading, money)] = [(name, value) for name, value in line.items() if "元" in name]
        assert (heading.endswith("（元）"), money) == (True, 363100)
        [event] = models.AuditEvent.objects.filter(verb="entry.export")
        assert event.changes["after"] == {"filter": "kind=donation", "entries": 1}

    def test_an_empty_list_is_an_empty_sheet(self, clerk):
        assert self.sheet(clerk.get("/entries/export/")) == []


class TestSensitiveFields:
    @pytest.fixture
    def secret(self, monkeypatch):
        """The pack with the opinions of a visit declared sensitive."""
        registry.pack.cache_clear()
        pack = registry.pack("longan")
        mechanism = pack.versions[-1]
        visit_kind = mechanism.entry_kind("visit")
        fields = tuple(
            replace(spec, sensitive=True) if spec.id == "opinions" else spec for spec in visit_kind.fields
        )
        kinds = tuple(
            replace(kind, fields=fields) if kind.id == "visit" else kind for kind in mechanism.entry_kinds
        )
        changed = replace(pack, versions=(*pack.versions[:-1], replace(mechanism, entry_kinds=kinds)))
        monkeypatch.setattr(registry, "pack", lambda _name: changed)

    @pytest.fixture
    def entry(self, secret, member, me):  # noqa: ARG002 — the pack must be changed first.
        member.post("/entries/new/visit/", visit(me, **{"field.opinions": "家有病人"}))
        return last()

    def test_masked_for_all_but_the_recorder(self, rows, clerk, member, entry):
        assert "家有病人" in words(member.get(f"/entries/{entry.pk}/"))
        for client in (clerk, sign_in(rows, "chair")):
            page = client.get(f"/entries/{entry.pk}/")
            assert "家有病人" not in html(page)
            assert "•••" in words(page)
            assert "家有病人" not in html(client.get("/entries/?q=病人")).replace("“病人”", "")
            assert titles(client.get("/entries/?q=病人")) == []
        book = openpyxl.load_workbook(io.BytesIO(clerk.get("/entries/export/").content))
        cells = [str(cell) for row in book.active.iter_rows(values_only=True) for cell in row]
        assert not any("家有病人" in cell for cell in cells)

    def test_a_look_is_put_on_record(self, rows, clerk, entry):
        assert "家有病人" in words(clerk.post(f"/entries/{entry.pk}/reveal/"))
        assert models.AuditEvent.objects.filter(verb="entry.reveal", object_id=entry.pk).count() == 1
        assert "家有病人" not in html(clerk.get(f"/entries/{entry.pk}/"))
        assert sign_in(rows, "chair").post(f"/entries/{entry.pk}/reveal/").status_code == 403

    def test_who_does_not_see_it_keeps_it_when_correcting(self, clerk, me, entry):
        form = clerk.get(f"/entries/{entry.pk}/correct/")
        assert "家有病人" not in html(form)
        clerk.post(
            f"/entries/{entry.pk}/correct/", visit(me, place="乙地", reason="补充", **{"field.opinions": ""})
        )
        assert last().fields["opinions"] == "家有病人"

    @pytest.mark.usefixtures("entry")
    def test_the_log_does_not_hold_it(self):
        assert "家有病人" not in str(models.AuditEvent.objects.get(verb="entry.record").changes)
