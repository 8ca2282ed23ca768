"""The period that a draft names itself, read by rule."""

from datetime import date

import pytest

from tongxin.actions.draft_periods import named_period
from tongxin.engine.claims.dates import Told
from tongxin.store.characters import simpler

TOLD = Told(date(2024, 10, 31), date(2024, 1, 1), date(2024, 10, 31))
KNOWN = (date(2023, 1, 1), date(2024, 10, 31))


def named(text, told=TOLD):
    return named_period(text, told, KNOWN, simpler())


@pytest.mark.parametrize(
    ("text", "words", "first", "last"),
    [
        ("侧记\n2023年以来，走访403次。", "2023年以来", "2023-01-01", "2024-10-31"),
        ("侧记\n自二〇二三年以来，走访403次。", "二〇二三年以来", "2023-01-01", "2024-10-31"),
        ("側記\n2023年以來(lái),，走訪403次。", "2023年以來", "2023-01-01", "2024-10-31"),
        ("侧记\n2023年7月以来走访。", "2023年7月以来", "2023-07-01", "2024-10-31"),
        ("侧记\n2023年至今走访。", "2023年至今", "2023-01-01", "2024-10-31"),
        ("侧记\n2023年以来走访，截至2024年6月走访403次。", "2023年以来", "2023-01-01", "2024-06-30"),
        ("侧记\n2023年以来走访403次。\n2024年9月30日\n", "2023年以来", "2023-01-01", "2024-09-30"),
        (
            "侧记\n自2023年1月1日至2024年10月31日，走访。",
            "2023年1月1日至2024年10月31日",
            "2023-01-01",
            "2024-10-31",
        ),
        ("侧记\n2024年1月至6月走访。", "2024年1月至6月", "2024-01-01", "2024-06-30"),
        ("2023—2024年工作情况\n走访。", "2023—2024年", "2023-01-01", "2024-10-31"),
        ("2023年度工作总结\n走访。", "2023年度", "2023-01-01", "2023-12-31"),
        ("县政协2023年工作报告\n走访。", "2023年", "2023-01-01", "2023-12-31"),
        ("2024年上半年工作通报\n走访。", "2024年上半年", "2024-01-01", "2024-06-30"),
        ("2023年第四季度简报\n走访。", "2023年第四季度", "2023-10-01", "2023-12-31"),
        ("2024年3月工作简报\n走访。", "2024年3月", "2024-03-01", "2024-03-31"),
    ],
)
def test_the_period_of_a_draft_is_read_from_its_words(text, words, first, last):
    found = named(text)
    assert found is not None
    assert (found.words, found.first, found.last) == (
        words,
        date.fromisoformat(first),
        date.fromisoformat(last),
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        "全县走访403次。",
        "侧记\n2023年，县政协获奖。",
        "侧记\n2023年5月6日至8日召开会议。",
        "侧记\n2024年13月以来走访。",
        "2024年第9次专题学习会召开\n走访。",
        "侧记\n2019年以来走访。",
        "侧记\n2024年以来走访。",
        "侧记\n今年以来走访。",
        "侧记\n自2024年1月1日至2024年10月31日，走访。",
    ],
)
def test_what_names_no_other_period_that_the_records_know_is_left_alone(text):
    assert named(text) is None


def test_the_period_named_most_often_is_offered():
    found = named("侧记\n2023年7月以来走访。2023年以来座谈。2023年以来培训。")
    assert found is not None
    assert (found.first, found.times) == (date(2023, 1, 1), 2)


def test_a_title_goes_before_the_text():
    found = named("2023年度工作总结\n2024年1月至6月走访。2024年1月至6月座谈。")
    assert found is not None
    assert found.words == "2023年度"


def test_this_year_is_the_year_of_the_draft():
    told = Told(date(2024, 10, 31), date(2023, 1, 1), date(2024, 10, 31))
    found = named("侧记\n今年以来走访。", told)
    assert found is not None
    assert found.first == date(2024, 1, 1)
