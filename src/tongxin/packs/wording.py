"""How figures are said, and which words with numerals say none: what ships with the product."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from tongxin.engine.claims.lexicon import Lexicon
from tongxin.engine.claims.wording import KINDS, Phrasebook, Wording
from tongxin.packs.building import Builder
from tongxin.packs.nodes import Located, read
from tongxin.packs.problems import PackError, PackProblem

FOLDER = Path(__file__).parent / "claims"


def load_wordings(folder: Path) -> tuple[Wording, ...]:
    """Read the wordings of measures.

    Args:
        folder: where ``wording.yaml`` lies.

    Raises:
        PackError: something is wrong; all problems are in it.
    """
    builder = Builder()
    node = read(folder, "wording.yaml")
    items = builder.mapping(node, ("measures",))
    if "measures" not in items:
        raise PackError([*builder.problems, node.problem("pack.missing_key", expected="measures")])
    wordings: tuple[Wording, ...] = builder.build(tuple[Wording, ...], items["measures"])
    if builder.problems:
        raise PackError(builder.problems)
    wrong = list(_wrong_kinds(items["measures"]))
    if wrong:
        raise PackError(wrong)
    return wordings


def _wrong_kinds(measures: Located) -> Iterable[PackProblem]:
    """A measure's figures are counts, money, ratios or percentage points."""
    for measure in measures.value if isinstance(measures.value, list) else ():
        keys: Any = measure.value
        kind = keys.get("kind")
        for word in str(kind.value).split() if kind else ():
            if word not in KINDS:
                yield kind.problem("pack.unknown_value", found=word, near=", ".join(KINDS))


def load_lexicon(folder: Path) -> Lexicon:
    """Read the words with numerals that say no figure.

    Args:
        folder: where ``lexicon.yaml`` lies; each item of its two lists is a line of words.

    Raises:
        PackError: something is wrong; all problems are in it.
    """
    builder = Builder()
    items = builder.mapping(read(folder, "lexicon.yaml"), ("names", "words"))
    lists = {key: builder.build(tuple[str, ...], node) for key, node in items.items()}
    if builder.problems:
        raise PackError(builder.problems)
    return Lexicon(*(_split(lists.get(key, ())) for key in ("names", "words")))


def _split(lines: Iterable[str]) -> tuple[str, ...]:
    return tuple(word for line in lines for word in line.split())


@cache
def shipped_wordings() -> tuple[Wording, ...]:
    """Return the wordings that ship with the product."""
    return load_wordings(FOLDER)


@cache
def shipped_lexicon() -> Lexicon:
    """Return the words that ship with the product."""
    return load_lexicon(FOLDER)


@cache
def phrasebook(measures: tuple[str, ...]) -> Phrasebook:
    """Return how some measures are said, for those of them that the product knows.

    Args:
        measures: ids of indicators.
    """
    wanted = frozenset(measures)
    return Phrasebook(tuple(one for one in shipped_wordings() if one.id in wanted))
