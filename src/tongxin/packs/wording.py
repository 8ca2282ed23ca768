"""How figures are said, and which words with numerals say none: what ships with the product."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from difflib import get_close_matches
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

from tongxin.engine.claims.lexicon import Lexicon
from tongxin.engine.claims.wording import KINDS, Phrasebook, Wording
from tongxin.packs.building import Builder
from tongxin.packs.nodes import Located, read
from tongxin.packs.problems import PackError, PackProblem

_SET = re.compile(r"<([^<>]+)>")
_PIECE = re.compile(r"[^…#○]+")
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
    items = builder.mapping(node, ("words", "measures"))
    if "measures" not in items:
        raise PackError([*builder.problems, node.problem("pack.missing_key", expected="measures")])
    sets = _sets(builder, items["words"]) if "words" in items else {}
    wordings: tuple[Wording, ...] = builder.build(tuple[Wording, ...], items["measures"])
    if builder.problems:
        raise PackError(builder.problems)
    wrong = [*_wrong_kinds(items["measures"]), *_unknown_sets(items["measures"], sets)]
    if wrong:
        raise PackError(wrong)
    return tuple(_with_sets(one, sets) for one in wordings)


def _sets(builder: Builder, node: Located) -> dict[str, str]:
    """Return the sets of words that are said for one another, by their names."""
    if not isinstance(node.value, dict):
        builder.problems.append(node.problem("pack.no_mapping", expected="words"))
        return {}
    return {name: builder.build(str, item) for name, item in node.value.items()}


def _with_sets(wording: Wording, sets: Mapping[str, str]) -> Wording:
    """Write out the sets of words that phrases name: <收>…提案…#."""

    def _written(phrases: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(_PIECE.sub(lambda match: _spelt(match.group(), sets), phrase) for phrase in phrases)

    return replace(wording, said=_written(wording.said), never=_written(wording.never))


def _spelt(piece: str, sets: Mapping[str, str]) -> str:
    """Write a piece of a phrase out; a set beside other words stands for each of its own with them."""
    words: list[str] = []
    for word in piece.split("/"):
        options = [
            part.split("/") if at % 2 == 0 else sets[part].split("/")
            for at, part in enumerate(_SET.split(word))
        ]
        words += ["".join(chosen) for chosen in product(*options)]
    return "/".join(dict.fromkeys(words))


def _unknown_sets(measures: Located, sets: Mapping[str, str]) -> Iterable[PackProblem]:
    """A phrase names sets of words that there are."""
    for phrase in _phrases(measures):
        for found in _SET.findall(str(phrase.value)):
            if found not in sets:
                near = get_close_matches(found, sets, 1)
                yield phrase.problem("pack.unknown_value", found=found, near=", ".join(near or sets))


def _phrases(measures: Located) -> Iterable[Located]:
    for measure in measures.value if isinstance(measures.value, list) else ():
        keys = measure.value if isinstance(measure.value, dict) else {}
        for key in ("said", "never"):
            node = keys.get(key)
            if node is not None and isinstance(node.value, list):
                yield from node.value


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
