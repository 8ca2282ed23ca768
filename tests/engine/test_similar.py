"""Similar texts: planted copies are found, others are not, and passages stand where they are said to."""

import os
import subprocess
import sys
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engine.invented_papers import LEVELS, Author, papers, written

from tongxin.engine.similar.cleaning import clean
from tongxin.engine.similar.grams import COMMON, grams, limit, number, weight
from tongxin.engine.similar.joining import pairs
from tongxin.engine.similar.keeping import KeptPostings
from tongxin.engine.similar.looking_up import alike, nearness
from tongxin.engine.similar.marking import marks
from tongxin.engine.similar.passages import SHORTEST, passages, reused, share

SIMPLER = {ord("聯"): "联", ord("絡"): "络", ord("議"): "议"}
RECALL = dict(zip(LEVELS, (1.0, 1.0, 0.95), strict=True))
PRECISION = 0.98
chinese = st.text(st.sampled_from("政协委员走访企业座谈交流，。 聯絡Ab１2"), max_size=80)


def cleaned(text):
    return clean(text, SIMPLER)


@pytest.fixture(scope="module")
def many():
    return papers(2000, 40, seed=3)


@pytest.fixture(scope="module")
def known(many):
    return KeptPostings((place, clean(text, {})) for place, text in enumerate(many.texts))


def test_width_case_script_and_punctuation_make_no_difference():
    assert (
        cleaned("聯絡室，２０２４年 ＡＢＣ！").text == cleaned("联络室 2024年abc").text == "联络室2024年abc"
    )


def test_a_gap_tells_where_something_fell_away():
    assert clean("（调研）、报告。", {}, gap=" ").text == "调研 报告"


@given(chinese)
def test_every_cleaned_character_knows_where_it_stood(text):
    even = cleaned(text)
    assert len(even.places) == len(even.text)
    assert list(even.places) == sorted(even.places)
    assert all(
        cleaned(text[place]).text == character
        for character, place in zip(even.text, even.places, strict=True)
    )


def test_one_character_that_stands_for_several_keeps_one_place():
    even = clean("㈱甲", {})
    assert (even.text, even.places) == ("株甲", (0, 1))
    assert clean("½", {}).places in {(0, 0), (0, 0, 0)}


def test_grams_are_counted_once_in_their_order():
    assert grams("甲乙丙丁甲乙丙") == ("甲乙丙", "乙丙丁", "丙丁甲", "丁甲乙")
    assert grams("甲乙") == ("甲乙",)
    assert grams("") == ()


@given(st.lists(st.text(min_size=1, max_size=3), unique=True))
def test_a_gram_has_a_number_of_its_own_that_a_database_can_hold(found):
    numbers = {number(gram) for gram in found}
    assert len(numbers) == len(found)
    assert all(0 <= one < 2**63 for one in numbers)


def test_a_gram_says_less_the_more_documents_have_it():
    assert [weight(others) for others in (0, 1, 2, 64)] == [1_000_000, 1_000_000, 500_000, 15_625]


def test_short_texts_are_alike_sooner_but_never_by_one_common_gram():
    assert limit(0) == limit(1) == 1_000_000
    assert limit(5_000_000) == 4_000_000
    assert limit(500_000_000) == 12_000_000


def test_planted_copies_are_found_among_all_pairs_and_hardly_anything_else(many):
    found = {(pair.first, pair.second) for pair in pairs([clean(text, {}).text for text in many.texts])}
    for level, planted in many.planted.items():
        assert len(planted & found) >= RECALL[level] * len(planted), level
    assert len(set().union(*many.planted.values()) & found) >= PRECISION * len(found)


def test_planted_copies_are_found_for_one_new_paper_at_a_time(many, known):
    told = right = 0
    for level, planted in many.planted.items():
        hits = 0
        for original, copy in planted:
            found = alike(clean(many.texts[copy], {}), known, apart={copy})
            hits += original in {one.document for one in found}
            told += len(found)
            right += original in {one.document for one in found}
            assert all(one.passages for one in found)
        assert hits >= RECALL[level] * len(planted)
    assert right >= PRECISION * told


def test_a_new_paper_of_nobody_else_is_like_none(known):
    author = Author(99)
    assert [alike(clean(written(author.paper()), {}), known) for _ in range(20)] == [[]] * 20


def test_the_most_alike_come_first_and_no_more_than_asked_for():
    base = "".join(chr(0x4E00 + number) for number in range(120))
    texts = [base, base[:60], base[:40], "完全不同的一段文字，谈的是别的事情"]
    known = KeptPostings(enumerate(map(cleaned, texts)))
    found = alike(cleaned(base), known)
    assert [one.document for one in found] == [0, 1, 2]
    assert [one.document for one in alike(cleaned(base), known, most=1)] == [0]
    assert [one.document for one in alike(cleaned(base), known, among={1, 3})] == [1]
    assert found[0].share == 1.0


