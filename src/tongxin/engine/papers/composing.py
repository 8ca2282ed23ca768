"""A paper as a value: blocks of words and of figures bound to indicators, before it is set on a page."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from tongxin.engine.figures.book import Book
from tongxin.engine.figures.indicators import Source
from tongxin.engine.figures.values import Figure
from tongxin.engine.kernel.periods import Grain
from tongxin.engine.kernel.quantities import plain_text
from tongxin.engine.kernel.spans import Span
from tongxin.engine.papers.periods import days_of
from tongxin.engine.papers.templates import (
    BRACED,
    UNITS,
    PaperTemplate,
    Reference,
    is_state,
    read_reference,
)

NO_VALUE = "—"
"""What stands where there is nothing to divide by."""
_EXACT_PLACES = 4


class Kind(StrEnum):
    """What a block is."""

    HEADING = "heading"
    SUBHEADING = "subheading"
    PARAGRAPH = "paragraph"
    TABLE = "table"
    ANNEX = "annex"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """A figure of a paper.

    Attributes:
        indicator: id of the indicator.
        version: version of its definition.
        first: first day counted; ``None`` for a state, which is as on the last.
        last: last day counted.
        member: person whose figure it is; ``None`` for the committee's.
        by: the way it is broken down, for a cell of a table; else empty.
        key: the line of the table: code or id, as text; ``None`` for what belongs to none.
        value: exact value in the indicator's unit, as plain text; ``None`` where there is none.
        text: as the paper has it.
        records: the records behind it.
    """

    indicator: str
    version: int
    first: date | None
    last: date
    member: int | None = None
    by: str = ""
    key: str | None = None
    value: str | None
    text: str
    records: tuple[int, ...] = ()


Piece = str | Bound


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, a heading, the title of an annex, or a table.

    Attributes:
        kind: what it is.
        pieces: its words and figures; of a table the words of its two headings.
        rows: lines of a table: what it is about, and the figure.
    """

    kind: Kind
    pieces: tuple[Piece, ...]
    rows: tuple[tuple[str, Bound], ...] = ()

    @property
    def text(self) -> str:
        """Its words and figures as one text; a table's lines are parted by line ends."""
        if self.kind is Kind.TABLE:
            return "\n".join(f"{name}\t{bound.text}" for name, bound in self.rows)
        return "".join(as_text(piece) for piece in self.pieces)


def as_text(piece: Piece) -> str:
    """Return a piece as the paper has it."""
    return piece if isinstance(piece, str) else piece.text


@dataclass(frozen=True, slots=True)
class Composed:
    """A paper before it is set.

    Attributes:
        title: its title.
        blocks: its blocks, in order; those behind an annex's title belong to the annex.
    """

    title: str
    blocks: tuple[Block, ...]

    @property
    def text(self) -> str:
        """All of it as one text, a block a line."""
        return "\n".join(block.text for block in self.blocks)

    def figures(self) -> Iterator[Bound]:
        """Yield its figures in the order of the text."""
        for block in self.blocks:
            yield from (piece for piece in block.pieces if isinstance(piece, Bound))
            yield from (bound for _, bound in block.rows)

    def places(self) -> Iterator[tuple[int, int, Bound]]:
        """Yield where each figure of the running text begins and ends in ``text``."""
        start = 0
        for block in self.blocks:
            yield from _places(block, start)
            start += len(block.text) + 1


def _places(block: Block, start: int) -> Iterator[tuple[int, int, Bound]]:
    if block.kind is Kind.TABLE:
        for name, bound in block.rows:
            begin = start + len(name) + 1
            yield begin, begin + len(bound.text), bound
            start = begin + len(bound.text) + 1
        return
    for piece in block.pieces:
        if isinstance(piece, Bound):
            yield start, start + len(piece.text), piece
        start += len(as_text(piece))


