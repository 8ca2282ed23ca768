"""Drafts and saved filters: one's own, kept within bounds."""

import pytest
from tests.actions.recording import actor, codes

from tongxin.actions import drafts, filters
from tongxin.actions.acting import Invalid, Refused
from tongxin.store import models

pytestmark = pytest.mark.django_db


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
