"""Where the words of a search stand in a text, to be marked there."""

from collections.abc import Iterable, Mapping

from tongxin.engine.similar.cleaning import clean

_GAP = " "


def marks(text: str, words: Iterable[str], simpler: Mapping[int, str]) -> list[tuple[int, int]]:
    """Return the parts of a text that are words searched for, in order and without overlaps.

    A word of letters or digits is found only where one begins; punctuation inside a word's place breaks it.

    Args:
        text: as somebody wrote it.
        words: what was searched for, evened out; a space stands for any punctuation.
        simpler: Traditional → Simplified.
    """
    even = clean(text, simpler, gap=_GAP)
    found = sorted(
        even.span(start, start + len(word))
        for word in dict.fromkeys(words)
        for start in _starts(even.text, word)
    )
    joined: list[tuple[int, int]] = []
    for start, end in found:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _starts(text: str, word: str) -> list[int]:
    starts: list[int] = []
    place = text.find(word) if word else -1
    while place >= 0:
        if not (place and _runs_on(text[place - 1], word[0])):
            starts.append(place)
        place = text.find(word, place + 1)
    return starts


def _runs_on(before: str, first: str) -> bool:
    """Tell whether a letter or digit continues the one before, so that no word begins there."""
    return before.isascii() and before.isalnum() and first.isascii()
