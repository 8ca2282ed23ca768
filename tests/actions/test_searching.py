"""What is found follows what is on record: recorded, corrected, void, made anew."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from tests.actions.recording import NOW, actor, visit
from tests.store.ledger_rows import Rows

from tongxin.actions import entries
from tongxin.actions.acting import Invalid
from tongxin.actions.entries import Recording, correct_entry, draft_of, record_entry, record_many, void_entry
from tongxin.actions.entry_search import field_texts
from tongxin.actions.searching import Findable, drop_text, index_text, index_texts
from tongxin.engine.ledger.drafts import EntryDraft
from tongxin.packs import registry
from tongxin.store.models import Entry, SearchGram, SearchText
from tongxin.store.queries.finding import Wanted, find
from tongxin.store.queries.similar import compared_text, similar_to

pytestmark = pytest.mark.django_db
PAPER = "建议统筹城乡公交线路，延长末班车时间，并在三个易地搬迁安置点增设停靠站，方便群众夜间出行和就医"


def proposal(text, title="关于优化公交线路的提案", **more):
    return EntryDraft(
        kind="proposal",
        happened_on=date(2024, 1, 9),
        title=title,
        text=text,
        fields={"form": "joint"},
        **more,
    )


def found(rows, text, *nouns):
    visible = dict.fromkeys(nouns or ("entry",))
    return [hit.object_id for hit in find(rows.committee.pk, Wanted(text=text), visible, 0, 50).hits]


def like(rows, text, **more):
    return [one.object_id for one in similar_to(rows.committee.pk, text, **more)]


@pytest.fixture
def party(rows):
    return actor(rows, "party_clerk", "clerk", name="party")


def test_a_record_is_found_by_title_text_place_fields_and_names(rows, clerk, visitor, enterprise):
    draft = visit(
        visitor, title="季度走访", text="了解用工情况", place="演示工业园", enterprise=enterprise.pk
    )
    entry = record_entry(clerk, replace(draft, fields={"opinions": "盼望引进熟练工"}))
    for text in ("季度走访", "用工", "工业园", "熟练工", "走访人", "演示科技公司"):
        assert found(rows, text) == [entry], text


def test_a_correction_takes_the_place_of_what_was_there(rows, clerk, visitor):
    entry = record_entry(clerk, visit(visitor, text="谈到旧话题"))
    draft = replace(draft_of(Entry.objects.get(pk=entry)), text="谈到新内容")
    correct_entry(clerk, entry, draft, "写错了")
    assert found(rows, "新内容") == [entry]
    assert found(rows, "旧话题") == []


def test_a_void_record_is_neither_found_nor_compared(rows, clerk):
    entry = record_entry(clerk, proposal(PAPER))
    assert like(rows, PAPER) == [entry]
    void_entry(clerk, entry, "重复")
    assert found(rows, "公交线路") == []
    assert like(rows, PAPER) == []
    assert not SearchGram.objects.exists()


def test_a_corrected_paper_is_compared_by_its_new_text(rows, clerk):
    entry = record_entry(clerk, proposal(PAPER))
    other = "县域医共体应当统一药品目录，乡镇卫生院与县医院同质管理，减轻慢性病患者往返取药的负担"
    correct_entry(clerk, entry, replace(draft_of(Entry.objects.get(pk=entry)), text=other), "改换正文")
    assert like(rows, other) == [entry]
    assert like(rows, PAPER) == []


def test_only_the_kinds_that_the_pack_marks_are_compared(rows, clerk, visitor):
    paper = record_entry(clerk, proposal(PAPER))
    talk = record_entry(clerk, visit(visitor, text=PAPER))
    assert like(rows, PAPER) == [paper]
    assert set(found(rows, "末班车")) == {paper, talk}


def test_many_records_at_once_are_found_like_single_ones(rows, visitor):
    system = replace(actor(rows, name="loader"), system=True)
    made = record_many(
        system,
        [
            Recording(draft=proposal(f"{PAPER}，第{n}份"), recorded_at=NOW, recorded_by=rows.user.pk)
            for n in range(7)
        ],
    )
    assert sorted(found(rows, "停靠站")) == made
    assert sorted(like(rows, PAPER)) == made


def test_what_is_not_recorded_is_not_found(rows, clerk, visitor, monkeypatch):
    def fail(*_args, **_more):
        raise Invalid(())

    monkeypatch.setattr(entries, "audit", fail)
    with pytest.raises(Invalid):
        record_entry(clerk, visit(visitor, text="未完成"))
    assert found(rows, "未完成") == []


def test_sensitive_fields_and_those_of_unknown_kinds_stay_out():
    kind = registry.pack("longan").versions[-1].entry_kind("visit")
    open_field, hidden = (
        ({"opinions": "说了实话"}, kind),
        [replace(one, sensitive=True) for one in kind.fields],
    )
    assert field_texts(*open_field) == ["说了实话"]
    assert field_texts({"opinions": "说了实话"}, replace(kind, fields=tuple(hidden))) == []
    assert field_texts({"opinions": "说了实话"}, None) == []


def findable(rows, number, title, body="", **more):
    facts = {"noun": "proposal", "day": date(2024, 1, 1) + timedelta(days=number), "compared": True, **more}
    return Findable(committee=rows.committee.pk, object_id=number, title=title, body=body, **facts)


def test_any_noun_can_be_found_and_compared(rows):
    index_text(findable(rows, 7, "关于公交的提案", PAPER))
    index_text(findable(rows, 7, "关于意见", PAPER, noun="opinion"))
    assert found(rows, "公交", "proposal") == [7]
    assert found(rows, "公交", "proposal", "opinion") == [7, 7]
    assert found(rows, "公交") == []
    assert len(like(rows, PAPER)) == 2
    assert len(like(rows, PAPER, nouns=["opinion"])) == 1
    assert len(like(rows, PAPER, apart=("proposal", 7))) == 1


def test_a_text_put_in_again_is_there_once(rows):
    for title in ("原来的标题", "后来的标题"):
        index_text(findable(rows, 7, title, PAPER))
    assert (found(rows, "原来", "proposal"), found(rows, "后来", "proposal")) == ([], [7])
    once = SearchGram.objects.count()
    drop_text(rows.committee.pk, "proposal", 7)
    assert once
    assert (SearchText.objects.count(), SearchGram.objects.count()) == (0, 0)
    drop_text(rows.committee.pk, "proposal", 7)


def test_a_row_changed_past_the_verbs_is_still_found_as_it_is(rows):
    index_text(findable(rows, 7, "甲"))
    SearchText.objects.update(tokens="乙丙 丙", happened=date(2020, 2, 2))
    assert found(rows, "甲", "proposal") == []
    assert found(rows, "乙丙", "proposal") == [7]
    SearchText.objects.all().delete()
    assert found(rows, "乙丙", "proposal") == []


def test_committees_neither_find_nor_compare_what_others_have(rows):
    other = Rows("other")
    index_texts([findable(rows, 1, "公交", PAPER), findable(other, 2, "公交", PAPER)])
    assert found(rows, "公交", "proposal") == [1]
    assert like(other, PAPER) == [2]


def test_what_coincides_is_told_with_its_places(rows):
    index_text(findable(rows, 1, "关于公交", "前言。" + PAPER))
    [one] = similar_to(rows.committee.pk, "（一）" + PAPER)
    [passage] = one.found.passages
    assert one.text == compared_text("关于公交", "前言。" + PAPER)
    assert one.text[passage.there_start : passage.there_end] == PAPER
    assert ("（一）" + PAPER)[passage.start : passage.end] == PAPER
    assert one.found.share > 0.9
