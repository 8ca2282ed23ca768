"""The search over everything: what somebody may see that contains the words, newest first."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet
from django.db.models.functions import Coalesce

from tongxin.store import text_index
from tongxin.store.models import Entry, SearchText
from tongxin.store.queries import search
from tongxin.store.queries.entries import latest
from tongxin.store.queries.search import Phrase, in_order, lexemes, match, phrases, place_of

Visible = Mapping[str, "QuerySet[Any, Any] | None"]
"""Noun → ids that somebody may see of it, or ``None`` for all; a noun that is not named is not seen."""

_CODE = re.compile(r"\w*", re.ASCII)
_Part = tuple[str, list[Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What somebody looks for; empty values do not narrow it.

    Attributes:
        text: words, and phrases in quotation marks; without any of them nothing is found.
        code: a kind.
        since: on or after.
        until: on or before.
    """

    text: str = ""
    code: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """Something that was found."""

    noun: str
    object_id: int
    code: str
    happened: date
    title: str
    body: str
    about: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One page of what was found.

    Attributes:
        hits: newest first.
        count: how many there are, up to the bound.
        more: whether there are more than ``count``.
    """

    hits: list[Hit]
    count: int
    more: bool


def happenings(within: "QuerySet[Entry, Entry]") -> "QuerySet[Entry, Any]":
    """Return the ids of the happenings whose row in force is among some rows."""
    return within.annotate(happening=Coalesce("root", "pk")).order_by().values("happening")


def entries_in_sight(committee_id: int, within: Any) -> "QuerySet[Entry, Any]":  # noqa: ANN401 — a condition Q.
    """Return the ids of the happenings that somebody may see.

    Args:
        committee_id: the committee.
        within: what they may see, from ``entries.reach``.
    """
    return happenings(latest(committee_id).filter(within))


def find(committee_id: int, wanted: Wanted, visible: Visible, first: int, count: int) -> Found:
    """Return a page of what somebody looks for and may see.

    Args:
        committee_id: the committee.
        wanted: the words and the filter.
        visible: what may be seen.
        first: how many come before the page.
        count: how many the page holds.
    """
    words = phrases(wanted.text)
    if not words or not visible or not _CODE.fullmatch(wanted.code):
        return Found(hits=[], count=0, more=False)
    index = _sqlite if connection.vendor == "sqlite" else _postgresql
    ids, total = index(committee_id, words, wanted, visible).page(first, count)
    rows = SearchText.objects.filter(pk__in=ids).defer("tokens").order_by("-happened", "-id")
    return Found(
        hits=[
            Hit(
                noun=row.noun,
                object_id=row.object_id,
                code=row.code,
                happened=row.happened,
                title=row.title,
                body=row.body,
                about=row.about,
            )
            for row in rows
        ],
        count=min(total, search.BOUND),
        more=total > search.BOUND,
    )


@dataclass(frozen=True, slots=True)
class _Search:
    """A statement in parts.

    Attributes:
        source: what it reads, with everything but the order.
        order: the order, newest first.
        params: what the source is given.
    """

    source: str
    order: str
    params: list[Any]

    def page(self, first: int, count: int) -> tuple[list[int], int]:
        """Return the ids of a page and how many there are in all, counted up to one more than the bound."""
        most = min(count, search.BOUND - first)
        with connection.cursor() as cursor:
            bounded = f"SELECT t.id {self.source} LIMIT {search.BOUND + 1}"
            cursor.execute(f"SELECT count(*) FROM ({bounded}) found", self.params)  # noqa: S608 — parts of our own.
            total = cursor.fetchone()[0]
            ids: list[int] = []
            if first < total and most > 0:
                sql = f"SELECT t.id {self.source} ORDER BY {self.order} LIMIT %s OFFSET %s"
                cursor.execute(sql, [*self.params, most, first])
                ids = [row[0] for row in cursor.fetchall()]
        return ids, total


def _sqlite(committee_id: int, words: Sequence[Phrase], wanted: Wanted, visible: Visible) -> _Search:
    """Let the index be read backwards, which is newest first, and stop when the page is full."""
    marks = [
        text_index.mark("c", committee_id),
        *([text_index.mark("k", wanted.code)] if wanted.code else []),
    ]
    marked = " AND ".join(f'"{one}"' for one in marks)
    found = f"tokens : ({match(words)}) AND marks : ({marked})"
    low = text_index.number(wanted.since or date.min)
    high = text_index.number(wanted.until or date.max, (1 << text_index.SHIFT) - 1)
    narrowed, params = _narrowed(committee_id, wanted, visible)
    source = (
        "FROM tongxin_search_index i CROSS JOIN tongxin_searchtext t "
        f"ON t.id = i.rowid & {(1 << text_index.SHIFT) - 1} "
        f"WHERE tongxin_search_index MATCH %s AND i.rowid BETWEEN %s AND %s AND {narrowed}"
    )
    return _Search(source, "i.rowid DESC", [found, low, high, *params])


def _postgresql(committee_id: int, words: Sequence[Phrase], wanted: Wanted, visible: Visible) -> _Search:
    """Find a rare word by the index first; a common one is met at once by walking the newest texts.

    Asked for both in one, the planner may walk the whole table for a rare word.
    """
    marks = [f"'c:{committee_id}'", *([f"'k:{wanted.code}'"] if wanted.code else [])]
    query = " & ".join([*lexemes(words), *marks])
    ordered = [one for one in words if len(one.tokens) > 1]
    matched = f"{text_index.LEXEMES} @@ %s::tsquery" + in_order("tokens") * len(ordered)
    given: list[Any] = [query, *map(place_of, ordered)]
    narrowed, params = _narrowed(committee_id, wanted, visible)
    order = "t.happened DESC, t.id DESC"
    candidates = f"SELECT id FROM tongxin_searchtext WHERE {matched} LIMIT {search.BOUND + 1}"  # noqa: S608 — ours.
    with connection.cursor() as cursor:
        cursor.execute(f"WITH found AS MATERIALIZED ({candidates}) SELECT id FROM found", given)  # noqa: S608 — the same.
        ids = [row[0] for row in cursor.fetchall()]
    if len(ids) <= search.BOUND:
        return _Search(
            f"FROM tongxin_searchtext t WHERE t.id = ANY(%s) AND {narrowed}", order, [ids, *params]
        )
    everywhere = in_order("t.tokens") * len(words)
    source = f"FROM tongxin_searchtext t WHERE {narrowed}{everywhere}"
    return _Search(source, order, [*params, *map(place_of, words)])


def _narrowed(committee_id: int, wanted: Wanted, visible: Visible) -> _Part:
    """Return the conditions besides the words."""
    parts: list[str] = ["t.committee_id = %s"]
    params: list[Any] = [committee_id]
    for value, condition in (
        (wanted.code, "t.code = %s"),
        (wanted.since and wanted.since.isoformat(), "t.happened >= %s"),
        (wanted.until and wanted.until.isoformat(), "t.happened <= %s"),
    ):
        if value:
            parts.append(condition)
            params.append(value)
    sights = [_sight(noun, ids) for noun, ids in sorted(visible.items())]
    parts.append(f"({' OR '.join(sql for sql, _ in sights)})")
    params += [param for _, given in sights for param in given]
    return " AND ".join(parts), params


def _sight(noun: str, ids: "QuerySet[Any, Any] | None") -> _Part:
    if ids is None:
        return "t.noun = %s", [noun]
    try:
        sql, params = ids.query.sql_with_params()
    except EmptyResultSet:
        return "1 = 0", []
    return f"(t.noun = %s AND t.object_id IN ({sql}))", [noun, *params]
