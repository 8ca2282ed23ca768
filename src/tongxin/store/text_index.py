"""The index behind the search over everything, for both databases."""

from collections.abc import Iterator
from datetime import date

SHIFT = 32
"""Rows of the index are numbered by day and then by text, so that reading it backwards is newest first."""

_JULIAN = 1_721_424
"""Days between the calendars by which Python and SQLite number days."""
_TABLE = "tongxin_searchtext"
_INDEX = "tongxin_search_index"
_GRAMS = "tongxin_searchgram"

LEXEMES = "tongxin_lexemes(tokens, committee_id, code)"
"""The tokens of a text as PostgreSQL indexes them, with its committee and its kind."""

_FUNCTION = """
CREATE OR REPLACE FUNCTION tongxin_lexemes(tokens text, committee bigint, code text) RETURNS tsvector
LANGUAGE plpgsql IMMUTABLE PARALLEL UNSAFE COST 1000 AS $$
BEGIN
  RETURN array_to_tsvector(
    array_remove(string_to_array(tokens, ' '), '') || ARRAY['c:' || committee::text, 'k:' || code]
  );
END $$
"""
# Going by way of an array keeps PostgreSQL's word parser out, whose idea of a letter differs between
# locales. The cost tells the planner not to work the tokens out again row by row: it does not know that
# they are long, and would read half the table for a word that one text in a hundred has. Starting
# parallel workers takes longer than any answer of the index, so they are ruled out.


def mark(kind: str, name: object) -> str:
    """Return the word by which SQLite's index knows a committee (``c``) or a kind (``k``)."""
    return f"{kind}{name}".replace("_", "")


def number(day: date, text: int = 0) -> int:
    """Return the number of a row of SQLite's index."""
    return (day.toordinal() + _JULIAN) << SHIFT | text


def create(vendor: str) -> Iterator[str]:
    """Yield the statements that set the index up.

    On SQLite triggers keep it, so that no way of writing a text can pass it by; it keeps no text itself.

    Args:
        vendor: ``sqlite`` or ``postgresql``, as Django names them.
    """
    if vendor == "postgresql":
        yield _FUNCTION
        yield f"CREATE INDEX {_INDEX} ON {_TABLE} USING gin ({LEXEMES})"
        return
    yield (
        f"CREATE VIRTUAL TABLE {_INDEX} USING fts5("
        "tokens, marks, content='', tokenize='unicode61 remove_diacritics 0')"
    )
    add = f"INSERT INTO {_INDEX}(rowid, tokens, marks) VALUES ({_values('new')});"  # noqa: S608 — names of our own.
    # A row leaves an index without text of its own only if it is given what the row said.
    values = f"VALUES ('delete', {_values('old')})"
    drop = f"INSERT INTO {_INDEX}({_INDEX}, rowid, tokens, marks) {values};"
    yield f"CREATE TRIGGER {_INDEX}_add AFTER INSERT ON {_TABLE} BEGIN {add} END"
    yield f"CREATE TRIGGER {_INDEX}_drop AFTER DELETE ON {_TABLE} BEGIN {drop} END"
    yield f"CREATE TRIGGER {_INDEX}_change AFTER UPDATE ON {_TABLE} BEGIN {drop} {add} END"


def _values(row: str) -> str:
    marks = f"'c' || {row}.committee_id || ' k' || replace({row}.code, '_', '')"
    # SQLite counts days from noon: midnight is half a day more than the number, which is cut off.
    place = f"(CAST(julianday({row}.happened) AS INTEGER) << {SHIFT}) | {row}.id"
    return f"{place}, {row}.tokens, {marks}"


def drop(vendor: str) -> Iterator[str]:
    """Yield the statements that take the index away."""
    if vendor == "postgresql":
        yield f"DROP INDEX IF EXISTS {_INDEX}"
        yield "DROP FUNCTION IF EXISTS tongxin_lexemes(text, bigint, text)"
        return
    for trigger in ("add", "drop", "change"):
        yield f"DROP TRIGGER IF EXISTS {_INDEX}_{trigger}"
    yield f"DROP TABLE IF EXISTS {_INDEX}"


def compact_grams(vendor: str) -> Iterator[str]:
    """Yield the statements that let the empty table of grams lie in the order of its key alone."""
    if vendor == "sqlite":
        columns = "committee bigint NOT NULL, gram bigint NOT NULL, document bigint NOT NULL"
        yield f"DROP TABLE {_GRAMS}"
        yield f"CREATE TABLE {_GRAMS} ({columns}, PRIMARY KEY (committee, gram, document)) WITHOUT ROWID"
