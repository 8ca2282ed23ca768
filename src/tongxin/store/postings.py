"""The stored grams of texts: which texts of a committee have a gram."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence

from django.db import connection

from tongxin.engine.similar.grams import grams, number

_BATCH = 50_000
"""Grams written in one statement."""


def add(committee_id: int, texts: Iterable[tuple[int, str]]) -> None:
    """Put texts in.

    Args:
        committee_id: whose they are.
        texts: identity and cleaned text of each; none of them is in yet.
    """
    rows = sorted((number(gram), document) for document, text in texts for gram in grams(text))
    for start in range(0, len(rows), _BATCH):
        _write(_ADD, committee_id, rows[start : start + _BATCH])


def drop(committee_id: int, texts: Iterable[tuple[int, str]]) -> None:
    """Take texts out.

    Args:
        committee_id: whose they are.
        texts: identity of each, and the cleaned text with which it was put in.
    """
    rows = sorted((number(gram), document) for document, text in texts for gram in grams(text))
    for start in range(0, len(rows), _BATCH):
        _write(_DROP, committee_id, rows[start : start + _BATCH])


_ADD = {
    "sqlite": "INSERT OR IGNORE INTO tongxin_searchgram(committee, gram, document) VALUES (%s, %s, %s)",
    "postgresql": (
        "INSERT INTO tongxin_searchgram(committee, gram, document) "
        "SELECT %s, * FROM unnest(%s::bigint[], %s::bigint[]) ON CONFLICT DO NOTHING"
    ),
}
_DROP = {
    "sqlite": "DELETE FROM tongxin_searchgram WHERE committee = %s AND gram = %s AND document = %s",
    "postgresql": (
        "DELETE FROM tongxin_searchgram kept USING (SELECT %s AS committee, * "
        "FROM unnest(%s::bigint[], %s::bigint[]) one(gram, document)) gone "
        "WHERE kept.committee = gone.committee AND kept.gram = gone.gram AND kept.document = gone.document"
    ),
}


def _write(statements: Mapping[str, str], committee_id: int, rows: Sequence[tuple[int, int]]) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.executemany(statements["sqlite"], [(committee_id, *row) for row in rows])
            return
        found, documents = [row[0] for row in rows], [row[1] for row in rows]
        cursor.execute(statements["postgresql"], [committee_id, found, documents])


_HAVING = {
    "sqlite": """
SELECT wanted.value, (
  SELECT CASE WHEN count(*) > %s THEN 'common' ELSE group_concat(document) END
  FROM (SELECT document FROM tongxin_searchgram WHERE committee = %s AND gram = wanted.value LIMIT %s)
) FROM json_each(%s) wanted
""",
    "postgresql": """
SELECT wanted.gram, (
  SELECT CASE WHEN count(*) > %s THEN 'common' ELSE string_agg(document::text, ',') END
  FROM (SELECT document FROM tongxin_searchgram WHERE committee = %s AND gram = wanted.gram LIMIT %s) first
) FROM jsonb_array_elements_text(%s::jsonb) text, LATERAL (SELECT text::bigint) wanted(gram)
""",
}


def having(committee_id: int, wanted: Sequence[str], most: int) -> Mapping[str, Collection[int]]:
    """Return gram → the texts that have it; a gram that more than ``most`` have is left out.

    Of each gram no more rows are read than that, so that a common one costs as little as a rare one.
    """
    by_number = {number(gram): gram for gram in wanted}
    asked = json.dumps(list(by_number))
    with connection.cursor() as cursor:
        cursor.execute(_HAVING[connection.vendor], [most, committee_id, most + 1, asked])
        rows = cursor.fetchall()
    return {
        by_number[gram]: [int(one) for one in documents.split(",")] if documents else []
        for gram, documents in rows
        if documents != "common"
    }
