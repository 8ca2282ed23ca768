"""What an official paper prints, before it becomes a Word document or a PDF."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from tongxin.engine.kernel.official_words import day_words
from tongxin.engine.papers.composing import Block, Composed, Kind
from tongxin.engine.papers.templates import PaperTemplate, Style
from tongxin.store.queries.official_papers import Paper

NO_DAY = "　　年　月　日"
"""The day of a paper that is not issued yet, as wide as a day is."""


class Shape(StrEnum):
    """What a paragraph is that no template of a paper has, but letters and bulletins do."""

    TITLE = "title"
    """The title of a further article of a bulletin."""
    BYLINE = "byline"
    """Who wrote an article."""
    FORM = "form"
    """A table of names and words, to be filled in."""
    FREE = "free"
    """A free line."""
    SIGN = "sign"
    """Where somebody signs by hand."""


@dataclass(frozen=True, slots=True)
class Span:
    """Words, with the address that they lead to; empty for none."""

    text: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, a heading, or a table.

    Attributes:
        kind: what it is.
        spans: its words; of a table, its two headings; of a form, none.
        rows: lines of a table, two cells each.
    """

    kind: Kind | Shape
    spans: tuple[Span, ...]
    rows: tuple[tuple[Span, Span], ...] = ()

    @property
    def text(self) -> str:
        """Its words without addresses."""
        return "".join(span.text for span in self.spans)


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """A paper as it is printed.

    Attributes:
        style: what it looks like.
        head: red head, masthead or mark of the sender; empty for none.
        number: document number or number of the issue; empty for none.
        title: its title.
        addressee: to whom it goes.
        body: its text.
        annexes: title and text of each annex.
        signature: in whose name it goes out.
        day: the day of issue as it is printed; places to write it while it is not issued.
        copies: who gets a copy.
        draft: whether it is not issued yet.
        mark: what stands at the right above the title, such as the class of a reply.
        notes: lines below the signature, such as whom to ask.
        name: what the file says that it is; the title if empty.
    """

    style: Style
    head: str
    number: str
    title: str
    addressee: str
    body: tuple[Paragraph, ...]
    annexes: tuple[tuple[str, tuple[Paragraph, ...]], ...]
    signature: str
    day: str
    copies: tuple[str, ...]
    draft: bool
    mark: str = ""
    notes: tuple[str, ...] = ()
    name: str = ""


def printed(kind: PaperTemplate | None, paper: Paper, composed: Composed, addresses: list[str]) -> Printed:
    """Return what a paper prints.

    Args:
        kind: its kind; ``None`` if the mechanism has dropped it since.
        paper: the paper.
        composed: what it says.
        addresses: where each of its figures leads, in the order of the text.
    """
    left = iter(addresses)
    parts: list[tuple[str, list[Paragraph]]] = [("", [])]
    for block in composed.blocks:
        paragraph = _paragraph(block, left)
        if block.kind is Kind.ANNEX:
            parts.append((paragraph.text, []))
        else:
            parts[-1][1].append(paragraph)
    sheet = kind is None or kind.style is Style.SHEET
    return Printed(
        style=kind.style if kind else Style.SHEET,
        head="" if sheet or kind is None else kind.head,
        number=paper.printed,
        title=paper.title,
        addressee=paper.addressee,
        body=tuple(parts[0][1]),
        annexes=tuple((title, tuple(found)) for title, found in parts[1:]),
        signature="" if sheet or kind is None else kind.signature,
        day=day_words(paper.day) if paper.day else NO_DAY,
        copies=kind.copies if kind else (),
        draft=paper.issued_at is None,
    )


def _paragraph(block: Block, addresses: Iterator[str]) -> Paragraph:
    spans = tuple(
        Span(piece) if isinstance(piece, str) else Span(piece.text, next(addresses)) for piece in block.pieces
    )
    rows = tuple((Span(name), Span(bound.text, next(addresses))) for name, bound in block.rows)
    return Paragraph(block.kind, spans, rows)