def test_a_short_title_finds_its_twin_and_not_its_neighbours():
    titles = [f"关于加强{place}农村养老服务的建议" for place in ("城厢镇", "南圩镇", "雁江镇", "丁当镇")]
    known = KeptPostings(enumerate(map(cleaned, [*titles, "关于稻米品牌培育的提案", titles[2]])))
    assert [one.document for one in alike(cleaned(titles[2]), known)] == [2, 5]


def test_what_everybody_writes_makes_nobody_alike():
    texts = ["为深入贯彻落实上级决策部署，现提出如下建议"] * (COMMON + 2)
    known = KeptPostings(enumerate(map(cleaned, texts)))
    assert alike(cleaned(texts[0]), known) == []
    assert pairs([cleaned(text).text for text in texts]) == []


def test_nothing_is_like_nothing():
    assert pairs([]) == []
    assert pairs(["", "", "甲"]) == []
    assert alike(cleaned(""), KeptPostings([(1, cleaned(""))])) == []
    assert share((), cleaned("")) == 0.0


@settings(max_examples=60)
@given(st.lists(chinese, max_size=8))
def test_all_pairs_agree_with_looking_up_each_document(texts):
    even = [cleaned(text) for text in texts]
    known = KeptPostings(enumerate(even))
    looked_up = {
        (min(place, one.document), max(place, one.document)): one.score
        for place, text in enumerate(even)
        for one in alike(text, known, apart={place}, most=99)
    }
    assert {(pair.first, pair.second): pair.score for pair in pairs([one.text for one in even])} == looked_up


@given(chinese, chinese)
def test_a_passage_says_the_same_in_both_originals(text, other):
    found = passages(cleaned(text), cleaned(other))
    for one in found:
        assert cleaned(text[one.start : one.end]).text == cleaned(other[one.there_start : one.there_end]).text
        assert len(cleaned(text[one.start : one.end]).text) == one.length >= SHORTEST
    assert all(one.end <= after.start for one, after in pairwise(found))
    assert 0 <= share(found, cleaned(text)) <= 1


@given(chinese, st.text("，。 ", min_size=1, max_size=3))
def test_a_text_put_into_another_is_one_passage_of_it(text, around):
    found = passages(cleaned(text), cleaned(f"前言{around}{text}{around}后记"))
    if len(cleaned(text).text) >= SHORTEST:
        assert share(found, cleaned(text)) == 1.0


def test_passages_of_moved_clauses_are_found_where_they_went():
    text, other = "建立联合调度机制，完善农村供水管网。", "完善農村供水管網；二是建立联合调度机制"
    found = passages(clean(text, {}), clean(other, {ord("農"): "农", ord("網"): "网"}))
    assert [text[one.start : one.end] for one in found] == ["建立联合调度机制", "完善农村供水管网"]
    assert [other[one.there_start : one.there_end] for one in found] == [
        "建立联合调度机制",
        "完善農村供水管網",
    ]


def test_the_words_of_a_search_are_marked():
    def marked(text, *words):
        return [text[start:end] for start, end in marks(text, words, SIMPLER)]

    assert marked("到聯絡室调研，联络室主任陪同", "联络") == ["聯絡", "联络"]
    assert marked("调研，报告；调研报告", "调研报告") == ["调研报告"]
    assert marked("调研，报告；调研报告", "调研 报告") == ["调研，报告"]
    assert marked("联络室", "联络", "络室") == ["联络室"]
    assert marked("ＡＩ与email、AI企业", "ai") == ["ＡＩ", "AI"]
    assert marked("调研", "") == marked("", "调研") == []


def test_the_hash_seed_changes_nothing():
    program = (
        "from tests.engine.invented_papers import papers; from tongxin.engine.similar.joining import pairs;"
        "from tongxin.engine.similar.cleaning import clean;"
        "print(pairs([clean(text, {}).text for text in papers(80, 10).texts]))"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(said) == 1
    assert said.pop().count("Pair(") >= 30


@given(chinese, st.lists(chinese, max_size=4))
def test_what_is_used_again_counts_once_however_many_have_it(text, others):
    even = cleaned(text)
    found = [passage for other in others for passage in passages(even, cleaned(other))]
    again = reused(found, even)
    assert 0 <= again <= 1
    assert reused([*found, *found], even) == again
    assert bool(found) == (again > 0)
    shares = [share(passages(even, cleaned(other)), even) for other in others]
    assert again >= max(shares, default=0) - 1e-9


def test_all_of_a_copy_is_used_again_and_nothing_of_another_text():
    even = cleaned("政协委员走访企业，座谈交流。")
    assert reused(passages(even, cleaned("政协委员走访企业。座谈交流")), even) == 1
    assert reused((), even) == reused((), cleaned("")) == 0


def test_how_near_papers_are_is_told_below_the_limit_too(known, many):
    text = clean(many.texts[5], {}).text
    having = known.having(grams(text), COMMON)
    near = nearness(text, having)
    assert near[5] == max(near.values())
    assert len(near) > 20
    apart = nearness(text, having, apart=(5,))
    assert 5 not in apart
    assert all(apart[one] >= near[one] for one in apart), "a gram that fewer have weighs more"
