"""A draft evened out for reading, with the way back to where each character stands in it."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

Simpler = Mapping[int, str]
"""Code point of a Traditional character → its Simplified one; the caller knows the table."""

_PINYIN = re.compile(r"(?<=[\u3400-\u9fff])[(（][a-zü\u00e0-\u01dc\u0250-\u02af]{1,7}[)）]")
_TWICE = re.compile(r"([，,。.；;、：:！!？?])(?=[，,。.；;、：:！!？?])")
_KEPT_WIDE = frozenset("，；：！？（）～")
_HALF_WIDTH = {
    place: unicodedata.normalize("NFKC", chr(place))
    for place in range(0xFF01, 0xFF5F)
    if chr(place) not in _KEPT_WIDE
}
"""Full-width characters → half-width ones; punctuation of the script stays."""
_REPLIED = re.compile("(?<=[办答回批])覆")
"""答覆 and 办覆 are written with 复 in Simplified script, 覆盖 is not; the length stays the same."""

_VARIANTS = str.maketrans(
    {"馀": "余", "餘": "余", "幺": "一", "○": "〇", "Ｏ": "〇", "﹪": "%", "–": "—", "－": "—", "～": "~"}
)


@dataclass(frozen=True, slots=True)
class View:
    """A text as the rules read it.

    Attributes:
        text: half-width figures, Simplified characters, without pinyin in brackets and doubled punctuation.
        places: where each of its characters stands in the draft.
    """

    text: str
    places: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where a part stands in the draft: its first character, and one after its last.

        Args:
            start: first character of the part.
            end: one after its last; the part is not empty.
        """
        return self.places[start], self.places[end - 1] + 1


def look(text: str, simpler: Simpler) -> View:
    """Even a draft out without moving anything: every character keeps its place.

    Args:
        text: as it was pasted; converted pages have pinyin inside figures and punctuation twice.
        simpler: Traditional → Simplified.
    """
    dropped = _dropped(text)
    kept = [place for place in range(len(text)) if place not in dropped]
    written = "".join(text[place] for place in kept) if dropped else text
    evened = written.translate(_HALF_WIDTH).translate(simpler).translate(_VARIANTS)
    return View(_REPLIED.sub("复", evened), tuple(kept))


def _dropped(text: str) -> set[int]:
    """Return the places of pinyin, and of marks that another one follows: the last is the writer's own."""
    dropped = {place for found in _PINYIN.finditer(text) for place in range(*found.span())}
    return dropped | {found.start() for found in _TWICE.finditer(text)}
