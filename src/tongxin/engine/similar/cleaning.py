"""Text evened out for comparison, with the way back to where each character stood."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

Simpler = Mapping[int, str]
"""Code point of a Traditional character → its Simplified one; the caller knows the table."""

_REMEMBERED = 1 << 16


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A text without what makes no difference.

    Attributes:
        text: letters, digits and characters, evened out.
        places: where each of them stood in the original.
    """

    text: str
    places: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where a part of the cleaned text stood in the original: first place, and one after the last.

        Args:
            start: first character of the part.
            end: one after its last; the part is not empty.
        """
        return self.places[start], self.places[end - 1] + 1


def clean(text: str, simpler: Mapping[int, str], *, gap: str = "") -> Cleaned:
    """Even a text out: half width, lower case, Simplified; punctuation and spaces fall away.

    Args:
        text: as somebody wrote it.
        simpler: Traditional → Simplified.
        gap: what stands for anything that fell away between two characters; nothing, or one character.
    """
    kept: list[str] = []
    places: list[int] = []
    broken = False
    for place, character in enumerate(text):
        found = _evened(simpler.get(ord(character), character))
        if not found:
            broken = bool(kept)
            continue
        if broken and gap:
            kept.append(gap)
            places.append(place - 1)
        broken = False
        kept.append(found)
        places.extend([place] * len(found))
    return Cleaned("".join(kept), tuple(places))


@lru_cache(maxsize=_REMEMBERED)
def _evened(character: str) -> str:
    """Return the letters and digits that a character stands for; none for a mark or a space."""
    plain = unicodedata.normalize("NFKC", character).lower()
    return "".join(one for one in plain if one.isalnum())
