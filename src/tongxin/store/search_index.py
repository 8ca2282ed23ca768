"""The index behind the search of the ledger, for both databases."""

from collections.abc import Iterator

LEXEMES = "array_to_tsvector(array_remove(string_to_array(tokens, ' '), ''))"
"""The tokens of an entry as PostgreSQL indexes them.

Going by way of an array keeps its word parser out, whose idea of a letter differs between locales.
"""


def create(vendor: str) -> Iterator[str]:
    """Yield the statements that set the index up and fill it.

    On SQLite the index reads its text from the entries themselves and a trigger adds each new one, so
    that no way of writing an entry can pass it by; entries are never changed or deleted.

    Args:
        vendor: ``sqlite`` or ``postgresql``, as Django names them.
    """
    if vendor == "postgresql":
        yield f"CREATE INDEX tongxin_entry_search ON tongxin_entry USING gin ({LEXEMES})"
        return
    yield (
        "CREATE VIRTUAL TABLE tongxin_entry_search USING fts5("
        "tokens, content='tongxin_entry', content_rowid='id', tokenize='unicode61 remove_diacritics 0')"
    )
    yield (
        "CREATE TRIGGER tongxin_entry_search_add AFTER INSERT ON tongxin_entry BEGIN "
        "INSERT INTO tongxin_entry_search(rowid, tokens) VALUES (new.id, new.tokens); END"
    )
    # Only tests and repairs get past the guards; the index then stays true.
    yield (
        "CREATE TRIGGER tongxin_entry_search_drop AFTER DELETE ON tongxin_entry BEGIN "
        "INSERT INTO tongxin_entry_search(tongxin_entry_search, rowid, tokens) "
        "VALUES ('delete', old.id, old.tokens); END"
    )
    yield "INSERT INTO tongxin_entry_search(tongxin_entry_search) VALUES ('rebuild')"


def drop(vendor: str) -> Iterator[str]:
    """Yield the statements that take the index away."""
    if vendor == "postgresql":
        yield "DROP INDEX IF EXISTS tongxin_entry_search"
        return
    yield "DROP TRIGGER IF EXISTS tongxin_entry_search_add"
    yield "DROP TRIGGER IF EXISTS tongxin_entry_search_drop"
    yield "DROP TABLE IF EXISTS tongxin_entry_search"
