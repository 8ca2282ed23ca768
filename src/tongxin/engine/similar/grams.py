"""Grams: runs of three characters, and how much it says that two texts share one."""

LENGTH = 3
COMMON = 64
"""A gram that more documents have says nothing and is left out."""
WHOLE = 1_000_000
"""Weight of a gram that one other document has. Whole numbers add up to the same in any order."""
ALIKE = 12 * WHOLE
"""Weight of shared grams from which two texts are alike."""
TWIN = 0.8
"""Short texts are alike from this share of the weight that a twin would have,"""
LEAST = WHOLE
"""but never below the weight of one gram that nobody else has."""


def grams(text: str) -> tuple[str, ...]:
    """Return the grams of a cleaned text, each once, in their order; a shorter text is one gram by itself."""
    if len(text) < LENGTH:
        return (text,) if text else ()
    return tuple(dict.fromkeys(map("".join, zip(text, text[1:], text[2:], strict=False))))


def number(gram: str) -> int:
    """Return a gram as a whole number of at most 63 bits; no two grams share one."""
    found = 0
    for character in gram:
        found = found << 21 | ord(character)
    return found


def weight(others: int) -> int:
    """Return what a shared gram adds.

    Args:
        others: how many other documents have it; none counts as one, which is what a twin would add.
    """
    return WHOLE // max(others, 1)


def limit(twin: int) -> int:
    """Return the weight of shared grams from which a text is alike another.

    Args:
        twin: the weight that a text with all the same grams would share.
    """
    return max(LEAST, min(ALIKE, int(twin * TWIN)))
