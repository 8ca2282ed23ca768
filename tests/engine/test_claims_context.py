"""What a draft leaves unsaid: nouns, bodies and days that stand in another clause or another sentence."""

from datetime import date

import pytest
from tests.engine.checked_drafts import OURS, checked, figures, measures, verdicts

from tongxin.engine.claims.verdicts import Verdict


def scopes(text: str) -> dict[str, tuple[str, date | None, date]]:
    found = {words: one.scope for words, one in checked(text).items()}
    return {words: (scope.body, scope.first, scope.last) for words, scope in found.items() if scope}


def test_a_noun_may_stand_in_the_clause_before() -> None:
    assert measures("提案工作有账可查：全年收到125件，立案110件。") == {
        "125件": "proposal.submitted",
        "110件": "proposal.accepted",
    }
    assert measures("基层协商越办越实，全县今年开了61场。") == {"61场": "grass.count"}


def test_the_same_figure_of_another_year_has_the_same_noun() -> None:
    assert verdicts("今年收到提案125件，上年是100件，增长25%。") == {
        "125件": "confirmed",
        "100件": "confirmed",
        "25%": "confirmed",
    }


def test_the_same_figure_of_another_body_is_held_against_that_body() -> None:
    assert scopes("清溪县政协全年收到提案125件，邻近的白石县政协收到77件。") == {
        "125件": (OURS, date(2024, 1, 1), date(2024, 12, 31)),
        "77件": ("白石县政协", date(2024, 1, 1), date(2024, 12, 31)),
    }
    assert set(verdicts("清溪县政协全年收到提案125件，邻近的白石县政协收到77件。").values()) == {"confirmed"}


def test_a_body_without_records_is_another_body_all_the_same() -> None:
    assert scopes("隔壁青崖县政协全年收到提案90件。")["90件"][0] == "青崖县政协"
    assert verdicts("隔壁青崖县政协全年收到提案90件。") == {"90件": "uncheckable"}


def test_a_body_that_is_only_compared_with_does_not_become_the_subject() -> None:
    assert scopes("全年收到提案125件，比白石县多48件。今年立案110件。")["110件"][0] == OURS


def test_a_multiple_of_last_year_speaks_of_this_year() -> None:
    assert scopes("收到提案125件，为上年的1.25倍。")["1.25倍"][1:] == (date(2024, 1, 1), date(2024, 12, 31))
    assert verdicts("收到提案125件，为上年的1.25倍。")["1.25倍"] == "confirmed"


def test_a_list_with_respectively_gives_each_figure_its_own_noun() -> None:
    assert measures("立案率、办复率分别为88%和100%。") == {
        "88%": "proposal.accept_rate",
        "100%": "proposal.reply_rate",
    }
    assert scopes("收到提案2023年和2024年分别为100、125件。")["100"][1:] == (
        date(2023, 1, 1),
        date(2023, 12, 31),
    )


def test_many_values_of_one_noun_are_its_parts() -> None:
    assert set(verdicts("工业、农业、文化三个领域的立案提案分别为40、50和20件。").values()) == {"uncheckable"}


@pytest.mark.parametrize(
    "text",
    [
        "在马岭镇委员联络室，委员们开展协商议事6场。",
        "“周小满委员工作室”全年开展协商议事6场。",
        "民盟县委会报送社情民意信息12篇，有6篇被采用。",
        "教育界委员郑立群今年提交提案6件。",
        "协商会上，8位委员提出建议23条。",
        "有的联络室全年开展协商议事不足6场。",
        "立案提案中，农业农村6件。",
        "关注乡村教育的提案6件。",
        "除此之外，其余6件立案提案转下年办理。",
    ],
)
def test_what_a_room_a_person_or_a_meeting_did_is_not_the_whole_year(text: str) -> None:
    assert set(verdicts(text).values()) == {"uncheckable"}


def test_the_day_of_the_report_is_not_the_day_of_what_it_tells() -> None:
    assert verdicts("1月15日，县政协通报提案工作：全年收到提案125件。") == {"125件": "confirmed"}
    assert verdicts("1月15日，县政协收到提案12件。") == {"12件": "uncheckable"}


def test_what_follows_a_figure_is_what_it_counts() -> None:
    assert measures("档案里设会议出勤、协商议事五个板块。") == {"五个": None}


def test_one_of_many_is_no_total_and_a_condition_counts_nothing() -> None:
    assert verdicts("由一位党组成员联系一个或几个乡镇委员联络室。") == {
        "一位": "uncheckable",
        "一个": "uncheckable",
    }
    assert measures("提交提案3件以上的有37名。")["3件以上"] is None


def test_rules_reach_through_a_list() -> None:
    text = "党组织之间每年开展一次联合党课、一次主题党日、共同办一件实事。"
    assert {str(one.role) for one in checked(text).values()} == {"norm"}


def test_a_figure_stated_again_in_fewer_words_is_the_same_figure() -> None:
    text = "开展相关活动30场次，有声有色。\n党组织之间开展共建联建，累计开展相关活动30场次。"
    assert [one.link.measure for _words, one in figures(text) if one.link] == ["activity.joint"] * 2


def test_what_is_far_off_the_records_is_not_called_wrong() -> None:
    one = checked("全年收到提案12件。")["12件"]
    assert (one.judged.verdict, one.judged.actual) == (Verdict.CONTRADICTED, 125), "a digit is missing"
    one = checked("全年收到提案9件。")["9件"]
    assert (one.judged.verdict, one.judged.reason) == (Verdict.UNCHECKABLE, "claim.far_off")
    assert one.judged.actual == 125
    assert verdicts("全年收到提案1250件。") == {"1250件": "contradicted"}
    assert verdicts("全年收到提案521件。") == {"521件": "contradicted"}
