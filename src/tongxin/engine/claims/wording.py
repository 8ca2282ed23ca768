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
LONG = rf"[^{FIGURE}{OTHER}{BREAK}。；;！？!?]{{0,30}}?"
"""What may lie between words where clauses were joined because one left its noun to the other."""
_HAN = re.compile(r"[\u4e00-\u9fff]")
_MARKS = re.compile(rf"……|…|{FIGURE}|{OTHER}")
_NOUN_FOLLOWS = 1.0
_GAP = 0.02
_CROSSED = 2.5
"""What a phrase loses for each other figure that stands between its words."""
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
        close: whether its words have to stand in the figure's own clause; a clause before lends it no noun.
    """

    id: str
    kind: str = "count"
    units: str = ""
    said: tuple[str, ...]
    never: tuple[str, ...] = ()
    close: bool = False


@dataclass(frozen=True, slots=True)
class Matched:
    """A measure that a frame may speak of.

    Attributes:
        measure: its id.
        phrase: the phrase that matched.
        score: how much of the frame the phrase accounts for; more is better.
        words: where its words stand in the frame.
        met: the phrase with the words that were met, one of each of its alternatives.
    """

    measure: str
    phrase: str
    score: float
    words: tuple[int, ...] = ()
    met: str = ""


@dataclass(frozen=True, slots=True)
class _Ready:
    wording: Wording
    kinds: frozenset[Kind]
    units: frozenset[str]
    said: tuple[tuple[str, str, re.Pattern[str], re.Pattern[str]], ...]
    never: tuple[re.Pattern[str], ...]
    far: tuple[re.Pattern[str], ...]
    needed: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Phrasebook:
    """The wordings of a catalogue, ready to be matched.

    Attributes:
        wordings: in the order of the catalogue, which settles ties.
    """

    wordings: tuple[Wording, ...]
    _ready: tuple[_Ready, ...] = field(init=False, repr=False, compare=False)
    _fitting: dict[tuple[Kind | None, str | None], tuple[_Ready, ...]] = field(
        init=False, repr=False, compare=False
    )

    def __post_init__(self) -> None:
        """Prepare the phrases once."""
        object.__setattr__(self, "_ready", tuple(map(_prepare, self.wordings)))
        object.__setattr__(self, "_fitting", {})

    def matches(
        self, frame: str, near: str, kind: Kind | None, unit: str | None, *, joined_of: str = ""
    ) -> list[Matched]:
        """Return the measures that a frame may speak of, the best first.

        Args:
            frame: the sentence, with ``FIGURE`` for the figure and ``OTHER`` for others.
            near: what stands close to the figure, marked alike, in which words may rule a measure out.
            kind: its kind; ``None`` where the figure is a difference or a growth of the measure.
            unit: its unit; ``None`` for any.
            joined_of: the sentence itself where clauses of it were joined in the frame, so that more may lie
                between the words.
        """
        found = [
            matched
            for ready in self._may_be(kind, unit)
            if (matched := _match(ready, frame, near, unit, joined_of))
        ]
        return sorted(found, key=lambda one: -one.score)

    def _may_be(self, kind: Kind | None, unit: str | None) -> tuple[_Ready, ...]:
        """Return the measures that have figures of a kind and unit; looked for once."""
        known = self._fitting.get((kind, unit))
        if known is None:
            known = tuple(ready for ready in self._ready if _may_be(ready, kind, unit))
            self._fitting[kind, unit] = known
        return known


def _prepare(wording: Wording) -> _Ready:
    return _Ready(
        wording,
        frozenset(KINDS[kind] for kind in wording.kind.split()),
        frozenset(wording.units.split()),
        tuple(found for phrase in wording.said for found in _ways(phrase, wording.units.split())),
        tuple(_compile(phrase) for phrase in wording.never if "……" not in phrase),
        tuple(_compile(phrase) for phrase in wording.never if "……" in phrase),
        _needed(wording.said),
    )


def _needed(said: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern without which none of a measure's phrases can be met: one piece of each of them.

    It is looked for first, so that most measures cost one search.
    """
    words: set[str] = set()
    for phrase in said:
        pieces = [piece.split("/") for piece in _MARKS.split(phrase) if piece]
        words.update(max(pieces, key=lambda piece: min(map(len, piece)), default=()))
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return re.compile("|".join(map(re.escape, longest_first)) or "(?!)")


