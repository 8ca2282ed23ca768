"""What was found, as the page shows it: words marked, and of a long text only where they stand."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from tongxin.engine.similar.marking import marks
from tongxin.store.characters import simpler
from tongxin.store.queries.finding import Hit
from tongxin.store.queries.papers_alike import NOUN
from tongxin.store.queries.search import phrases
from tongxin.store.queries.similar import spaced
from tongxin.web import wording
from tongxin.web.entry_desk import Desk

PAGES = {"entry": "entry", "proceeding": "proceeding"}
"""Noun → name of the page that shows one; it is addressed by the id alone."""

_AROUND = 45
_PASSAGES = 2


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of text, marked or not."""

    text: str
    marked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One thing that was found."""

    address: str
    kind: str
    day: str
    title: list[Piece]
    passages: list[list[Piece]]
    about: list[Piece]


def rows_of(hits: Sequence[Hit], text: str, here: Desk) -> list[Row]:
    """Return what the page shows of each.

    Args:
        hits: what was found.
        text: what somebody searched for.
        here: the visitor's committee, whose words name the kinds.
    """
    wanted = [spaced(phrase.words) for phrase in phrases(text)]
    return [_row(hit, wanted, here) for hit in hits]


def _row(hit: Hit, wanted: Sequence[str], here: Desk) -> Row:
    return Row(
        address=reverse(PAGES[hit.noun], args=[hit.object_id]),
        kind=_kind(hit, here),
        day=wording.day(hit.happened),
        title=pieces(hit.title, _marks(hit.title, wanted)),
        passages=_passages(hit.body, _marks(hit.body, wanted)),
        about=pieces(hit.about, _marks(hit.about, wanted)),
    )


def _kind(hit: Hit, here: Desk) -> str:
    """Return what a hit is called: a kind of records, or of papers."""
    flow = here.mechanism.workflow(hit.code) if hit.noun == NOUN else None
    return wording.label(flow.label) if flow else here.words.kind(hit.code)


def _marks(text: str, wanted: Sequence[str]) -> list[tuple[int, int]]:
    return marks(text, wanted, simpler())


def pieces(
    text: str, marked: Sequence[tuple[int, int]], first: int = 0, last: int | None = None
) -> list[Piece]:
    """Return a part of a text in pieces."""
    end = len(text) if last is None else last
    found: list[Piece] = []
    place = first
    for start, stop in marked:
        found += [Piece(text[place:start]), Piece(text[start:stop], marked=True)]
        place = stop
    found.append(Piece(text[place:end]))
    return [piece for piece in found if piece.text]


def _passages(text: str, marked: Sequence[tuple[int, int]]) -> list[list[Piece]]:
    """Return the first parts of a text in which words stand, or its beginning."""
    parts: list[tuple[int, int, list[tuple[int, int]]]] = []
    for start, stop in marked or [(0, 0)]:
        first, last = max(0, start - _AROUND), min(len(text), stop + _AROUND)
        if parts and first <= parts[-1][1]:
            begun, _, within = parts[-1]
            parts[-1] = (begun, last, [*within, (start, stop)])
        else:
            parts.append((first, last, [(start, stop)]))
    return [_cut(text, *part) for part in parts[:_PASSAGES] if text]


def _cut(text: str, first: int, last: int, marked: Sequence[tuple[int, int]]) -> list[Piece]:
    before, after = "…" if first else "", "…" if last < len(text) else ""
    return [
        piece for piece in (Piece(before), *pieces(text, marked, first, last), Piece(after)) if piece.text
    ]
