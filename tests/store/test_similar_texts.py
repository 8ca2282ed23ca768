"""Stored grams answer as grams in memory do; the search page reads its index newest first."""

from datetime import date

import pytest
from django.db.models import Q
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.store.ledger_rows import Rows

from tongxin.engine.similar.grams import COMMON
from tongxin.engine.similar.keeping import KeptPostings
from tongxin.engine.similar.looking_up import alike
from tongxin.store import postings, text_index
from tongxin.store.characters import simpler
from tongxin.store.models import Entry, SearchGram, SearchText
from tongxin.store.queries import search
from tongxin.store.queries.finding import Wanted, entries_in_sight, find
from tongxin.store.queries.search import tokens
from tongxin.store.queries.similar import StoredPostings, cleaned, spaced


@pytest.fixture
def rows(db):
    return Rows("similar")


def text(rows, number, title, day="2024-10-08", **more):
    return SearchText.objects.create(
        committee=rows.committee,
        noun=more.pop("noun", "entry"),
        object_id=number,
        happened=date.fromisoformat(day),
        title=title,
        tokens=tokens(title),
        compared=True,
        **more,
    )


def numbers(rows, wanted, visible=None, first=0, count=20):
    found = find(rows.committee.pk, wanted, {"entry": None} if visible is None else visible, first, count)
    return [hit.object_id for hit in found.hits]


def test_traditional_characters_have_their_simplified_ones():
    assert cleaned("聯絡室，議事").text == "联络室议事"
    assert spaced("聯絡室，議事") == "联络室 议事"
    assert ord("联") not in simpler()


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.text("甲乙丙丁", min_size=1, max_size=12), min_size=1, max_size=8),
    st.text("甲乙丙丁", max_size=12),
)
def test_stored_grams_answer_as_those_in_memory_do(rows, texts, asked):
    SearchText.objects.all().delete()
    SearchGram.objects.all().delete()
    made = {text(rows, number, one).pk: one for number, one in enumerate(texts)}
    postings.add(rows.committee.pk, made.items())
    kept = KeptPostings((pk, cleaned(one)) for pk, one in made.items())
    stored = StoredPostings(rows.committee.pk)
    assert alike(cleaned(asked), stored, most=9) == alike(cleaned(asked), kept, most=9)


def test_a_gram_that_too_many_have_is_left_out_and_one_that_nobody_has_is_not(rows):
    documents = [(number, "甲乙丙") for number in range(COMMON + 1)]
    postings.add(rows.committee.pk, documents)
    known = StoredPostings(rows.committee.pk)
    assert known.having(["甲乙丙", "丁丁丁"], COMMON) == {"丁丁丁": []}
    assert sorted(known.having(["甲乙丙"], COMMON + 1)["甲乙丙"]) == list(range(COMMON + 1))
    postings.drop(rows.committee.pk, documents[:1])
    assert len(known.having(["甲乙丙"], COMMON)["甲乙丙"]) == COMMON


def test_a_gram_is_put_in_once(rows):
    for _ in range(2):
        postings.add(rows.committee.pk, [(1, "甲乙丙丁")])
    assert SearchGram.objects.count() == 2


def test_the_newest_come_first_and_of_one_day_the_last_written(rows):
    for number, day in ((1, "2024-01-01"), (2, "2024-03-01"), (3, "2023-12-31"), (4, "2024-03-01")):
        text(rows, number, "联络室活动", day)
    assert numbers(rows, Wanted(text="联络室")) == [4, 2, 1, 3]
    assert numbers(rows, Wanted(text="联络室"), first=1, count=2) == [2, 1]


def test_a_period_holds_its_first_and_last_day(rows):
    for number, day in enumerate(("2023-12-31", "2024-01-01", "2024-12-31", "2025-01-01")):
        text(rows, number, "联络室活动", day)
    assert numbers(rows, Wanted(text="活动", since=date(2024, 1, 1), until=date(2024, 12, 31))) == [2, 1]
    assert numbers(rows, Wanted(text="活动", until=date(2023, 12, 31))) == [0]


def test_sqlite_numbers_days_as_python_does():
    assert text_index.number(date(2024, 10, 31)) >> text_index.SHIFT == 2460614
    assert text_index.number(date(2024, 10, 31), 7) - text_index.number(date(2024, 10, 31)) == 7


def test_a_kind_is_told_from_one_whose_name_begins_alike(rows):
    text(rows, 1, "联络室", code="visit")
    text(rows, 2, "联络室", code="visit_aid")
    text(rows, 3, "联络室", code="visitaid")
    for number, code in enumerate(("visit", "visit_aid", "visitaid"), 1):
        assert numbers(rows, Wanted(text="联络室", code=code)) == [number]
    assert numbers(rows, Wanted(text="联络室", code='visit" OR "c1')) == []


def test_the_marks_of_the_index_are_no_words(rows):
    text(rows, 1, "联络室", code="visit")
    for word in (f"c{rows.committee.pk}", "kvisit", "visit", f"c:{rows.committee.pk}"):
        assert numbers(rows, Wanted(text=word)) == []


def test_a_noun_that_is_not_visible_is_not_found(rows):
    text(rows, 1, "联络室", noun="entry")
    text(rows, 2, "联络室", noun="proposal")
    wanted = Wanted(text="联络室")
    none = Entry.objects.none().values("pk")
    assert numbers(rows, wanted, {"proposal": None}) == [2]
    assert numbers(rows, wanted, {"entry": None, "proposal": None}) == [2, 1]
    assert numbers(rows, wanted, {"entry": none, "proposal": None}) == [2]
    assert numbers(rows, wanted, {}) == []
    assert numbers(rows, Wanted(text="！")) == []


def test_of_corrected_records_the_row_in_force_says_who_sees_it(rows):
    first = rows.entry("visit", "2024-10-01", place="甲地")
    rows.entry("visit", "2024-10-01", place="乙地", root=first, act="correct")
    text(rows, first.pk, "联络室")
    for place, seen in (("甲地", []), ("乙地", [first.pk])):
        visible = {"entry": entries_in_sight(rows.committee.pk, Q(place=place))}
        assert numbers(rows, Wanted(text="联络室"), visible) == seen


@pytest.mark.parametrize("words", ["走访", '"走访企业"', "走 企业", "abc 企业"])
def test_a_common_word_is_answered_like_a_rare_one(rows, monkeypatch, words):
    for number in range(12):
        text(rows, number, f"走访企业ABCD第{number}次", f"2024-10-{number + 1:02}")
        text(rows, 100 + number, "企业，走访", f"2024-10-{number + 1:02}")
    whole = numbers(rows, Wanted(text=words), count=50)
    monkeypatch.setattr(search, "BOUND", 5)
    found = find(rows.committee.pk, Wanted(text=words), {"entry": None}, 0, 50)
    assert [hit.object_id for hit in found.hits] == whole[:5]
    assert (found.count, found.more) == (5, True)
    assert numbers(rows, Wanted(text=words), first=3) == whole[3:5]
