"""Two versions of a text side by side: what both have, what only the first has, what only the second has."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

SHORTEST = 2
"""Characters that both versions must share in a row; a single one in the middle of a change is chance."""


class Share(StrEnum):
    """Which of the versions has a piece."""

    BOTH = "both"
    FIRST = "first"
    SECOND = "second"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text, and which of the versions has it."""

    share: Share
    text: str


def compared(first: str, second: str) -> tuple[Piece, ...]:
    """Return the pieces of two versions in reading order.

    The pieces of both and of the first one, put together, are the first version; those of both and of the
    second one are the second version.
    """
    return tuple(_joined(_pieces(first, second)))


def only(pieces: tuple[Piece, ...], share: Share) -> tuple[Piece, ...]:
    """Return the pieces of one version."""
    return tuple(piece for piece in pieces if piece.share in {Share.BOTH, share})


def _pieces(first: str, second: str) -> Iterator[Piece]:
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    for code, a, b, c, d in matcher.get_opcodes():
        if code == "equal" and (b - a >= SHORTEST or (a, b) == (0, len(first))):
            yield Piece(Share.BOTH, first[a:b])
            continue
        yield Piece(Share.FIRST, first[a:b])
        yield Piece(Share.SECOND, second[c:d])


def _joined(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """Yield the pieces with neighbouring changes made one: what is gone, then what came."""
    gone, came = "", ""
    for piece in pieces:
        if piece.share is Share.FIRST:
            gone += piece.text
        elif piece.share is Share.SECOND:
            came += piece.text
        else:
            yield from _changed(gone, came)
            gone, came = "", ""
            yield piece
    yield from _changed(gone, came)


def _changed(gone: str, came: str) -> Iterator[Piece]:
    if gone:
        yield Piece(Share.FIRST, gone)
    if came:
        yield Piece(Share.SECOND, came)
