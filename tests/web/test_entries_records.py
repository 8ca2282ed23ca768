"""A record as a document: people, amounts, history; sensitive fields masked."""

import io
from dataclasses import replace

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.web.ledger_pages import PDF, control, html, last, sign_in, ticked, titles, visit, words

from tongxin.packs import registry
from tongxin.store import models

pytestmark = pytest.mark.django_db


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
