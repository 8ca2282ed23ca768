"""Drafts as files: what a text or a Word document says, and a Word document with the findings in it."""

import io
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime
from zipfile import BadZipFile

from docx import Document
from docx.blkcntnr import BlockItemContainer
from docx.document import Document as Paper
from docx.opc.exceptions import PackageNotFoundError
from docx.shared import Mm
from docx.table import Table
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from tongxin.actions.acting import Invalid
from tongxin.engine.kernel.issues import Issue
from tongxin.web.draft_changes import Changes, Reviewer

WORD = ".docx"
TEXT = (".txt", ".md")
LARGEST = 10 * 2**20
"""Bytes of a file."""
_SAID = (
    "./w:r | ./w:hyperlink//w:r | ./w:ins//w:r | ./w:moveTo//w:r"
    " | ./w:smartTag//w:r | ./w:fldSimple//w:r | ./w:sdt/w:sdtContent//w:r"
)
_MORE = (
    "./*[not(self::w:rPr or self::w:t or self::w:tab or self::w:cr or self::w:noBreakHyphen"
    " or self::w:br[not(@w:type)])]"
)
"""What a run holds besides words and its looks."""


@dataclass(frozen=True, slots=True)
class Note:
    """A comment on a part of a draft.

    Attributes:
        start: its first character in the draft's text.
        end: one after its last.
        words: the comment.
        instead: what the part has to say instead; empty for a comment alone.
    """

    start: int
    end: int
    words: str
    instead: str = ""


def text_of(name: str, content: bytes) -> str:
    """Return what a file says, a paragraph a line.

    Args:
        name: its name; the ending says what it is.
        content: its bytes.

    Raises:
        Invalid: it is too large, of another kind, or cannot be read.
    """
    ending = f".{name.rpartition('.')[2].lower()}"
    if len(content) > LARGEST:
        raise Invalid((Issue(code="draft.file_too_large", place="file", params={"most": LARGEST // 2**20}),))
    if ending == WORD:
        return "\n".join(_said(paragraph) for paragraph in _paragraphs(_opened(content)))
    if ending not in TEXT:
        raise Invalid((Issue(code="draft.file_kind", place="file"),))
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding).replace("\r\n", "\n")
        except UnicodeDecodeError:
            continue
    raise Invalid((Issue(code="draft.unreadable", place="file"),))


def _opened(content: bytes) -> Paper:
    try:
        return Document(io.BytesIO(content))
    except (BadZipFile, KeyError, ValueError, PackageNotFoundError) as error:
        raise Invalid((Issue(code="draft.unreadable", place="file"),)) from error


def _paragraphs(paper: BlockItemContainer | Paper) -> Iterator[Paragraph]:
    """Yield the paragraphs in the order of reading, those of tables cell by cell."""
    for item in paper.iter_inner_content():
        if isinstance(item, Table):
            for row in item.rows:
                for cell in dict.fromkeys(row.cells):
                    yield from _paragraphs(cell)
        else:
            yield item


def _runs(paragraph: Paragraph) -> list[Run]:
    """Return what a paragraph says as it stands, with links, fields and what was inserted under review.

    The library's own list leaves out what stands in a link or was inserted while changes are tracked, so that
    figures would be overlooked and comments stand beside their places.
    """
    found = paragraph._p.xpath(_SAID)  # noqa: SLF001 — the library reaches no deeper by itself.
    return [Run(element, paragraph) for element in found]


def _said(paragraph: Paragraph) -> str:
    return "".join(run.text for run in _runs(paragraph))


def with_comments(
    text: str,
    notes: Sequence[Note],
    original: bytes | None,
    author: str,
    summary: str = "",
    *,
    changed: datetime | None = None,
) -> bytes:
    """Return a Word document with comments at their places, and with what is to be said instead.

    Args:
        text: the draft's text, as ``text_of`` returned it.
        notes: the comments, in the order of the text.
        original: the document that the text was read from; ``None`` makes one of the text.
        author: who comments.
        summary: a comment at the head of the document; empty for none.
        changed: of when tracked changes are, in the time of the place; ``None`` leaves the words alone.
    """
    paper = _opened(original) if original else _paper_of(text)
    places: list[tuple[Note, list[Run]]] = []
    begin = 0
    for paragraph in list(_paragraphs(paper)):
        end = begin + len(_said(paragraph))
        for note in reversed([note for note in notes if begin <= note.start and note.end <= end]):
            runs = _cut(paragraph, note.start - begin, note.end - begin)
            _comment(paper, runs, note.words, author)
            places.append((note, runs))
        begin = end + 1
    if summary:
        head = next((runs for item in _paragraphs(paper) if (runs := _spoken(item))), [])
        _comment(paper, head, summary, author)
    if changed:
        _change(paper, text, places, Reviewer(author, changed))
    written = io.BytesIO()
    paper.save(written)
    return written.getvalue()


def _change(paper: Paper, text: str, places: Sequence[tuple[Note, list[Run]]], reviewer: Reviewer) -> None:
    """Put in what has to be said instead; after the comments, so that these hold what goes and what comes."""
    changes = Changes(paper, reviewer)
    for note, runs in places:
        # A run that could not be cut says more than the figure, and stays as it is.
        if note.instead and "".join(run.text for run in runs) == text[note.start : note.end]:
            changes.replace([run._r for run in runs], note.instead)  # noqa: SLF001 — the library tracks no changes.


def _paper_of(text: str) -> Paper:
    """Return a document of a text, on A4; the library's own page is the American one."""
    paper = Document()
    section = paper.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    for line in text.split("\n"):
        paper.add_paragraph(line)
    return paper


def _comment(paper: Paper, runs: list[Run], words: str, author: str) -> None:
    if runs:
        paper.add_comment(runs, text=words, author=author, initials=author[:1])


def _spoken(paragraph: Paragraph) -> list[Run]:
    return [run for run in _runs(paragraph) if run.text.strip()]


def _cut(paragraph: Paragraph, start: int, end: int) -> list[Run]:
    """Return the runs of a part of a paragraph, cut so that they hold nothing else where they can be cut."""
    _split(paragraph, end)
    _split(paragraph, start)
    found, place = [], 0
    for run in _runs(paragraph):
        length = len(run.text)
        if place < end and start < place + length:
            found.append(run)
        place += length
    return found


def _split(paragraph: Paragraph, at: int) -> None:
    """Cut the run that a place lies within in two, both with its looks, unless it holds more than words."""
    place = 0
    for run in _runs(paragraph):
        inside = at - place
        if 0 < inside < len(run.text):
            if run._r.xpath(_MORE):  # noqa: SLF001 — a picture or a note in it would be lost.
                return
            whole = run.text
            rest = deepcopy(run._r)  # noqa: SLF001 — the library has no way to cut a run.
            run._r.addnext(rest)  # noqa: SLF001 — the same
            Run(rest, paragraph).text = whole[inside:]
            run.text = whole[:inside]
            return
        place += len(run.text)
