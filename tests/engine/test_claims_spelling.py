"""Contradicted figures written anew: in the draft's own manner, and read back as what the records say."""

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engine.spelt_numbers import chinese, spellings

from tongxin.engine.claims.checking import Knowledge, sentences
from tongxin.engine.claims.dates import Told
from tongxin.engine.claims.found import Approx, Kind
from tongxin.engine.claims.numeral_spelling import in_chinese
from tongxin.engine.claims.scanner import scan
from tongxin.engine.claims.spelling import is_traditional, respelt
from tongxin.engine.claims.verdicts import agrees
from tongxin.engine.claims.view import look
from tongxin.packs.wording import phrasebook, shipped_lexicon
from tongxin.store.characters import simpler

TOLD = Told(date(2025, 1, 20), date(2024, 1, 1), date(2024, 12, 31))
KNOWLEDGE = Knowledge(simpler(), phrasebook(()), shipped_lexicon())
DRAFTS = Path(__file__).parent / "drafts"
NUMBERS = st.one_of(st.integers(2, 10**4), st.integers(2, 10**11))
SHARES = st.fractions(Fraction(1, 1000), Fraction(999, 1000), max_denominator=2000)
ROUGH = ["30余件", "二百多件", "近400件", "超过300件", "逾两千件", "不足五十件", "不少于20件", "100件以上"]
ROUGH += ["不超过60件", "约300件", "30件左右", "百余件", "3000多万件", "1.2万余件", "五千多万件", "八万余件"]


def anew(figure, actual, before="全年提交", after="。"):
    """Return how a figure is written anew between some words."""
    draft = f"{before}{figure}{after}"
    return respelt(draft, (len(before), len(before) + len(figure)), Fraction(actual), KNOWLEDGE, TOLD)


def read(figure, before="全年提交", after="。"):
    """Return what a figure between some words is read as."""
    view = look(f"{before}{figure}{after}", simpler())
    places = (len(before), len(before) + len(figure))
    (one,) = [
        one for one in scan(view.text, TOLD, shipped_lexicon()) if view.span(one.start, one.end) == places
    ]
    return one


@given(st.integers(0, 10**13))
@settings(max_examples=300)
def test_whole_numbers_are_written_in_chinese_as_they_are_read(number):
    text = in_chinese(number)
    if number < 10**12:
        assert text == chinese(number)
    assert number < 10 or look(text, simpler()).text == text


@given(NUMBERS, NUMBERS)
@settings(max_examples=300)
def test_a_number_in_any_spelling_is_written_anew_in_the_same_and_loses_nothing(stated, actual):
    for text in spellings(stated):
        written = anew(f"{text}件", actual)
        assert written, (text, actual)
        assert read(written).bounds.value == actual, (text, written)
        assert written[0].isdigit() == text[0].isdigit(), (text, written)
        assert ("０" <= written[0] <= "９") == ("０" <= text[0] <= "９")


@given(st.sampled_from(ROUGH), NUMBERS)
@settings(max_examples=400)
def test_rough_figures_stay_rough_or_become_exact_and_agree(figure, actual):
    before = read(figure)
    written = anew(figure, actual)
    assert written, (figure, actual)
    after = read(written)
    assert (after.kind, after.unit) == (before.kind, before.unit)
    assert after.bounds.approx in {before.bounds.approx, Approx.EXACT}
    assert agrees(after.kind, after.unit, after.bounds, Fraction(actual)), (figure, actual, written)
    if after.bounds.approx is Approx.EXACT:
        assert after.bounds.value == actual


@given(
    st.sampled_from(["85%", "59.55%", "近90%", "80多%", "百分之九十一点八", "七成", "八成二", "过半"]), SHARES
)
@settings(max_examples=400)
def test_shares_are_rounded_as_the_draft_rounds_and_agree(figure, actual):
    written = anew(figure, actual, before="占比")
    assert written, (figure, actual)
    after = read(written, before="占比")
    assert (after.kind, after.unit) == (Kind.RATIO, "%")
    assert agrees(after.kind, after.unit, after.bounds, actual), (figure, actual, written)
    assert after.bounds.value not in {0, 1}


