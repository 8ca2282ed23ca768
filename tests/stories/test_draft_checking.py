"""The account of Long'an as a draft: every figure is found and borne out, and every slip is caught.

The text is our own, with the figures that the published account states, in the shape in which pages of other
sites are pasted: Traditional script, pinyin in brackets, punctuation twice.
"""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from django.db import transaction

from tongxin.actions.acting import Actor
from tongxin.actions.claim_desk import ClaimDesk, claim_desk
from tongxin.actions.demonstration.loading import load_demonstration
from tongxin.actions.demonstration.world import LOADED_AT
from tongxin.engine.claims.checking import Checked
from tongxin.engine.claims.dates import Told
from tongxin.engine.claims.found import Kind
from tongxin.engine.claims.roles import Role
from tongxin.engine.claims.verdicts import Verdict

pytestmark = [pytest.mark.story, pytest.mark.django_db, pytest.mark.usefixtures("desk")]
TOLD = Told(date(2024, 10, 31), date(2023, 1, 1), date(2024, 10, 31))
TEXT = """\
黨建(jiàn)網(wǎng)裏的履職答卷
“四聯(lián)兩評雙促雙提”推行以來,，全縣(xiàn)設立11個(gè)鄉(xiāng)鎮(zhèn)委員聯(lián)絡(luò)室,、9個(gè)縣直委員聯(lián)絡(luò)組,、14個(gè)社區(qū)委員聯(lián)絡(luò)站和2個(gè)基層協(xié)商議事室,，全縣共有政協(xié)委員一百七十八名,。
按“黨組+委員+基地”的路子,，掛牌委員聯(lián)建基地16家,。72名黨員委員結(jié)對聯(lián)系106名黨外委員,。
第9次專題學(xué)習(xí)之後,，黨組成員帶頭把黨的二十大精神講到村屯,，2023年以來(lái)開展學(xué)習(xí)宣講20餘場次,。
落實“四個(gè)一”,，每季度到企業(yè)指導(dǎo)“三會(huì)一課”不少於一次,，防止黨建與履職“兩張皮”,。
2023年以來(lái),，開展聯(lián)建活動(dòng)30餘場次,，解決企業(yè)實際問題20餘個(gè),。
委員參與專題調(diào)研17個(gè),、大會(huì)發(fā)言調(diào)研15個(gè),，提交立案提案134件,，反映社情民意信息72條,，80多名委員參加10場協(xié)商議政座談會(huì),。
聯(lián)建基地和委員企業(yè)提供就業(yè)崗位1萬(wàn)多個(gè),，帶動(dòng)群眾增收3億多元,。
企業(yè)委員捐建項目18個(gè),、出資36.31萬(wàn)元,，捐資助學(xué)133.27萬(wàn)元,，結(jié)對幫扶366人,、支出11萬(wàn)元,，委員企業(yè)新增投入3.08億元,。
"""
NO_FIGURES = ("四聯", "四個", "三會", "兩張皮", "二十大", "第9次", "9次")
SLIPS = {
    "11個": "12個",
    "9個": "8個",
    "14個": "41個",
    "2個": "3個",
    "一百七十八名": "一百八十七名",
    "16家": "15家",
    "72名": "71名",
    "106名": "160名",
    "20餘場次": "40餘場次",
    "30餘場次": "50餘場次",
    "20餘個": "30餘個",
    "17個": "19個",
    "15個": "13個",
    "134件": "143件",
    "72條": "27條",
    "10場": "11場",
    "3億多元": "4億多元",
    "36.31萬": "36.13萬",
    "133.27萬": "1332.7萬",
    "366人": "336人",
    "3.08億": "3.80億",
}
NOISE = re.compile(r"\([a-zü\u00e0-\u01dc]+\)")


@pytest.fixture(scope="module")
def desk(django_db_setup, django_db_blocker) -> Iterator[ClaimDesk]:
    """The checker of Long'an's drafts, over its invented records."""
    setup = Actor(user_id=None, name="安装", committee_id=None, at=LOADED_AT, system=True)
    with django_db_blocker.unblock(), transaction.atomic():
        longan = load_demonstration(setup, pack="longan", progress=lambda _words: None)
        yield claim_desk(longan.pk, datetime(2024, 11, 1, tzinfo=UTC))
        transaction.set_rollback(True)


def claims(desk: ClaimDesk, text: str) -> dict[str, Checked]:
    found = [one for one in desk.check(text, TOLD) if one.found.claims]
    return {NOISE.sub("", text[one.start : one.end]): one for one in found}


def slipped(was: str, now: str) -> str:
    """Return the text with one figure altered, whatever noise stands within it."""
    pattern = "".join(re.escape(character) + r"(?:\([a-zü\u00e0-\u01dc]+\))?" for character in was)
    altered, count = re.subn(rf"(?<![\d.]){pattern}", now, TEXT, count=1)
    assert count == 1
    return altered


def test_every_figure_of_the_account_is_found_and_borne_out(desk: ClaimDesk) -> None:
    found = claims(desk, TEXT)
    asserted = {words: one for words, one in found.items() if one.role is Role.CLAIM}
    assert len(asserted) == 25
    assert {words: str(one.judged.verdict) for words, one in asserted.items()} == dict.fromkeys(
        asserted, "confirmed"
    )
    assert all(one.judged.evidence for one in asserted.values())


def test_names_and_ordinals_are_no_figures(desk: ClaimDesk) -> None:
    assert not [words for words in claims(desk, TEXT) for name in NO_FIGURES if words.startswith(name)]
    kinds = {TEXT[one.start : one.end]: one.found.kind for one in desk.check(TEXT, TOLD)}
    assert {kinds[name] for name in ("二十大", "兩張皮")} == {Kind.NAME}


@pytest.mark.parametrize(("was", "now"), SLIPS.items())
def test_every_slip_is_contradicted_with_the_records_of_the_figure(
    desk: ClaimDesk, was: str, now: str
) -> None:
    right = claims(desk, TEXT)
    altered = claims(desk, slipped(was, now))
    wrong = {words: one for words, one in altered.items() if one.judged.verdict is Verdict.CONTRADICTED}
    (one,) = wrong.values()
    first = next(found for words, found in right.items() if words.startswith(was))
    assert one.judged.actual is not None
    assert set(one.judged.evidence) == set(first.judged.evidence)


def test_an_enterprise_that_gives_its_word_every_quarter_is_a_rule(desk: ClaimDesk) -> None:
    rules = [words for words, one in claims(desk, TEXT).items() if one.role is Role.NORM]
    assert rules == ["不少於一次"]


def test_honours_are_borne_out_by_the_records_of_their_names(desk: ClaimDesk) -> None:
    text = "1名委員獲“全國最美志願者”“廣西促進就業先進個人”稱號，1名委員獲(huò)“南寧市道德模範”稱號。"
    found = [one for one in desk.check(text, TOLD) if one.found.claims]
    assert [str(one.judged.verdict) for one in found] == ["confirmed", "confirmed"]
    assert [len(one.judged.evidence) for one in found] == [2, 1]
    (wrong,) = [one for one in desk.check(text.replace("，1名", "，2名"), TOLD) if one.judged.actual == 1][1:]
    assert wrong.judged.verdict is Verdict.CONTRADICTED
