"""Issued papers: kept as plain values, read back, and their figures counted again to set then beside now."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from typing import Any

from tongxin.engine.figures.book import Book
from tongxin.engine.figures.values import Cell
from tongxin.engine.kernel.quantities import plain_text
from tongxin.engine.kernel.spans import Span
from tongxin.engine.papers.composing import Block, Bound, Composed, Kind, Piece


def as_plain(paper: Composed) -> dict[str, Any]:
    """Return a paper as values that JSON knows."""
    return {"title": paper.title, "blocks": [_plain_block(block) for block in paper.blocks]}


def _plain_block(block: Block) -> dict[str, Any]:
    rows = [[name, _plain_piece(bound)] for name, bound in block.rows]
    return {"kind": str(block.kind), "pieces": [_plain_piece(piece) for piece in block.pieces], "rows": rows}


def _plain_piece(piece: Piece) -> Any:  # noqa: ANN401 — JSON.
    if isinstance(piece, str):
        return piece
    values = asdict(piece)
    first = piece.first.isoformat() if piece.first else None
    return {**values, "first": first, "last": piece.last.isoformat(), "records": list(piece.records)}


def from_plain(kept: Mapping[str, Any]) -> Composed:
    """Return a paper that ``as_plain`` kept."""
    return Composed(kept["title"], tuple(_block(block) for block in kept["blocks"]))


def _block(kept: Mapping[str, Any]) -> Block:
    pieces = tuple(_piece(piece) for piece in kept["pieces"])
    return Block(Kind(kept["kind"]), pieces, tuple((name, _bound(bound)) for name, bound in kept["rows"]))


def _piece(kept: Any) -> Piece:  # noqa: ANN401 — JSON.
    return kept if isinstance(kept, str) else _bound(kept)


def _bound(kept: Mapping[str, Any]) -> Bound:
    first = date.fromisoformat(kept["first"]) if kept["first"] else None
    last = date.fromisoformat(kept["last"])
    return Bound(**{**kept, "first": first, "last": last, "records": tuple(kept["records"])})


def value_now(book: Book, bound: Bound) -> str | None:
    """Return what a figure would be today, by today's definition, as plain text.

    Args:
        book: the figures as they are known today.
        bound: the figure of the paper.

    Returns:
        ``None`` where there is no value, or where the indicator or its breakdown is no more.
    """
    if bound.indicator not in book.indicators:
        return None
    value = _value(book, bound)
    return None if value is None else plain_text(value)


def _value(book: Book, bound: Bound) -> Decimal | None:
    span = Span(bound.first or bound.last, bound.last)
    by, key = ("member", str(bound.member)) if bound.member is not None else (bound.by, bound.key)
    if not by:
        return book.figure(bound.indicator, span).value
    cells = book.breakdown(bound.indicator, by, span).cells if by in book.dimensions(bound.indicator) else ()
    found = next((cell for cell in cells if _key(cell) == key), None)
    return Decimal(0) if found is None else found.value


def _key(cell: Cell) -> str | None:
    return None if cell.key is None else str(cell.key)
