"""Search of the ledger: two-character words are always found, phrases only in their order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.store.ledger_rows import Rows

from tongxin.store import models
from tongxin.store.queries import search
from tongxin.store.queries.search import matching, tokens

SENTENCE = "政协委员走访演示科技公司，召开联建基地座谈会，提出调研报告三篇，协调贷款36.31万元。"


@pytest.fixture
def rows(db):
    return Rows("search")


def write(rows, text, **more):
    return rows.entry("visit", "2024-10-08", title=text[:200], tokens=tokens(text), **more)


def find(rows, text):
    return set(models.Entry.objects.filter(matching(rows.committee.pk, text)).values_list("pk", flat=True))


def test_tokens_are_pairs_the_last_character_words_and_numbers():
    assert tokens("联络室") == "联络 络室 室"
    assert tokens("室") == "室"
    assert tokens("ＡＢＣ公司 2024年 Visit!") == "abc 公司 司 2024 年 visit"
    assert tokens("聯絡室") == tokens("联络室")
    assert tokens("  ，。—— ") == ""


def test_every_two_character_word_of_a_text_is_found(rows):
    entry = write(rows, SENTENCE)
    write(rows, "另一条记录")
    runs = [run for run in search._runs(SENTENCE) if search._is_han(run)]
    pairs = [run[at : at + 2] for run in runs for at in range(len(run) - 1)]
    assert len(pairs) > 20
    assert [pair for pair in pairs if find(rows, pair) != {entry.pk}] == []


def test_a_phrase_must_stand_in_order(rows):
    in_order = write(rows, "完成调研报告一篇")
    write(rows, "报告会后调研，研报")
    assert find(rows, "调研报告") == {in_order.pk}
    assert find(rows, "研报告") == {in_order.pk}


def test_several_words_must_all_occur(rows):
    both = write(rows, "走访企业，座谈交流")
    write(rows, "走访企业")
    assert find(rows, "座谈 走访") == {both.pk}


def test_what_stands_in_quotation_marks_must_stand_so_in_the_text(rows):
    together = write(rows, "到ABC公司调研，座谈两次")
    write(rows, "座谈两次，到ABCD公司调研")
    assert find(rows, '"调研，座谈"') == find(rows, "“调研 座谈两次”") == {together.pk}
    assert find(rows, '"到abc公司"') == find(rows, "「ABC」 调研") == {together.pk}
    assert find(rows, '"调研座谈"') == set()
    assert len(find(rows, "abc 座谈")) == 2
    assert len(find(rows, '"座谈')) == 2


def test_one_character_finds_it_anywhere(rows):
    first, last = write(rows, "茶叶种植"), write(rows, "采茶")
    write(rows, "种桑")
    assert find(rows, "茶") == {first.pk, last.pk}


def test_traditional_text_full_width_and_letter_case_do_not_matter(rows):
    entry = write(rows, "聯絡室開展ＡＢＣ活動")
    assert find(rows, "联络室") == find(rows, "聯絡室") == find(rows, "abc") == {entry.pk}


def test_words_and_numbers_match_from_their_beginning(rows):
    entry = write(rows, "协调贷款36.31万元 Gigafactory")
    assert find(rows, "36.31万元") == find(rows, "giga") == {entry.pk}
    assert find(rows, "factory") == set()


def test_rare_characters_are_found(rows):
    entry = write(rows, "演示𬭼某与𠮷某、〇号、佐々木")
    for name in ("𬭼某", "𠮷", "〇号", "佐々", "々木"):
        assert find(rows, name) == {entry.pk}, name


@pytest.mark.parametrize("text", ['"', "' OR 1=1 --", "*", "a\\b", "NEAR(", "tokens:", "%", "\0", "-联络"])
def test_no_input_breaks_the_search(rows, text):
    write(rows, "联络室")
    find(rows, text)


def test_nothing_searchable_narrows_nothing(rows):
    entry = write(rows, "联络室")
    assert find(rows, " ，！ ") == {entry.pk}


def test_another_committee_is_not_searched(rows):
    mine = write(rows, "联络室")
    write(Rows("other"), "联络室")
    assert find(rows, "联络室") == {mine.pk}


def test_a_common_word_is_found_beyond_the_bound(rows, monkeypatch):
    monkeypatch.setattr(search, "BOUND", 3)
    entries = {write(rows, f"走访第{number}次").pk for number in range(6)}
    write(rows, "座谈")
    assert find(rows, "走访") == entries


han = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=2, max_size=12)


@given(han, st.data())
def test_the_pairs_of_any_part_of_a_text_stand_in_its_tokens_in_order(text, data):
    start = data.draw(st.integers(0, len(text) - 2))
    part = text[start : data.draw(st.integers(start + 2, len(text)))]
    [phrase] = search.phrases(part)
    assert search.place_of(phrase) in f" {tokens(text)} "
