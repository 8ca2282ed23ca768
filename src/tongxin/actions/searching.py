"""What the search finds and what new papers are held against, kept up to date by the verbs that write.

Each verb hands over what it wrote, inside its own transaction::

    index_text(Findable(committee=…, noun=…, object_id=…, day=…, title=…, body=…, code=…))
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from tongxin.store import postings
from tongxin.store.models import SearchText
from tongxin.store.queries.search import tokens
from tongxin.store.queries.similar import cleaned, compared_text

BATCH = 500
"""Rows written in one statement."""

_LONGEST_TITLE = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Findable:
    """Something that can be found.

    Attributes:
        committee: whose it is.
        noun: what it is, such as ``entry``, ``proposal`` or ``opinion``.
        object_id: which; its page is addressed by it.
        day: the day it belongs to; results stand newest first.
        title: its title.
        body: its text, without anything sensitive: a search would tell what it holds.
        code: its kind, by which people filter.
        about: names of people, bodies and places that go with it; found, but not compared.
        compared: whether new papers are held against title and text.
        tokens: tokens of all this where they are known already; made if empty.
    """

    committee: int
    noun: str
    object_id: int
    day: date
    title: str
    body: str = ""
    code: str = ""
    about: str = ""
    compared: bool = False
    tokens: str = ""


def index_text(text: Findable) -> None:
    """Let something be found, in the place of what was known of it before."""
    index_texts([text])


def index_texts(texts: Sequence[Findable]) -> None:
    """Let many things be found, each in the place of what was known of it before."""
    _drop(texts)
    rows = SearchText.objects.bulk_create([_row(text) for text in texts], batch_size=BATCH)
    _compare(rows)


def drop_text(committee_id: int, noun: str, object_id: int) -> None:
    """Let something be found no more."""
    _forget(SearchText.objects.filter(committee=committee_id, noun=noun, object_id=object_id))


def _drop(texts: Iterable[Findable]) -> None:
    ids: dict[tuple[int, str], list[int]] = {}
    for text in texts:
        ids.setdefault((text.committee, text.noun), []).append(text.object_id)
    for (committee, noun), objects in ids.items():
        for start in range(0, len(objects), BATCH):
            part = objects[start : start + BATCH]
            _forget(SearchText.objects.filter(committee=committee, noun=noun, object_id__in=part))


def _forget(rows: Iterable[SearchText]) -> None:
    found = list(rows)
    for committee, texts in _compared(found).items():
        postings.drop(committee, texts)
    if found:
        SearchText.objects.filter(pk__in=[row.pk for row in found]).delete()


def _compare(rows: Iterable[SearchText]) -> None:
    for committee, texts in _compared(rows).items():
        postings.add(committee, texts)


def _compared(rows: Iterable[SearchText]) -> dict[int, list[tuple[int, str]]]:
    found: dict[int, list[tuple[int, str]]] = {}
    for row in rows:
        if row.compared:
            text = cleaned(compared_text(row.title, row.body)).text
            found.setdefault(row.committee_id, []).append((row.pk, text))
    return found


def _row(text: Findable) -> SearchText:
    return SearchText(
        committee_id=text.committee,
        noun=text.noun,
        object_id=text.object_id,
        code=text.code,
        happened=text.day,
        compared=text.compared,
        title=text.title[:_LONGEST_TITLE],
        body=text.body,
        about=text.about,
        tokens=text.tokens or tokens("\n".join([text.title, text.body, text.about])),
    )