@pytest.mark.parametrize("path", sorted(DRAFTS.glob("report-*.txt")), ids=lambda path: path.stem)
def test_all_figures_of_a_sentence_written_anew_at_once_are_read_as_meant(path):
    for _start, sentence in sentences(path.read_text("utf-8")):
        view, again, kept, places = look(sentence, simpler()), "", 0, {}
        for one in scan(view.text, TOLD, shipped_lexicon()):
            stated = one.bounds and (one.bounds.value or one.bounds.low)
            if not one.claims or not stated:
                continue
            actual = Fraction(int(stated) + 17) if one.kind is Kind.COUNT else stated * Fraction(9, 8)
            span = view.span(one.start, one.end)
            written = respelt(sentence, span, actual, KNOWLEDGE, TOLD) or sentence[slice(*span)]
            again += sentence[kept : span[0]]
            kept = span[1]
            if written != sentence[slice(*span)]:
                places[len(again), len(again) + len(written)] = (one, actual)
            again += written
        later = look(again + sentence[kept:], simpler())
        read_again = {
            later.span(one.start, one.end): one for one in scan(later.text, TOLD, shipped_lexicon())
        }
        for place, (before, actual) in places.items():
            after = read_again[place]
            assert (after.kind, after.unit) == (before.kind, before.unit), (again, place)
            assert agrees(after.kind, after.unit, after.bounds, actual), (again, place)


@pytest.mark.parametrize(
    ("figure", "actual", "written"),
    [
        ("12个", 11, "11个"),
        ("１２个", 1120, "１１２０个"),
        ("1,260件", 2345, "2,345件"),
        ("一百七十八名", 181, "一百八十一名"),
        ("十二名", 2, "两名"),
        ("二〇四名", 178, "一七八名"),
        ("贰拾元", 350, "叁佰伍拾元"),
        ("3人(次)", 7, "7人(次)"),
        ("3.80亿元", 308_000_000, "3.08亿元"),
        ("3.8亿元", 308_200_000, "3.082亿元"),
        ("3.80亿元", 308_234_567, "3.08亿元"),
        ("4亿元", 308_234_567, "308234567元"),
        ("5万元", 3000, "3000元"),
        ("0.5万元", 3000, "0.3万元"),
        ("2亿6千万元", 280_000_000, "2亿8千万元"),
        ("三亿八千万元", 308_000_000, "三亿零八百万元"),
        ("五点六亿元", 308_000_000, "三点零八亿元"),
        ("十六点二名", 13, "十三名"),
        ("两万块钱", 32000, "三万二千块钱"),
        ("30余件", 47, "40余件"),
        ("30余件", 40, "40件"),
        ("20余件", 17, "10余件"),
        ("2000余件", 1890, "1800余件"),
        ("3000多万元", 41_230_000, "4000多万元"),
        ("五亿二千多万元", 438_000_000, "四亿三千多万元"),
        ("近400件", 310, "310件"),
        ("近200件", 371, "近400件"),
        ("不少于三件", 2, "不少于两件"),
        ("数十件", 103, "一百零三件"),
        ("3至5件", 12, "12件"),
        ("59.55%", Fraction(1, 3), "33.33%"),
        ("99%", Fraction(2499, 2500), "99.96%"),
        ("3个多百分点", Fraction(51, 10), "5个多百分点"),
        ("2倍", Fraction(23, 10), "2.3倍"),
        ("三分之二", Fraction(43, 100), "百分之四十三"),
        ("近七成", Fraction(56, 100), "近六成"),
    ],
)
def test_the_manner_of_the_draft_stays(figure, actual, written):
    assert anew(figure, actual) == written


def test_the_script_of_the_draft_stays():
    around = {"before": "縣政協委員企業捐贈"}
    assert anew("八千元", 31000, **around) == "三萬一千元"
    assert anew("500餘萬元", 6_230_000, **around) == "600餘萬元"
    assert anew("12個", 2, **around) == "2個"
    assert is_traditional("縣政協委員", simpler())
    assert not is_traditional("县政协委员著书", simpler())


def test_figures_of_a_list_keep_the_unit_of_its_last():
    assert anew("12", 11, after="、4、9件。") == "11"
    assert anew("八十二", 91, after="、四十五件。") == "九十一"


@pytest.mark.parametrize(
    ("figure", "actual", "before"),
    [
        ("3%", Fraction(-1, 20), "增长"),
        ("翻一番", Fraction(3, 2), "数量"),
        ("三件", 0, "提交"),
        ("3件", 2, "第"),
    ],
)
def test_what_cannot_be_said_is_not_written(figure, actual, before):
    assert anew(figure, actual, before=before) is None


def test_a_fall_keeps_its_sign():
    assert anew("-3%", Fraction(-1, 20), before="增速：") == "-5%"
    assert anew("-3%", Fraction(1, 50), before="增速：") == "2%"
