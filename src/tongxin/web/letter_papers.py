"""Letters that were issued, as Word papers: notices, replies in the letter format, forms to fill in."""

from collections.abc import Iterator
from datetime import datetime

from docx.document import Document as Paper

from tongxin.engine.proceedings.lettering import Question, Written
from tongxin.engine.proceedings.letters import Layout
from tongxin.web import official_page as page
from tongxin.web import official_parts as parts

BOX = "□"
OPEN_CIRCLE = "（{}）"


def letter_paper(written: Written, at: datetime) -> bytes:
    """Return a letter with what is attached to it.

    Args:
        written: the letter as it was issued.
        at: when it was issued.
    """
    paper = page.official_page(written.title, written.signature, at)
    if written.layout is Layout.LETTER:
        parts.letter_head(paper, written.head)
    page.page_numbers(paper)
    _above(paper, written)
    if written.layout is Layout.FORM:
        _form(paper, written)
    else:
        _letter(paper, written)
    if written.attached is not None:
        parts.annex_head(paper, written.attached.title)
        _form(paper, written.attached)
    # The annex stands before the foot of the whole.
    parts.imprint(paper, written.copies, lined=written.layout is not Layout.LETTER)
    return page.saved(paper)


def _above(paper: Paper, written: Written) -> None:
    """Append what stands above the text: number, class, title."""
    aside = page.Align.RIGHT if written.layout is Layout.LETTER else page.Align.CENTER
    if written.layout is Layout.LETTER:
        for text, type_ in ((written.number, page.BODY), (written.mark, page.Type(page.HEI))):
            if text:
                page.line(paper, text, type_, align=aside)
        parts.title(paper, written.title, before=2)
        return
    if written.mark:
        page.line(paper, written.mark, page.Type(page.HEI), align=page.Align.RIGHT)
    parts.title(paper, written.title, after=0 if written.number else 1)
    if written.number:
        page.line(paper, written.number, align=aside)
        page.line(paper)


def _letter(paper: Paper, written: Written) -> None:
    if written.addressee:
        page.line(paper, written.addressee)
    for text in written.lines:
        page.body_text(paper, text)
    if written.attached is not None:
        page.line(paper)
        page.body_text(paper, f"{parts.ANNEX}{parts.COLON}{written.attached.title}")
    page.hold_together(paper, 1 if written.attached is None else 3)
    if written.signature:
        parts.signature(paper, written.signature, written.day)
    for note in notes_below(written):
        page.hold_together(paper, 1)
        page.body_text(paper, note)


SIGNED_BY, CONTACT, SIGN_HERE = "签发人", "联系人及电话", "提案者签名："
SIGN_LINE = f"{SIGN_HERE}　　　　　　　　　　　　年　　月　　日"
_FREE = "\n\n\n"


def notes_below(written: Written) -> Iterator[str]:
    """Yield what stands below the signature: who signed it, whom to ask."""
    for name, text in ((SIGNED_BY, written.signed_by), (CONTACT, written.contact)):
        if text:
            yield OPEN_CIRCLE.format(f"{name}{parts.COLON}{text}")


def facts_and_questions(written: Written) -> list[tuple[str, str]]:
    """Return the rows of a form: what is filled in already, and what is asked with boxes to tick."""
    return [*written.facts, *((one.label, _boxes(one)) for one in written.questions)]


def _form(paper: Paper, written: Written) -> None:
    """Append a form: facts, questions with boxes, the place to sign."""
    parts.table(paper, (), facts_and_questions(written), (36, 120))
    page.line(paper)
    for text in written.lines:
        page.body_text(paper, text)
    page.line(paper)
    page.line(paper, SIGN_LINE, align=page.Align.RIGHT, right=1)


def _boxes(question: Question) -> str:
    return "　　".join(f"{BOX}{choice}" for choice in question.choices) or _FREE
