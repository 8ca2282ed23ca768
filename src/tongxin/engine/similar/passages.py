"""Where two texts say the same, to be shown side by side."""

from collections.abc import Iterable
from dataclasses import dataclass

from tongxin.engine.similar.cleaning import Cleaned

SHORTEST = 5
"""Characters that must coincide in a row; shorter runs are how everybody writes."""
_MANY = 16
"""Places of one beginning that are tried; a text that repeats itself has more, and no need of them."""


@dataclass(frozen=True, slots=True, order=True)
class Passage:
    """A run of characters that two texts have in common.

    Attributes:
        start: where it begins in the text looked at, in its original.
        end: one after its last character there.
        there_start: where it begins in the other text.
        there_end: one after its last character there.
        length: letters and characters that coincide, without punctuation.
    """

    start: int
    end: int
    there_start: int
    there_end: int
    length: int


def passages(text: Cleaned, other: Cleaned, shortest: int = SHORTEST) -> tuple[Passage, ...]:
    """Return the longest coinciding runs from the beginning of a text to its end; they do not overlap in it.

    Args:
        text: the text looked at.
        other: the text it is held against.
        shortest: least length of a run.
    """
    beginnings: dict[str, list[int]] = {}
    for place in range(len(other.text) - shortest + 1):
        beginnings.setdefault(other.text[place : place + shortest], []).append(place)
    found: list[Passage] = []
    place = 0
    while place <= len(text.text) - shortest:
        starts = beginnings.get(text.text[place : place + shortest])
        if starts is None:
            place += 1
            continue
        length, there = max((_run(text.text, place, other.text, start), -start) for start in starts[:_MANY])
        start, end = text.span(place, place + length)
        there_start, there_end = other.span(-there, -there + length)
        found.append(Passage(start, end, there_start, there_end, length))
        place += length
    return tuple(found)


def _run(text: str, place: int, other: str, there: int) -> int:
    """Return how many characters coincide from two places on."""
    longest = min(len(text) - place, len(other) - there)
    for length in range(longest):
        if text[place + length] != other[there + length]:
            return length
    return longest


def share(found: tuple[Passage, ...], text: Cleaned) -> float:
    """Return how much of a text stands in coinciding passages, from 0 to 1."""
    return sum(passage.length for passage in found) / len(text.text) if text.text else 0.0


def reused(found: Iterable[Passage], text: Cleaned) -> float:
    """Return how much of a text stands in passages that coincide with any of many others, from 0 to 1.

    What coincides with several of them counts once.
    """
    standing: set[int] = set()
    for passage in found:
        standing.update(range(passage.start, passage.end))
    return sum(place in standing for place in text.places) / len(text.places) if text.places else 0.0