def _may_be(ready: _Ready, kind: Kind | None, unit: str | None) -> bool:
    """Tell whether a measure has figures of a kind and unit."""
    if kind is not None and kind not in ready.kinds:
        return False
    return kind is not Kind.COUNT or unit is None or not ready.units or unit in ready.units


def _match(ready: _Ready, frame: str, near: str, unit: str | None, joined_of: str) -> Matched | None:
    joined = bool(joined_of)
    if joined and ready.wording.close:
        return None
    if not ready.needed.search(frame):
        return None
    best = _best(ready, frame, unit, joined=joined)
    if best is None or any(barred.search(near) for barred in ready.never):
        return None
    return None if any(barred.search(joined_of or frame) for barred in ready.far) else best


def _best(ready: _Ready, frame: str, unit: str | None, *, joined: bool) -> Matched | None:
    best: tuple[float, str, re.Match[str]] | None = None
    for phrase, only, pattern, long in ready.said:
        match = (long if joined else pattern).search(frame) if only in {"", unit} else None
        if match is None:
            continue
        score = _score(match) + (_NOUN_FOLLOWS if _follows(match) else 0)
        if best is None or score > best[0]:
            best = score, phrase, match
    return None if best is None else _matched(ready.wording.id, *best)


def _matched(measure: str, score: float, phrase: str, match: "re.Match[str]") -> Matched:
    return Matched(measure, phrase, score, _words_of(match), _met(phrase, match))


def _met(phrase: str, match: "re.Match[str]") -> str:
    """Return a phrase with the words that were met, and the figure where it was."""
    words = iter(word for word in match.groups() if word)
    pieces = re.split(rf"(……|…|{FIGURE}|{OTHER})", phrase)
    written = "".join(piece if _MARKS.fullmatch(piece) or not piece else next(words, "") for piece in pieces)
    if FIGURE in phrase:
        return written
    return f"{FIGURE}…{written}" if match.group().startswith(FIGURE) else f"{written}…{FIGURE}"


def _words_of(match: "re.Match[str]") -> tuple[int, ...]:
    return tuple(match.start(group) for group in range(1, len(match.groups()) + 1) if match[group])


def _follows(match: "re.Match[str]") -> bool:
    """Tell whether the words follow the figure at once as its noun, which is surer than words before it."""
    return (
        match.group().startswith(FIGURE)
        and _HAN.match(match.string[match.start() + 1 : match.start() + 2]) is not None
    )


def _score(match: "re.Match[str]") -> float:
    """Return how many characters of the phrase were met, less a little for what lies between them."""
    met = sum(len(word) for word in match.groups() if word)
    between = match.end() - match.start() - met
    return met - _GAP * between - _CROSSED * match.group().count(OTHER)


def _ways(phrase: str, units: Iterable[str]) -> Iterable[tuple[str, str, re.Pattern[str], re.Pattern[str]]]:
    """Compile a phrase; one that does not say where the figure stands may have it on either side.

    Returns:
        the phrase, the only unit that it holds for as in ``信息…#期`` (empty for any), its pattern, and
        that for joined clauses.
    """
    for unit in units:
        if f"{FIGURE}{unit}" in phrase:
            return ((phrase, unit, *_both(phrase.replace(f"{FIGURE}{unit}", FIGURE))),)
    if FIGURE in phrase:
        return ((phrase, "", *_both(phrase)),)
    return ((phrase, "", *_both(f"{phrase}…{FIGURE}")), (phrase, "", *_both(f"{FIGURE}…{phrase}")))


def _both(phrase: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    return _compile(phrase), _compile(phrase, LONG)


@lru_cache(maxsize=16384)
def _compile(phrase: str, between: str = NEAR) -> re.Pattern[str]:
    """Turn a phrase into a regular expression; its words are groups, so that what was met can be counted."""
    parts = []
    for piece in re.split(rf"(……|…|{FIGURE}|{OTHER})", phrase):
        if piece == OTHER:
            parts.append(OTHER)
        elif piece in {"……", "…"}:
            parts.append(FAR if piece == "……" else between)
        elif piece == FIGURE:
            parts.append(FIGURE)
        elif piece:
            words = sorted(piece.split("/"), key=len, reverse=True)
            parts.append("(" + "|".join(map(re.escape, words)) + ")")
    return re.compile("".join(parts))
