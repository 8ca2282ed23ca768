"""Letters and bulletins as their PDF prints them, from the values of the Word document."""

from collections.abc import Iterator

from tongxin.engine.papers.composing import Kind
from tongxin.engine.papers.templates import Style
from tongxin.engine.proceedings.lettering import Written
from tongxin.engine.proceedings.letters import Layout
from tongxin.web.bulletin_papers import Article, Bulletin
from tongxin.web.letter_papers import SIGN_LINE, facts_and_questions, notes_below
from tongxin.web.official_page import HEI, KAI, heading_font
from tongxin.web.official_print import Paragraph, Printed, Shape, Span

_KINDS = {HEI: Kind.HEADING, KAI: Kind.SUBHEADING}
_FREE = Paragraph(Shape.FREE, ())


def printed_letter(written: Written) -> Printed:
    """Return what a letter prints, with the form that is attached to it.

    Args:
        written: the letter as it was issued.
    """
    form = written.layout is Layout.FORM
    attached = written.attached
    return Printed(
        style=Style.LETTER if written.layout is Layout.LETTER else Style.SHEET,
        head=written.head,
        number=written.number,
        title=written.title,
        addressee="" if form else written.addressee,
        body=tuple(_form(written) if form else map(_paragraph, written.lines)),
        annexes=((attached.title, tuple(_form(attached))),) if attached else (),
        signature="" if form else written.signature,
        day=written.day,
        copies=written.copies,
        draft=False,
        mark=written.mark,
        notes=() if form else tuple(notes_below(written)),
    )


def _paragraph(text: str) -> Paragraph:
    """Return a paragraph of a text; a line that only names what follows is a heading."""
    return Paragraph(_KINDS.get(heading_font(text), Kind.PARAGRAPH), (Span(text),))


def _form(written: Written) -> Iterator[Paragraph]:
    rows = tuple((Span(name), Span(words)) for name, words in facts_and_questions(written))
    yield Paragraph(Shape.FORM, (), rows)
    yield _FREE
    yield from map(_paragraph, written.lines)
    yield Paragraph(Shape.SIGN, (Span(SIGN_LINE),))


def printed_bulletin(bulletin: Bulletin) -> Printed:
    """Return what a bulletin prints: its first article under the head, the others below one another.

    Raises:
        ValueError: it has no article.
    """
    first, *others = bulletin.articles
    body = [*_byline(first), *_text(first)]
    for article in others:
        body += [
            Paragraph(Shape.TITLE, (Span(article.title),)),
            *(_byline(article) or (_FREE,)),
            *_text(article),
        ]
    return Printed(
        style=Style.BULLETIN,
        head=bulletin.masthead,
        number=bulletin.issue,
        title=first.title,
        addressee="",
        body=tuple(body),
        annexes=(),
        signature=bulletin.issuer,
        day=bulletin.day,
        copies=bulletin.copied_to,
        draft=False,
        name=f"{bulletin.masthead}{bulletin.issue}",
    )


def _byline(article: Article) -> tuple[Paragraph, ...]:
    return (Paragraph(Shape.BYLINE, (Span(article.author),)), _FREE) if article.author else ()


def _text(article: Article) -> Iterator[Paragraph]:
    return (_paragraph(line.strip()) for line in article.body.split("\n") if line.strip())
