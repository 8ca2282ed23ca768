"""Figures of a draft against records: what each speaks of, of which days, and what the records say to it."""

from fractions import Fraction

import pytest
from tests.engine.checked_drafts import NEXT_DOOR, OURS, checked, measures, verdicts

from tongxin.engine.claims.found import Approx, Bounds, Kind
from tongxin.engine.claims.roles import Role
from tongxin.engine.claims.verdicts import Verdict, agrees


def test_a_true_figure_is_confirmed_with_its_records():
    one = checked("全年收到提案125件。")["125件"]
    assert one.judged.verdict is Verdict.CONFIRMED
    assert one.judged.evidence == ("R1",)


def test_a_wrong_figure_is_contradicted_with_what_the_records_say():
    one = checked("全年收到提案152件。")["152件"]
    assert (one.judged.verdict, one.judged.actual) == (Verdict.CONTRADICTED, 125)


def test_of_two_numbers_of_one_noun_the_act_decides():
    assert measures("共征集提案125件，审查后立案110件，立案率88%。") == {
        "125件": "proposal.submitted",
        "110件": "proposal.accepted",
        "88%": "proposal.accept_rate",
    }


def test_rates_growth_and_differences_are_computed_from_the_records():
    text = "全年收到提案125件，同比增长25%，比上年增加25件；立案率88%，比上年下降2个百分点。"
    assert set(verdicts(text).values()) == {"confirmed"}
    wrong = "全年收到提案125件，同比增长35%，比上年增加15件；立案率88%，比上年下降3个百分点。"
    assert verdicts(wrong)["35%"] == verdicts(wrong)["15件"] == verdicts(wrong)["3个百分点"] == "contradicted"


def test_a_part_is_never_held_against_the_whole():
    found = checked("全年收到提案125件，其中经济建设类提案63件，占50.4%。")
    assert found["63件"].judged.verdict is Verdict.UNCHECKABLE
    assert found["50.4%"].judged.verdict is Verdict.UNCHECKABLE
    assert verdicts("县政协开展协商议事61场，其中微协商20场。") == {
        "61场": "confirmed",
        "20场": "uncheckable",
    }


def test_the_sum_of_several_parts_is_the_whole():
    text = "社情民意信息被省政协采用14篇、市政协采用20篇，合计采用34篇。"
    assert verdicts(text) == {"14篇": "uncheckable", "20篇": "uncheckable", "34篇": "confirmed"}


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("每名委员每年至少提交1件提案。", Role.NORM),
        ("提交1件提案得5分。", Role.NORM),
        ("会议要求，各组不少于3次协商议事。", Role.NORM),
        ("2025年，计划收到提案不少于200件。", Role.PLAN),
        ("力争全年收到提案200件。", Role.PLAN),
        ("全年已收到提案200件。", Role.CLAIM),
    ],
)
def test_rules_and_plans_are_not_held_against_the_records(text, role):
    one = next(iter(checked(text).values()))
    assert one.role is role
    assert (one.judged.verdict is Verdict.UNCHECKABLE) == (role is not Role.CLAIM)


def test_the_days_follow_the_sentence():
    assert verdicts("2023年共收到提案100件。") == {"100件": "confirmed"}
    assert verdicts("上年共收到提案100件。") == {"100件": "confirmed"}
    assert verdicts("上半年收到提案125件。") == {"125件": "confirmed"}
    assert verdicts("下半年收到提案125件。") == {"125件": "contradicted"}


def test_what_stands_is_read_on_the_day_of_the_draft():
    assert verdicts("全县共有政协委员178名，建成乡镇委员联络室12个。") == {
        "178名": "confirmed",
        "12个": "contradicted",
    }


def test_another_body_has_records_of_its_own():
    assert verdicts("邻近的白石县全年收到提案77件。") == {"77件": "confirmed"}
    found = checked("白石县创新做法。全年收到提案77件。全县共收到提案125件。")
    assert {words: one.scope.body for words, one in found.items()} == {"77件": NEXT_DOOR, "125件": OURS}


def test_a_place_or_a_person_within_the_body_is_not_the_whole_body():
    assert verdicts("板桥街道围绕停车难协商议事4次。") == {"4次": "uncheckable"}
    assert verdicts("委员廖佳提交提案5件。") == {"5件": "uncheckable"}


def test_what_happened_on_one_day_is_not_the_year():
    assert verdicts("3月4日当天收到提案21件。") == {"21件": "uncheckable"}


def test_without_complete_records_nothing_is_said():
    one = checked("十届以来收到提案900件。")["900件"]
    assert (one.judged.verdict, one.judged.reason) == (Verdict.UNCHECKABLE, "claim.no_period")
    assert checked("2021年收到提案90件。")["90件"].judged.reason == "claim.no_records"


def test_wording_without_a_measure_is_left_alone():
    assert measures("现场创作作品40余幅。") == {"40余幅": None}


def test_traditional_script_with_pinyin_reads_alike():
    assert verdicts("縣政協(xié)全年收到提案一百二十五件,,立案率百分之八十八,。") == {
        "一百二十五件": "confirmed",
        "百分之八十八": "confirmed",
    }


def test_the_same_draft_gives_the_same_answer():
    text = "全年收到提案125件，立案110件。捐款捐物308.2万元。"
    assert repr(checked(text)) == repr(checked(text))


ROUNDED = Bounds(Fraction(308 * 10**6), None, None, Approx.EXACT, Fraction(10**6))
"""3.08亿"""


@pytest.mark.parametrize(
    ("bounds", "actual", "agree"),
    [
        (Bounds(Fraction(178), Fraction(178), Fraction(178)), 178, True),
        (Bounds(Fraction(178), Fraction(178), Fraction(178)), 179, False),
        (
            Bounds(Fraction(308 * 10**6), None, None, Approx.EXACT, Fraction(10**6)),
            308 * 10**6 + 400000,
            True,
        ),
        (
            Bounds(Fraction(308 * 10**6), None, None, Approx.EXACT, Fraction(10**6)),
            308 * 10**6 + 600000,
            False,
        ),
        (Bounds(Fraction(30), Fraction(30), Fraction(40), Approx.OVER), 30, False),
        (Bounds(Fraction(30), Fraction(30), Fraction(40), Approx.OVER), 31, True),
        (Bounds(Fraction(400), Fraction(360), Fraction(400), Approx.NEAR), 400, False),
        (Bounds(Fraction(400), Fraction(360), Fraction(400), Approx.NEAR), 390, True),
        (Bounds(Fraction(3), Fraction(3), None, Approx.LEAST), 3, True),
        (Bounds(Fraction(10), None, Fraction(10), Approx.MOST), 11, False),
    ],
)
def test_agreement_allows_what_the_words_and_the_digits_allow(bounds, actual, agree):
    assert agrees(Kind.COUNT, "件", bounds, Fraction(actual)) is agree
