"""Figures in drafts: which numerals are figures, what they say, and where they stand."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engine.spelt_numbers import spellings

from tongxin.engine.claims.dates import Told
from tongxin.engine.claims.found import Approx, Kind
from tongxin.engine.claims.numerals import place, read_numeral
from tongxin.engine.claims.scanner import scan
from tongxin.engine.claims.view import look
from tongxin.packs.wording import shipped_lexicon
from tongxin.store.characters import simpler

TOLD = Told(date(2025, 1, 20), date(2024, 1, 1), date(2024, 12, 31))


def found(text, told=TOLD):
    """Return what is found in a draft as (words of the draft, what it is)."""
    view = look(text, simpler())
    return [
        (text[slice(*view.span(one.start, one.end))], one) for one in scan(view.text, told, shipped_lexicon())
    ]


def kinds(text):
    return [(words, str(one.kind)) for words, one in found(text)]


def only(text):
    (one,) = found(text)
    return one


def said(text):
    _words, one = only(text)
    bounds = one.bounds
    return bounds.approx, *(None if end is None else float(end) for end in (bounds.low, bounds.high))


@given(st.integers(2, 10**12 - 1))
@settings(max_examples=400)
def test_any_number_in_any_spelling_is_read_as_it_was_meant(number):
    for text in spellings(number):
        words, one = only(f"全年提交{text}件。")
        assert (words, one.bounds.value) == (f"{text}件", number), text
        assert read_numeral(look(text, simpler()).text).low == number, text


@given(st.integers(1, 9999), st.integers(0, 99))
@settings(max_examples=200)
def test_decimals_are_exact_and_know_how_finely_they_were_written(whole, hundredths):
    (_words, one) = only(f"合计{whole}.{hundredths:02}亿元。")
    assert one.bounds.value == (whole * 100 + hundredths) * 10**6
    assert one.bounds.step == 10**6


@pytest.mark.parametrize(
    ("words", "approx", "low", "high"),
    [
        ("30余件", Approx.OVER, 30, 40),
        ("六百八十多件", Approx.OVER, 680, 690),
        ("1万多件", Approx.OVER, 10000, 20000),
        ("百余件", Approx.OVER, 100, 200),
        ("近400件", Approx.NEAR, 360, 400),
        ("突破20万件", Approx.MORE, 200000, None),
        ("过千件", Approx.MORE, 1000, None),
        ("上百件", Approx.LEAST, 100, None),
        ("不少于三件", Approx.LEAST, 3, None),
        ("两件以上", Approx.LEAST, 2, None),
        ("不超过10件", Approx.MOST, None, 10),
        ("不足五十件", Approx.LESS, None, 50),
        ("约300件", Approx.ABOUT, 270, 330),
        ("30件左右", Approx.ABOUT, 27, 33),
        ("十来件", Approx.ABOUT, 9, 11),
        ("数十件", Approx.VAGUE, 20, 100),
        ("几百件", Approx.VAGUE, 200, 1000),
        ("十几件", Approx.VAGUE, 11, 19),
        ("二十几件", Approx.VAGUE, 21, 29),
        ("三五件", Approx.RANGE, 3, 5),
        ("一千五六百件", Approx.RANGE, 1500, 1600),
        ("3至5件", Approx.RANGE, 3, 5),
        ("三到五件", Approx.RANGE, 3, 5),
        ("1—2件", Approx.RANGE, 1, 2),
    ],
)
def test_words_around_a_number_bound_it(words, approx, low, high):
    assert only(f"提出{words}。")[0] == words
    assert said(f"提出{words}。") == (approx, low, high)


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("85%", 0.85),
        ("百分之九十一点八", 0.918),
        ("百分之百", 1),
        ("三分之二", 2 / 3),
        ("七成", 0.7),
        ("八成二", 0.82),
        ("三成半", 0.35),
        ("7成4", 0.74),
        ("一半", 0.5),
        ("1.8倍", 1.8),
    ],
)
def test_shares_are_proportions(words, value):
    written, one = only(f"达到{words}。")
    assert written == words
    assert one.kind is Kind.RATIO
    assert float(one.bounds.value) == pytest.approx(value)


@pytest.mark.parametrize(("words", "value"), [("翻一番", 2), ("翻了一番", 2), ("翻了两番", 4)])
def test_doublings_are_multiples(words, value):
    written, one = only(f"稿件{words}。")
    assert (written, one.bounds.value, one.unit) == (words, value, "倍")


def test_money_is_in_yuan():
    assert [
        (words, float(one.bounds.value or 0), one.unit)
        for words, one in found("捐36.31万元、四百六十万元和五毛钱。")
    ] == [
        ("36.31万元", 363100, "元"),
        ("四百六十万元", 4600000, "元"),
        ("五毛钱", 0.5, "元"),
    ]


def test_numbers_of_a_list_share_the_unit_of_the_last():
    assert [(words, one.unit) for words, one in found("分别为12、4、9件。")] == [
        ("12", "件"),
        ("4", "件"),
        ("9件", "件"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "各单位一律统一部署，千方百计把工作做到位。",
        "一是加强学习，二是改进作风，三是狠抓落实。",
        "第一时间赶到一线，十分感动。",
        "大家一一核对，一笔一笔记得清清楚楚，一个不落。",
        "进一步巩固，下一步再开新一轮活动。",
    ],
)
def test_words_of_the_language_are_no_figures(text):
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("落实“四个一”要求。", "四个一"),
        ("参加“三会一课”。", "三会一课"),
        ("防止“两张皮”。", "两张皮"),
        ("学习党的二十大精神。", "二十大"),
        ("推行“1+N”模式。", "1+N"),
        ("围绕“1453”总要求。", "1453"),
        ("坚持“一案一策”。", "一案一策"),
        ("开展“百企联百村”。", "百企联百村"),
        ("“一季一督查、一年一考评”是硬要求。", "一季一督查、一年一考评"),
        ("参加三会一课。", "三会一课"),
        ("组织百企联百村行动。", "百企联百村"),
        ("按照一室一人安排。", "一室一人"),
        ("谋划十五五规划。", "十五五"),
    ],
)
def test_names_with_numerals_are_names(text, name):
    assert kinds(text) == [(name, "name")]


def test_a_sentence_in_quotation_marks_keeps_its_figures():
    assert kinds("过去“三年开两次会”。") == [("三年", "duration"), ("两次", "count")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("第9次会议", [("第9次", "ordinal")]),
        ("十三届五次会议", [("十三届", "ordinal"), ("五次", "ordinal")]),
        ("获一等奖", [("一等奖", "ordinal")]),
        ("电话0594-2288016。", [("0594-2288016", "code")]),
        ("邮编532700。", [("532700", "code")]),
        ("（隆政协发〔2024〕7号）", [("〔2024〕7号", "code")]),
        ("（第068号提案）", [("第068号", "code")]),
        ("用了一年半", [("一年半", "duration")]),
        ("15个工作日内反馈", [("15个工作日内", "duration")]),
        ("两个多小时", [("两个多小时", "duration")]),
        ("近三年来", [("三年来", "duration")]),
        ("提高2.3个百分点", [("2.3个百分点", "percentage_point")]),
        ("全年零投诉", [("零", "count")]),
        ("师徒俩", [("俩", "count")]),
    ],
)
def test_other_numerals_are_told_apart(text, expected):
    assert kinds(text) == expected


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2023年以来", date(2023, 1, 1), None),
        ("截至2019年底", date(2019, 12, 31), date(2019, 12, 31)),
        ("截至10月底", date(2024, 10, 31), date(2024, 10, 31)),
        ("9月15日", date(2024, 9, 15), date(2024, 9, 15)),
        ("1月16日", date(2025, 1, 16), date(2025, 1, 16)),
        ("第三季度", date(2024, 7, 1), date(2024, 9, 30)),
        ("1至10月", date(2024, 1, 1), date(2024, 10, 31)),
        ("12月20日前", None, date(2024, 12, 20)),
        ("二〇〇九年", date(2009, 1, 1), date(2009, 12, 31)),
        ("今年前两个月", date(2025, 1, 1), date(2025, 2, 28)),
    ],
)
def test_dates_without_a_year_follow_the_draft(text, first, last):
    _words, one = only(text)
    assert one.kind is Kind.DATE
    assert (one.days.first, one.days.last) == (first, last)


def test_converted_pages_keep_their_places():
    text = "先后有3萬(wàn)多人次加入,,籌得700多萬(wàn)元,。"
    assert [(words, one.bounds.low) for words, one in found(text)] == [
        ("3萬(wàn)多人次", 30000),
        ("700多萬(wàn)元", 7000000),
    ]


def test_two_digits_side_by_side_are_no_number():
    assert read_numeral("九三") is None
    assert read_numeral("二〇二四").low == 2024


@given(st.integers(1, 10**9), st.integers(0, 3))
def test_the_place_of_the_last_digit_divides_the_number(number, decimals):
    value = Fraction(number, 10**decimals)
    unit = place(value)
    assert (value / unit).denominator == 1
    assert (value / (unit * 10)).denominator != 1


PIECES = st.sampled_from(
    [
        *"零一二三四五六七八九十百千万亿两几数余多来第年月日个名件元成倍番半%，。、“”（）+-.—至约近超",
        "12",
        "2024",
        "委员",
        "提案",
    ]
)


@given(st.lists(PIECES, max_size=40).map("".join) | st.text(max_size=60))
@settings(max_examples=1500, deadline=None)
def test_no_text_breaks_the_reading_and_nothing_overlaps(text):
    view = look(text, simpler())
    end = 0
    for one in scan(view.text, TOLD, shipped_lexicon()):
        assert end <= one.start < one.end <= len(view.text)
        first, last = view.span(one.start, one.end)
        assert 0 <= first < last <= len(text)
        end = one.end
