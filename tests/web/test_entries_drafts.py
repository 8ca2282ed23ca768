"""Drafts: kept by the server, taken up again, seen by their owner alone."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.web.ledger_pages import PDF, control, html, sign_in, ticked, visit, words

pytestmark = pytest.mark.django_db


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
