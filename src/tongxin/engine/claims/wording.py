"""How the measures of duty work are said: phrases with a place for the figure, as a pack lists them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from tongxin.engine.claims.found import Kind

FIGURE = "#"
"""Where the figure in question stands in a frame and in a phrase."""

OTHER = "○"
"""Where another figure stands in a frame."""

BREAK = "｜"
"""Where what belongs to one figure ends within a clause."""

NEAR = rf"[^{FIGURE}{OTHER}{BREAK}，,；;。：:！？!?]{{0,14}}?"
FAR = r"[^。！？]{0,80}?"
KINDS = {"count": Kind.COUNT, "money": Kind.MONEY, "ratio": Kind.RATIO, "points": Kind.POINTS}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """How one measure is said.

    Attributes:
        id: the measure, as indicators refer to it.
        kind: kinds of figures that it may have, of ``count``, ``money``, ``ratio``, ``points``.
        units: classifiers that its figures may have; none for any.
        said: phrases, each of which suffices.
        never: phrases that rule it out.
    """

    id: str
    kind: str = "count"
    units: str = ""
    said: tuple[str, ...]
    never: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Matched:
    """A measure that a frame may speak of.

    Attributes:
        measure: its id.
        phrase: the phrase that matched.
        score: how much of the frame the phrase accounts for; more is better.
    """

    measure: str
    phrase: str
    score: float


@dataclass(frozen=True, slots=True)
class _Ready:
    wording: Wording
    kinds: frozenset[Kind]
    units: frozenset[str]
    said: tuple[tuple[str, re.Pattern[str]], ...]
    never: tuple[re.Pattern[str], ...]
    far: tuple[re.Pattern[str], ...]


@dataclass(frozen=True, slots=True)
class Phrasebook:
    """The wordings of a catalogue, ready to be matched.

    Attributes:
        wordings: in the order of the catalogue, which settles ties.
    """

    wordings: tuple[Wording, ...]
    _ready: tuple[_Ready, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Prepare the phrases once."""
        object.__setattr__(self, "_ready", tuple(map(_prepare, self.wordings)))

    def matches(self, frame: str, clause: str, kind: Kind | None, unit: str | None) -> list[Matched]:
        """Return the measures that a frame may speak of, the best first.

        Args:
            frame: the sentence, with ``FIGURE`` for the figure and ``OTHER`` for others.
            clause: the clause of the figure, marked alike, in which words may rule a measure out.
            kind: its kind; ``None`` where the figure is a difference or a growth of the measure.
            unit: its unit; ``None`` for any.
        """
        found = [matched for ready in self._ready if _may_be(ready, kind, unit) and (matched := _match(ready, frame, clause))]
        return sorted(found, key=lambda one: -one.score)


def _prepare(wording: Wording) -> _Ready:
    return _Ready(
        wording,
        frozenset(KINDS[kind] for kind in wording.kind.split()),
        frozenset(wording.units.split()),
        tuple((phrase, compiled) for phrase in wording.said for compiled in _both_ways(phrase)),
        tuple(_compile(phrase) for phrase in wording.never if "……" not in phrase),
        tuple(_compile(phrase) for phrase in wording.never if "……" in phrase),
    )


def _may_be(ready: _Ready, kind: Kind | None, unit: str | None) -> bool:
    """Tell whether a measure has figures of a kind and unit."""
    if kind is not None and kind not in ready.kinds:
        return False
    return kind is not Kind.COUNT or unit is None or not ready.units or unit in ready.units


def _match(ready: _Ready, frame: str, clause: str) -> Matched | None:
    best = _best(ready, frame)
    if best is None or any(barred.search(clause) for barred in ready.never):
        return None
    return None if any(barred.search(frame) for barred in ready.far) else best


def _best(ready: _Ready, frame: str) -> Matched | None:
    found = [
        Matched(ready.wording.id, phrase, _score(match))
        for phrase, pattern in ready.said
        if (match := pattern.search(frame))
    ]
    return max(found, key=lambda one: one.score, default=None)


def _score(match: "re.Match[str]") -> float:
    """Return how many characters of the phrase were met, less a little for what lies between them."""
    met = sum(len(word) for word in match.groups() if word)
    return met - 0.02 * (match.end() - match.start() - met)


def _both_ways(phrase: str) -> Iterable[re.Pattern[str]]:
    """Compile a phrase; one that does not say where the figure stands may have it on either side."""
    if FIGURE in phrase:
        return (_compile(phrase),)
    return (_compile(f"{phrase}…{FIGURE}"), _compile(f"{FIGURE}…{phrase}"))


@lru_cache(maxsize=4096)
def _compile(phrase: str) -> re.Pattern[str]:
    """Turn a phrase into a regular expression; its words are groups, so that what was met can be counted."""
    parts = []
    for piece in re.split(rf"(……|…|{FIGURE})", phrase):
        if piece in {"……", "…"}:
            parts.append(FAR if piece == "……" else NEAR)
        elif piece == FIGURE:
            parts.append(FIGURE)
        elif piece:
            words = sorted(piece.split("/"), key=len, reverse=True)
            parts.append("(" + "|".join(map(re.escape, words)) + ")")
    return re.compile("".join(parts))
