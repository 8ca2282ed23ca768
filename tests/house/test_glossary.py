"""The glossary tells the truth: its words stand in the code, once each, and survive conversion."""

import re
from functools import cache

import pytest
from opencc import OpenCC
from tests.house import source

from tongxin.packs import registry

LINE = re.compile(r"\| `(\w+)` \| (.+?) \| (.+?) \| (.+?) \| (.+?) \|$")
ROWS = [
    match.groups()
    for line in (source.ROOT / "GLOSSARY.md").read_text("utf-8").splitlines()
    if (match := LINE.match(line))
]
MECHANISM = registry.pack("longan").versions[-1]
LABELS = {
    one.id: one.label
    for one in (*MECHANISM.vocabulary.organisation_kinds, *MECHANISM.entry_kinds, *MECHANISM.vocabulary.posts)
}


@cache
def words():
    """Return every word of the code and the packs, class names in lower case with underscores."""
    texts = [path.read_text("utf-8") for path in source.modules()]
    texts += [path.read_text("utf-8") for path in (source.PACKAGE / "packs").rglob("*.yaml")]
    found = set(re.findall(r"\w+", "\n".join(texts)))
    return found | {re.sub(r"(?<=[a-z])(?=[A-Z])", "_", word).lower() for word in found}


def test_the_table_was_read():
    assert len(ROWS) > 60


@pytest.mark.parametrize(("identifier", "simple", "traditional", "english", "meaning"), ROWS)
def test_a_word_stands_in_the_code_and_survives_conversion(identifier, simple, traditional, english, meaning):
    assert identifier in words()
    assert OpenCC("s2hk").convert(simple) == traditional
    assert english
    assert meaning
    if label := LABELS.get(identifier):
        assert label.zh_hans == simple


@pytest.mark.parametrize("column", [0, 1, 3], ids=["identifier", "Chinese", "English"])
def test_one_word_has_one_meaning(column):
    found = [row[column].casefold() for row in ROWS]
    assert sorted({one for one in found if found.count(one) > 1}) == []


def test_no_word_is_taken_over_from_the_usage_of_taiwan():
    assert not [row[2] for row in ROWS if any(word in row[2] for word in ("資訊", "資料", "檔案"))]