@dataclass(frozen=True, slots=True, kw_only=True)
class Composer:
    """Composes papers of one committee from its figures.

    Attributes:
        book: the figures, as known when it is composed.
        first: first day of the paper's period.
        last: its last day, no later than the last day that is known.
        grain: length of the whole period.
        since: first day of the mechanism, for figures over all of its time.
        words: what stands for the words in braces.
        member: person whose figures they are; ``None`` for the committee's.
        named: name of a line of a table: way and key → name.
        labels: indicator → its name, for heads of tables.
        total_name: what the last line of a table is called, which has the whole figure; empty for none.
        note: what is said under a table whose lines do not add up to its total.
    """

    book: Book
    first: date
    last: date
    grain: Grain
    since: date
    words: Mapping[str, str]
    member: int | None = None
    named: Callable[[str, str | int | None], str] = field(default=lambda _by, key: str(key))
    labels: Mapping[str, str] = field(default_factory=dict)
    total_name: str = ""
    note: str = ""

    def compose(self, template: PaperTemplate, text: str) -> Composed:
        """Return a paper.

        Args:
            template: its template, for the title.
            text: its text, without mistakes (see ``templates.mistakes``).
        """
        title = BRACED.sub(lambda found: self.words.get(found.group(1).strip(), ""), template.title)
        lines = (line.strip() for line in text.split("\n"))
        return Composed(title, tuple(block for line in lines if line for block in self._blocks(line)))

    def _blocks(self, line: str) -> Iterator[Block]:
        block = self._block(line)
        yield block
        if self.note and _falls_short(block):
            yield Block(Kind.PARAGRAPH, (self.note,))

    def _block(self, line: str) -> Block:
        if line.startswith("==="):
            return Block(Kind.ANNEX, self._pieces(line.strip("= ")))
        if line.startswith("## "):
            return Block(Kind.SUBHEADING, self._pieces(line[3:].strip()))
        if line.startswith("# "):
            return Block(Kind.HEADING, self._pieces(line[2:].strip()))
        alone = BRACED.fullmatch(line)
        read = read_reference(alone.group(1)) if alone and alone.group(1).strip() not in self.words else ""
        if isinstance(read, Reference) and read.by:
            return self._table(read)
        return Block(Kind.PARAGRAPH, self._pieces(line))

    def _pieces(self, line: str) -> tuple[Piece, ...]:
        found: list[Piece] = []
        end = 0
        for hole in BRACED.finditer(line):
            found += [line[end : hole.start()], self._filled(hole.group(1).strip())]
            end = hole.end()
        return tuple(_joined([*found, line[end:]]))

    def _filled(self, braced: str) -> Piece:
        if braced in self.words:
            return self.words[braced]
        read = read_reference(braced)
        if isinstance(read, str):
            raise TypeError(braced)
        return self.bound(read)

    def bound(self, reference: Reference) -> Bound:
        """Return a figure.

        Raises:
            KeyError: there is no such indicator.
        """
        item = self.book.indicators[reference.indicator]
        days = days_of(reference.over, Span(self.first, self.last), self.grain, self.since)
        span = Span(days.end, days.end) if is_state(item) else days
        found = self._counted(item.id, span)
        return Bound(
            indicator=item.id,
            version=item.version,
            first=None if is_state(item) else days.start,
            last=days.end or self.last,
            member=self.member,
            value=None if found[0] is None else plain_text(found[0]),
            text=written(found[0], item.unit, reference),
            records=found[1],
        )

    def _counted(self, indicator: str, span: Span) -> tuple[Decimal | None, tuple[int, ...]]:
        if self.member is None:
            figure: Figure = self.book.figure(indicator, span)
            return figure.value, tuple(self.book.trail(indicator, span).records)
        cells = self.book.breakdown(indicator, "member", span).cells
        cell = next((cell for cell in cells if cell.key == self.member), None)
        records = self.book.line(indicator, "member", self.member, span) or ()
        return (cell.value if cell else Decimal(0)), tuple(records)

    def _table(self, reference: Reference) -> Block:
        item = self.book.indicators[reference.indicator]
        days = days_of(reference.over, Span(self.first, self.last), self.grain, self.since)
        rows = []
        for cell in self.book.breakdown(item.id, reference.by, days).cells:
            records = self.book.line(item.id, reference.by, cell.key, days)
            bound = Bound(
                indicator=item.id,
                version=item.version,
                first=None if is_state(item) else days.start,
                last=days.end or self.last,
                by=reference.by,
                key=None if cell.key is None else str(cell.key),
                value=None if cell.value is None else plain_text(cell.value),
                text=written(cell.value, item.unit, Reference(item.id)),
                records=tuple(records or ()),
            )
            rows.append((self.named(reference.by, cell.key), bound))
        if self.total_name and rows and item.source is Source.ENTRIES:
            rows.append((self.total_name, self.bound(replace(reference, by=""))))
        heads = (self.named(reference.by, ""), self.labels.get(item.id, item.id))
        return Block(Kind.TABLE, heads, tuple(rows))


def _falls_short(table: Block) -> bool:
    """Tell whether the lines of a table do not add up to its last, which has the whole figure."""
    if table.kind is not Kind.TABLE or not table.rows or table.rows[-1][1].by:
        return False
    *parts, total = (Decimal(bound.value or 0) for _name, bound in table.rows)
    return sum(parts, Decimal(0)) != total


def _joined(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Yield pieces without empty ones, neighbouring words as one."""
    words = ""
    for piece in pieces:
        if isinstance(piece, str):
            words += piece
            continue
        if words:
            yield words
        words = ""
        yield piece
    if words:
        yield words


def written(value: Decimal | None, unit: str, reference: Reference) -> str:
    """Write a value as papers do: no separators, sums in 万元 or 亿元 where that loses nothing."""
    if value is None:
        return NO_VALUE
    number, shown = value, unit
    if unit == "元":
        number, shown = _money(value, reference.unit)
    text = plain_text(number)
    return text if reference.bare and shown != "%" else f"{text}{shown}"


def _money(value: Decimal, wanted: str) -> tuple[Decimal, str]:
    if wanted:
        return value / UNITS[wanted], wanted
    for unit in ("亿元", "万元"):
        scaled = value / UNITS[unit]
        if abs(scaled) >= 1 and scaled == round(scaled, _EXACT_PLACES):
            return scaled, unit
    return value, "元"
