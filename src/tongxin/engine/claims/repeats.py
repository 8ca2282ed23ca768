"""A figure that a draft states twice: what it speaks of in one place, it speaks of in the other."""

import re

from tongxin.engine.claims.parting import Link
from tongxin.engine.claims.wording import FIGURE

_NOUN = 4
"""Characters that both places have in common beside the figure, so that their noun is the same."""
_SAME_WORDS = 6
"""The same where the numbers differ: then one of the two is wrong, and more has to speak for it."""
_NO_NOUN = re.compile(r"[^\u4e00-\u9fff]+")


def stands_alone(link: Link | None) -> bool:
    """Tell whether a figure is known to be a total of a measure."""
    return bool(link and link.measure and not link.derive and not link.part)


def says_again(link: Link, other: Link) -> bool:
    """Tell whether a figure without a measure is one that stands elsewhere, with the same noun beside it.

    Args:
        link: the figure in question.
        other: one whose measure is known.
    """
    if link.measure is not None or link.derive or link.part or link.figure == other.figure:
        return False
    figure, known = link.figure, other.figure
    if (figure.kind, figure.unit) != (known.kind, known.unit):
        return False
    least = _NOUN if figure.bounds == known.bounds else _SAME_WORDS
    return _in_common(link.frame.near, other.frame.near) >= least


def _in_common(near: str, other: str) -> int:
    """Return the length of the longest word that stands on the same side of both figures."""
    return max(
        _longest(mine, theirs)
        for mine, theirs in zip(near.split(FIGURE, 1), other.split(FIGURE, 1), strict=True)
    )


def _longest(one: str, other: str) -> int:
    pieces = (piece for piece in _NO_NOUN.split(one) if piece)
    return max((_longest_in(piece, other) for piece in pieces), default=0)


def _longest_in(piece: str, other: str) -> int:
    for length in range(len(piece), 0, -1):
        if any(piece[at : at + length] in other for at in range(len(piece) - length + 1)):
            return length
    return 0
