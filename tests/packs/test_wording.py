"""How figures are said: sets of words, and what is refused with its line."""

from pathlib import Path

import pytest

from tongxin.engine.claims.wording import Phrasebook
from tongxin.packs.problems import PackError
from tongxin.packs.wording import load_wordings

GOOD = """\
words:
  收: 收到/征集
  村: 村/社区
measures:
  - id: proposal.submitted
    units: 件
    said: ["<收>…提案…#", "#…<收>的提案"]
    never: ["退回"]
  - id: link.village
    units: 个
    said: ["结对<村>…#"]
    close: true
"""


def load(folder: Path, text: str):
    (folder / "wording.yaml").write_text(text, "utf-8")
    return load_wordings(folder)


def problems(folder: Path, text: str) -> list[tuple[str, int, str]]:
    with pytest.raises(PackError) as refused:
        load(folder, text)
    return [(one.code, one.line, one.params.get("found", "")) for one in refused.value.problems]


def test_a_set_stands_for_each_of_its_words(tmp_path: Path) -> None:
    proposals, villages = load(tmp_path, GOOD)
    assert proposals.said == ("收到/征集…提案…#", "#…收到的提案/征集的提案")
    assert (villages.said, villages.close) == (("结对村/结对社区…#",), True)


def test_each_word_of_a_set_is_met_in_a_draft(tmp_path: Path) -> None:
    book = Phrasebook(load(tmp_path, GOOD))
    for frame in ("征集提案#", "收到提案#", "#征集的提案"):
        assert [one.measure for one in book.matches(frame, frame, None, "件")] == ["proposal.submitted"], (
            frame
        )
    assert not book.matches("退回收到提案#", "退回收到提案#", None, "件")


def test_a_measure_that_stays_close_borrows_no_noun(tmp_path: Path) -> None:
    book = Phrasebook(load(tmp_path, GOOD))
    assert book.matches("结对村已有#", "结对村已有#", None, "个")
    assert not book.matches("结对村已有#", "结对村已有#", None, "个", joined_of="结对村，已有#")


def test_a_set_that_is_not_there_is_refused_with_its_line(tmp_path: Path) -> None:
    assert problems(tmp_path, GOOD.replace('"<收>…提案…#"', '"<征>…提案…#"')) == [
        ("pack.unknown_value", 7, "征")
    ]


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ("units: 件", "unit: 件", "pack.unknown_key", 6),
        ("close: true", "close: perhaps", "pack.no_bool", 12),
        ("  收: 收到/征集\n  村: 村/社区", "  - 收到", "pack.no_mapping", 1),
    ],
)
def test_what_is_mistyped_is_named_with_its_line(
    tmp_path: Path, old: str, new: str, code: str, line: int
) -> None:
    assert (code, line) in [found[:2] for found in problems(tmp_path, GOOD.replace(old, new))]
