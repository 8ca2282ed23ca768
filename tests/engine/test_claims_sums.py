"""A draft against itself: parts and totals, and figures that are stated twice."""

import pytest
from tests.engine.checked_drafts import OURS, TOLD, ledger

from tongxin.engine.claims.checking import Checker, Knowledge
from tongxin.engine.claims.consistency import discords
from tongxin.packs.wording import phrasebook, shipped_lexicon, shipped_wordings
from tongxin.store.characters import simpler


def clashes(text: str) -> list[tuple[str, list[str], str]]:
    records = ledger()
    book = phrasebook(tuple(one.id for one in shipped_wordings()))
    checker = Checker(OURS, TOLD, Knowledge(simpler(), book, shipped_lexicon(), records.bodies), records)
    figures = checker.text(text)
    return [
        (one.code, [text[figures[at].start : figures[at].end] for at in one.figures], str(one.expected))
        for one in discords(figures, {})
    ]


@pytest.mark.parametrize(
    "text",
    [
        "功能型党支部8个、临时党支部3个，合计11个。",
        "捐资助学436.5万元，捐建项目571.5万元，慰问260万元，合计1268万元。",
        "立案提案110件，其中经济类63件，占57%，社会类30件，其余17件。",
        "走访企业85家，解决问题37个，合计开展活动122次。",
        "视察7次，其中界别视察4次。",
        "捐款合计1.27亿元：助学0.44亿元、捐建0.57亿元、其余0.26亿元。",
    ],
)
def test_parts_that_add_up_are_left_alone(text: str) -> None:
    assert clashes(text) == []


def test_parts_that_do_not_add_up_to_the_total_behind_them_are_named_with_what_they_make() -> None:
    text = "功能型党支部8个、临时党支部3个，合计12个。"
    assert clashes(text) == [("sum", ["8个", "3个", "12个"], "11")]


def test_parts_that_do_not_add_up_to_the_total_before_them_are_named() -> None:
    text = "立案提案110件，其中经济类63件，占57%，社会类30件，其余19件。"
    assert clashes(text) == [("sum", ["63件", "30件", "19件", "110件"], "112")]


def test_money_is_added_in_its_own_unit_and_rounding_is_allowed_for() -> None:
    text = "捐资助学436.5万元，捐建项目571.5万元，慰问260万元，合计1286万元。"
    assert clashes(text) == [("sum", ["436.5万元", "571.5万元", "260万元", "1286万元"], "12680000")]


def test_the_same_words_twice_are_no_clash_and_other_numbers_are() -> None:
    assert clashes("收到提案120余件。全年收到提案120余件。") == []
    assert [code for code, _figures, _made in clashes("全年收到提案125件。今年共收到提案152件。")] == [
        "stated_twice"
    ]
