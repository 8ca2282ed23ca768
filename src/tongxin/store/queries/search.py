"""Full-text search of the ledger by two-character tokens, on both databases without extensions.

Overlapping pairs of characters find every two-character Chinese word, which neither a segmenter nor
three-character tokens do; a longer phrase must match in order, so that 调研报告 finds no 调研…报告.
"""

import re
import unicodedata
from functools import cache

from django.db import connection
from django.db.models import Q
from django.db.models.expressions import RawSQL
from opencc import OpenCC

from tongxin.store import search_index

BOUND = 1000
"""Up to so many hits are handed to the list as ids.

Beyond it the word is common, and walking the list newest first meets it at once. Without the choice
PostgreSQL walks the whole table for a rare word.
"""

_HAN = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
_RUNS = re.compile(rf"[{_HAN}]+|[^\W_{_HAN}]+")
_LONGEST_TOKEN = 64


@cache
def _simplified() -> OpenCC:
    return OpenCC("t2s")


def _runs(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKC", _simplified().convert(text)).lower()
    return _RUNS.findall(plain)


def _is_han(run: str) -> bool:
    return re.match(f"[{_HAN}]", run) is not None


def _pairs(run: str) -> list[str]:
    return [run[place : place + 2] for place in range(len(run) - 1)]


def tokens(text: str) -> str:
    """Return the tokens of a text, separated by spaces.

    Chinese runs become overlapping pairs and their last character; words and numbers stay whole. Full
    width, letter case and Traditional characters are evened out.
    """
    found: list[str] = []
    for run in _runs(text):
        found.extend([*_pairs(run), run[-1]] if _is_han(run) else [run[:_LONGEST_TOKEN]])
    return " ".join(found)


def _phrases(text: str) -> list[str]:
    """Return the phrases that must all occur in the tokens; one ending in ``*`` is a beginning."""
    phrases: list[str] = []
    for run in _runs(text):
        if not _is_han(run):
            phrases.append(run[:_LONGEST_TOKEN] + "*")
        elif len(run) == 1:
            phrases.append(run + "*")
        else:
            phrases.append(" ".join(_pairs(run)))
    return list(dict.fromkeys(phrases))


def matching(committee_id: int, text: str) -> Q:
    """Return the condition that entries contain all the words of a text.

    Args:
        committee_id: the committee whose ledger is searched.
        text: what somebody typed; without any letter or character it finds everything.
    """
    phrases = _phrases(text)
    if not phrases:
        return Q()
    sql, params = _statement(phrases)
    own = "SELECT id FROM tongxin_entry WHERE committee_id = %s AND id IN"
    with connection.cursor() as cursor:
        cursor.execute(f"{own} ({sql}) LIMIT {BOUND + 1}", [committee_id, *params])
        ids = [row[0] for row in cursor.fetchall()]
    if len(ids) <= BOUND:
        return Q(committee=committee_id, pk__in=ids)
    # The statement is ours, the words are parameters.
    return Q(committee=committee_id, pk__in=RawSQL(sql, params))  # noqa: S611 — see the line above.


def _statement(phrases: list[str]) -> tuple[str, list[str]]:
    """Return the statement that finds entries of all committees, with its parameters."""
    if connection.vendor == "postgresql":
        return _postgresql(phrases)
    # Every token is letters and digits only, so quoting makes it a plain word of the query.
    words = " AND ".join(f'"{phrase.rstrip("*")}"' + "*" * phrase.endswith("*") for phrase in phrases)
    return "SELECT rowid FROM tongxin_entry_search WHERE tokens MATCH %s", [words]


def _postgresql(phrases: list[str]) -> tuple[str, list[str]]:
    lexemes = [
        f"'{word}':*" if phrase.endswith("*") else f"'{word}'"
        for phrase in phrases
        for word in phrase.rstrip("*").split()
    ]
    # The index knows which pairs occur, not in which order; the order is looked up in the text itself.
    ordered = [phrase for phrase in phrases if " " in phrase]
    sql = f"SELECT id FROM tongxin_entry WHERE {search_index.LEXEMES} @@ %s::tsquery"  # noqa: S608 — a constant.
    sql += " AND position(%s in ' ' || tokens || ' ') > 0" * len(ordered)
    return sql, [" & ".join(lexemes), *(f" {phrase} " for phrase in ordered)]
