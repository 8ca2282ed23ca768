"""A numbered bulletin as a Word paper, made from plain values."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from docx.document import Document as Paper
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.shared import Mm

from tongxin.web import official_page as page
from tongxin.web import official_parts as parts


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """An article of a bulletin.

    Attributes:
        title: its title.
        author: who wrote it; empty to name nobody.
        body: its text, a paragraph a line.
        copies: who gets a copy because of this article.
    """

    title: str
    body: str
    author: str = ""
    copies: Sequence[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Bulletin:
    """A bulletin.

    Attributes:
        masthead: its name, set in red, such as 社情民意信息.
        issue: its number as it is printed, such as 第3期.
        issuer: who issues it.
        day: its day as it is printed, such as 2026年1月5日.
        articles: its articles, in order.
        copies: who gets a copy of the whole.
        made_at: when the file was made.
    """

    masthead: str
    issue: str
    issuer: str
    day: str
    articles: Sequence[Article]
    copies: Sequence[str] = field(default_factory=tuple)
    made_at: datetime | None = None

    @property
    def copied_to(self) -> tuple[str, ...]:
        """Who gets a copy, because of an article or of the whole, each once."""
        named = (*(copy for article in self.articles for copy in article.copies), *self.copies)
        return tuple(dict.fromkeys(named))


def bulletin_paper(bulletin: Bulletin) -> bytes:
    """Return a bulletin: red masthead, number, issuer and day over the red line, articles, copies."""
    paper = page.official_page(f"{bulletin.masthead}{bulletin.issue}", bulletin.issuer, bulletin.made_at)
    page.page_numbers(paper)
    page.line(paper)
    page.line(paper, bulletin.masthead, parts.HEAD, align=page.Align.CENTER)
    page.line(paper)
    page.line(paper, bulletin.issue, align=page.Align.CENTER)
    head = page.line(paper, f"{bulletin.issuer}\t{bulletin.day}")
    head.paragraph_format.tab_stops.add_tab_stop(Mm(156), WD_TAB_ALIGNMENT.RIGHT)
    parts.red_rule(head)
    for article in bulletin.articles:
        _article(paper, article)
    parts.imprint(paper, bulletin.copied_to)
    return page.saved(paper)


def _article(paper: Paper, article: Article) -> None:
    parts.title(paper, article.title, after=0 if article.author else 1)
    if article.author:
        page.line(paper, article.author, page.Type(page.KAI), align=page.Align.CENTER)
        page.line(paper)
    for text in article.body.split("\n"):
        if text.strip():
            page.body_text(paper, text.strip())
