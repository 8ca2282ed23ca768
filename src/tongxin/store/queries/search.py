"""Full-text search of the ledger by two-character tokens, on both databases without extensions.

Overlapping pairs of characters find every two-character Chinese word, which neither a segmenter nor
three-character tokens do; a longer phrase must match in order, so that 调研报告 finds no 调研…报告.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db import connection
from django.db.models import Q
from django.db.models.expressions import RawSQL

from tongxin.store import search_index
from tongxin.store.characters import HAN, simpler

BOUND = 1000
"""Up to so many hits are handed to the list as ids.

Beyond it the word is common, and walking the list newest first meets it at once. Without the choice
PostgreSQL walks the whole table for a rare word.
"""

_RUNS = re.compile(rf"[{HAN}]+|[^\W_{HAN}]+")
_QUOTED = re.compile('["“”„＂「」『』《》]([^"“”„＂「」『』《》]+)["“”„＂「」『』《》]')
_LONGEST_TOKEN = 64


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that must stand in a text one after the other.

    Attributes:
        tokens: their tokens, in order.
        beginning: whether the last of them may go on.
        words: as they read, evened out; a space stands for whatever is between two runs.
    """

    tokens: tuple[str, ...]
    beginning: bool
    words: str


def _runs(text: str) -> list[str]:
    # Character by character: with an eye on neighbours, a part would come out otherwise than the whole.
    plain = unicodedata.normalize("NFKC", text.translate(simpler())).lower()
    return _RUNS.findall(plain)


def _is_han(run: str) -> bool:
    return re.match(f"[{HAN}]", run) is not None


def _pairs(run: str) -> list[str]:
    return [run[place : place + 2] for place in range(len(run) - 1)]


def _tokens(run: str) -> list[str]:
    return [*_pairs(run), run[-1]] if _is_han(run) else [run[:_LONGEST_TOKEN]]


def tokens(text: str) -> str:
    """Return the tokens of a text, separated by spaces.

    Chinese runs become overlapping pairs and their last character; words and numbers stay whole. Full
    width, letter case and Traditional characters are evened out.
    """
    return " ".join(token for run in _runs(text) for token in _tokens(run))


def phrases(text: str) -> list[Phrase]:
    """Return the phrases that must all occur, in the order typed.

    Each run of Chinese characters is one, and each word or number, which may go on; what stands in quotation
    marks is one phrase as a whole, and its words end where they end.
    """
    return list(dict.fromkeys(_typed(text)))


def _typed(text: str) -> Iterator[Phrase]:
    last = 0
    for quoted in _QUOTED.finditer(text):
        yield from (_phrase([run]) for run in _runs(text[last : quoted.start()]))
        runs = _runs(quoted[1])
        if runs:
            yield _phrase(runs, exact=True)
        last = quoted.end()
    yield from (_phrase([run]) for run in _runs(text[last:]))


def _phrase(runs: Sequence[str], *, exact: bool = False) -> Phrase:
    *before, last = runs
    begun = [token for run in before for token in _tokens(run)]
    if _is_han(last):
        # The last character alone would be a token of its own only where a run ends.
        ending, beginning = _pairs(last) or [last], len(last) == 1
    else:
        ending, beginning = _tokens(last), not exact
    return Phrase((*begun, *ending), beginning, " ".join(runs))


def matching(committee_id: int, text: str) -> Q:
    """Return the condition that entries contain all the words of a text.

    Args:
        committee_id: the committee whose ledger is searched.
        text: what somebody typed; without any letter or character it finds everything.
    """
    wanted = phrases(text)
    if not wanted:
        return Q()
    sql, params = _statement(wanted)
    own = "SELECT id FROM tongxin_entry WHERE committee_id = %s AND id IN"
    with connection.cursor() as cursor:
        cursor.execute(f"{own} ({sql}) LIMIT {BOUND + 1}", [committee_id, *params])
        ids = [row[0] for row in cursor.fetchall()]
    if len(ids) <= BOUND:
        return Q(committee=committee_id, pk__in=ids)
    # The statement is ours, the words are parameters.
    return Q(committee=committee_id, pk__in=RawSQL(sql, params))  # noqa: S611 — see the line above.


def _statement(wanted: Sequence[Phrase]) -> tuple[str, list[str]]:
    """Return the statement that finds entries of all committees, with its parameters."""
    if connection.vendor == "postgresql":
        # The index knows which pairs occur, not in which order; the order is looked up in the text itself.
        ordered = [phrase for phrase in wanted if len(phrase.tokens) > 1]
        sql = f"SELECT id FROM tongxin_entry WHERE {search_index.LEXEMES} @@ %s::tsquery"  # noqa: S608 — a constant.
        sql += in_order("tokens") * len(ordered)
        return sql, [" & ".join(lexemes(wanted)), *map(place_of, ordered)]
    return "SELECT rowid FROM tongxin_entry_search WHERE tokens MATCH %s", [match(wanted)]


def match(wanted: Sequence[Phrase]) -> str:
    """Return what SQLite's index is asked for.

    Every token is letters and digits only, so quoting makes it a plain word of the query.
    """
    return " AND ".join(f'"{" ".join(one.tokens)}"' + "*" * one.beginning for one in wanted)


def lexemes(wanted: Sequence[Phrase]) -> Iterator[str]:
    """Yield what PostgreSQL's index is asked for; all of them must occur."""
    for phrase in wanted:
        *before, last = phrase.tokens
        yield from (f"'{token}'" for token in before)
        yield f"'{last}'" + ":*" * phrase.beginning


def in_order(column: str) -> str:
    """Return the condition that a phrase stands in a column of tokens; its parameter is ``place_of``."""
    return f" AND position(%s in ' ' || {column} || ' ') > 0"


def place_of(phrase: Phrase) -> str:
    """Return how a phrase stands among the tokens of a text that has a space before and after it."""
    return f" {' '.join(phrase.tokens)}" + ("" if phrase.beginning else " ")
