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
    condition, params = _narrowed(committee_id, wanted, visible)
    question = _Question(
        committee=committee_id,
        words=words,
        wanted=wanted,
        condition=condition,
        params=params,
        first=first,
        count=max(0, min(count, search.BOUND - first)),
    )
    ids, total = (_in_sqlite if connection.vendor == "sqlite" else _in_postgresql)(question)
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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Question:
    """What a database is asked.

    Attributes:
        committee: whose texts.
        words: phrases that must occur.
        wanted: what they came from, with kind and period.
        condition: everything but the words, on the table ``t``.
        params: what the condition is given.
        first: how many come before the page.
        count: how many the page holds at most.
    """

    committee: int
    words: Sequence[Phrase]
    wanted: Wanted
    condition: str
    params: Sequence[Any]
    first: int
    count: int


def _rows(sql: str, params: Sequence[Any]) -> list[tuple[Any, ...]]:
    """Return the rows of a statement made of parts of our own; what was typed is a parameter."""
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return list(cursor.fetchall())


def _in_sqlite(asked: _Question) -> tuple[list[int], int]:
    """Return the ids of a page and how many there are in all, counted up to one more than the bound.

    The index is read backwards, which is newest first, and no further than needed.
    """
    wanted = asked.wanted
    marks = [text_index.mark("c", asked.committee)]
    if wanted.code:
        marks.append(text_index.mark("k", wanted.code))
    marked = " AND ".join(f'"{one}"' for one in marks)
    params = [
        f"tokens : ({match(asked.words)}) AND marks : ({marked})",
        text_index.number(wanted.since or date.min),
        text_index.number(wanted.until or date.max, (1 << text_index.SHIFT) - 1),
        *asked.params,
    ]
    source = (
        "SELECT t.id FROM tongxin_search_index i CROSS JOIN tongxin_searchtext t "  # noqa: S608 — see _rows.
        f"ON t.id = i.rowid & {(1 << text_index.SHIFT) - 1} "
        f"WHERE tongxin_search_index MATCH %s AND i.rowid BETWEEN %s AND %s AND {asked.condition}"
    )
    total = _rows(f"SELECT count(*) FROM ({source} LIMIT {search.BOUND + 1})", params)[0][0]  # noqa: S608 — see _rows.
    if asked.first >= total or not asked.count:
        return [], total
    ids = _rows(f"{source} ORDER BY i.rowid DESC LIMIT %s OFFSET %s", [*params, asked.count, asked.first])
    return [row[0] for row in ids], total


def _in_postgresql(asked: _Question) -> tuple[list[int], int]:
    """Return the ids of a page and how many there are in all, counted up to one more than the bound.

    A rare word is found by the index first, a common one by walking the newest texts, where it is met at
    once. Asked for both in one, the planner may walk the whole table for a rare word.
    """
    marks = [f"'c:{asked.committee}'", *([f"'k:{asked.wanted.code}'"] if asked.wanted.code else [])]
    ordered = [one for one in asked.words if len(one.tokens) > 1]
    found = _rows(
        "WITH found AS MATERIALIZED (SELECT t.happened, t.id FROM tongxin_searchtext t "  # noqa: S608 — see _rows.
        f"WHERE {text_index.LEXEMES} @@ %s::tsquery AND {asked.condition}"
        f"{in_order('t.tokens') * len(ordered)} LIMIT {search.BOUND + 1}) SELECT * FROM found",
        [" & ".join([*lexemes(asked.words), *marks]), *asked.params, *map(place_of, ordered)],
    )
    if len(found) <= search.BOUND:
        newest = sorted(found, reverse=True)
        return [pk for _, pk in newest[asked.first : asked.first + asked.count]], len(found)
    walked = _rows(
        f"SELECT t.id FROM tongxin_searchtext t WHERE {asked.condition}"  # noqa: S608 — see _rows.
        f"{in_order('t.tokens') * len(asked.words)} ORDER BY t.happened DESC, t.id DESC LIMIT %s OFFSET %s",
        [*asked.params, *map(place_of, asked.words), asked.count, asked.first],
    )
    return [row[0] for row in walked], len(found)


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
