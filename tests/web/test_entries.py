"""The form of an entry: quick to fill in, exact, and nothing typed is lost."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from tests.store.ledger_rows import Rows
from tests.web.ledger_pages import PDF, control, html, last, sign_in, ticked, visit, words

from tongxin.packs import registry
from tongxin.store import models

pytestmark = pytest.mark.django_db


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
        assert member.get("/entries/people/", {"q": "演", "for": "next"}).content.strip() == b""

    @pytest.mark.parametrize("role", ["chair", "auditor", "administrator", "handling_unit"])
    def test_who_only_reads_finds_no_form(self, rows, me, role):
        client = sign_in(rows, role)
        for address in ("/entries/new/", "/entries/new/visit/", "/entries/people/?for=role.met&q=x"):
            assert client.get(address).status_code == 403
        assert client.post("/entries/new/visit/", visit(me)).status_code == 403
        assert not models.Entry.objects.exists()

    def test_every_kind_of_the_pack_has_a_working_form(self, member):
        mechanism = registry.pack("longan").versions[-1]
        written = mechanism.kinds_of_moves()
        chooser = html(member.get("/entries/new/"))
        for kind in mechanism.entry_kinds:
            if kind.id in written:
                # A paper's moves write it; it is typed nowhere else.
                assert f"/entries/new/{kind.id}/" not in chooser
                assert member.get(f"/entries/new/{kind.id}/")["Location"] == "/proceedings/"
                continue
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
