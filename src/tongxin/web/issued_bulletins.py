"""Issues of bulletins of papers as documents: each report in the version that was issued."""

from collections.abc import Iterator
from datetime import datetime

from tongxin.engine.kernel.official_words import day_words, numeral
from tongxin.engine.proceedings.rules import Workflow
from tongxin.store.queries.bulletins import Content, Item
from tongxin.web.bulletin_papers import Article, Bulletin

_AND = "、"
_MARKS = str.maketrans("", "", "《》")
"""A name is quoted with marks, and stands on its own paper without."""


def as_bulletin(flow: Workflow, office: str, content: Content, at: datetime) -> Bulletin:
    """Return an issue with all its reports; Chinese in every language, as papers are.

    Args:
        flow: workflow of the reports.
        office: who issues it.
        content: what it prints.
        at: when the file is made.
    """
    series = flow.series(content.series)
    number = f"第{content.number}期"
    return Bulletin(
        masthead=series.label.zh_hans.translate(_MARKS) if series else flow.label.zh_hans,
        issue=f"{content.period}年{number}" if content.period.isdigit() else number,
        issuer=office,
        day=day_words(content.issued_on),
        articles=[
            Article(
                title=item.title,
                body="\n".join(_lines(flow, item)),
                author=_AND.join((item.author, *item.signers)),
            )
            for item in content.items
        ],
        made_at=at,
    )


def _lines(flow: Workflow, item: Item) -> Iterator[str]:
    """Yield the paragraphs of a report; its parts have headings if there are several."""
    written = [part for part in (flow.submission.parts if flow.submission else ()) if item.parts.get(part.id)]
    for place, part in enumerate(written, 1):
        if len(written) > 1:
            yield f"{numeral(place)}、{part.label.zh_hans}"
        yield from item.parts[part.id].split("\n")
