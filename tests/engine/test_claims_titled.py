"""Figures of those who hold what is named: an honour, a title, a prize."""

import pytest
from tests.engine.checked_drafts import figures

from tongxin.engine.claims.titled import Holding, Titled, judged_by_name, titled
from tongxin.store.characters import simpler

RECORDS = [
    Holding(1, "全国最美志愿者", frozenset({7})),
    Holding(2, "促进就业先进个人", frozenset({7})),
    Holding(3, "道德模范", frozenset({8, 9})),
    Holding(4, "示范基地"),
]


def named(text: str) -> list[Titled]:
    return titled(text, [one for _words, one in figures(text)], simpler())


def verdict(text: str) -> tuple[str, int | None, tuple[str, ...]]:
    found = [one for _words, one in figures(text)]
    (of,) = titled(text, found, simpler())
    one = judged_by_name(found[of.at], of, RECORDS)
    return str(one.judged.verdict), one.judged.actual and int(one.judged.actual), one.judged.evidence


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("1名委员获“全国最美志愿者”称号。", ("全国最美志愿者",)),
        ("1名委員獲「道德模範」稱號。", ("道德模范",)),
        ("1名委員獲“道德模範”稱號。", ("道德模范",)),
        (
            "1名委員獲(huò)“全國最美志願(yuàn)者”“促進就業先進個人”稱號。",
            ("全国最美志愿者", "促进就业先进个人"),
        ),
        ("3名委员被评为“道德模范”。", ("道德模范",)),
        ("3名委员参加了“道德模范”报告会。", None),
        ("计划让3名委员获评“道德模范”。", None),
    ],
)
def test_a_name_stands_behind_what_tells_that_it_was_won(text: str, names: tuple[str, ...] | None) -> None:
    assert [one.names for one in named(text)] == ([names] if names else [])


def test_one_holder_of_one_record_is_borne_out() -> None:
    assert verdict("1名委员获“全国最美志愿者”称号。") == ("confirmed", 1, ("1",))


def test_one_who_holds_two_titles_holds_both() -> None:
    assert verdict("1名委员获“全国最美志愿者”“促进就业先进个人”称号。") == ("confirmed", 1, ("1", "2"))
    assert verdict("1名委员获“全国最美志愿者”“道德模范”称号。") == ("contradicted", 0, ("1", "3"))


def test_several_who_hold_one_each_are_counted_together() -> None:
    assert verdict("3名委员分别获“全国最美志愿者”“道德模范”称号。") == ("confirmed", 3, ("1", "3"))


def test_a_wrong_number_of_holders_is_contradicted_with_the_records() -> None:
    assert verdict("1名委员获“道德模范”称号。") == ("contradicted", 2, ("3",))


def test_a_record_without_persons_is_its_own_holder() -> None:
    assert verdict("2家委员企业获评“示范基地”。")[:2] == ("contradicted", 1)


def test_a_name_without_a_record_cannot_be_checked() -> None:
    assert verdict("1名委员获“劳动模范”称号。")[0] == "uncheckable"
