"""Database triggers that refuse to change or delete what is append-only, for both databases."""

from collections.abc import Iterator, Sequence

FIRST = (
    "tongxin_auditevent",
    "tongxin_entry",
    "tongxin_participation",
    "tongxin_entryamount",
    "tongxin_evidence",
)
"""Tables that the first migration guards."""

PAPERS = ("tongxin_proceedingtext", "tongxin_proceedingmove")
"""Tables that came with papers."""

ISSUES = ("tongxin_proceedingedition", "tongxin_proceedingbulletin")
"""Tables that came with editing papers and issuing them."""

APPEND_ONLY = (*FIRST, *PAPERS, *ISSUES)
"""Tables whose rows are only ever added."""

_ONCE = {
    "tongxin_auditevent": ("id = NEW.id", "seq = NEW.seq"),
    "tongxin_entry": ("id = NEW.id",),
    "tongxin_participation": (
        "id = NEW.id",
        "entry_id = NEW.entry_id AND person_id = NEW.person_id AND role = NEW.role",
    ),
    "tongxin_entryamount": ("id = NEW.id", "entry_id = NEW.entry_id AND name = NEW.name"),
    "tongxin_evidence": ("id = NEW.id",),
    "tongxin_proceedingtext": (
        "id = NEW.id",
        "proceeding_id = NEW.proceeding_id AND version = NEW.version",
    ),
    "tongxin_proceedingmove": ("id = NEW.id",),
    "tongxin_proceedingedition": (
        "id = NEW.id",
        "proceeding_id = NEW.proceeding_id AND version = NEW.version",
    ),
    "tongxin_proceedingbulletin": (
        "id = NEW.id",
        "committee_id = NEW.committee_id AND workflow = NEW.workflow AND series = NEW.series"
        " AND period = NEW.period AND number = NEW.number",
    ),
}
"""What is unique in each table. SQLite's REPLACE deletes a row with the same key without asking a DELETE
trigger, so the INSERT has to be refused."""

_PG_FUNCTION = """
CREATE OR REPLACE FUNCTION tongxin_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'append-only: % of % is refused', TG_OP, TG_TABLE_NAME;
END $$
"""


def create(vendor: str, tables: Sequence[str] = APPEND_ONLY) -> Iterator[str]:
    """Yield the statements that set the triggers up.

    Args:
        vendor: ``sqlite`` or ``postgresql``, as Django names them.
        tables: the tables to guard.
    """
    if vendor == "postgresql":
        yield _PG_FUNCTION
        for table in tables:
            yield (
                f"CREATE TRIGGER {table}_guard BEFORE UPDATE OR DELETE ON {table} "
                "FOR EACH ROW EXECUTE FUNCTION tongxin_append_only()"
            )
            yield (
                f"CREATE TRIGGER {table}_guard_all BEFORE TRUNCATE ON {table} "
                "FOR EACH STATEMENT EXECUTE FUNCTION tongxin_append_only()"
            )
        return
    for table in tables:
        same = " OR ".join(f"EXISTS (SELECT 1 FROM {table} WHERE {key})" for key in _ONCE[table])  # noqa: S608 — names of our own.
        yield (
            f"CREATE TRIGGER {table}_guard_replace BEFORE INSERT ON {table} WHEN {same} "
            f"BEGIN SELECT RAISE(ABORT, 'append-only: a row of this key in {table} is refused'); END"
        )
        for verb in ("UPDATE", "DELETE"):
            yield (
                f"CREATE TRIGGER {table}_guard_{verb.lower()} BEFORE {verb} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, 'append-only: {verb} of {table} is refused'); END"
            )


def drop(vendor: str) -> Iterator[str]:
    """Yield the statements that take the triggers away; only tests and migrations use them."""
    if vendor == "postgresql":
        for table in APPEND_ONLY:
            yield f"DROP TRIGGER IF EXISTS {table}_guard ON {table}"
            yield f"DROP TRIGGER IF EXISTS {table}_guard_all ON {table}"
        yield "DROP FUNCTION IF EXISTS tongxin_append_only()"
        return
    for table in APPEND_ONLY:
        for verb in ("replace", "update", "delete"):
            yield f"DROP TRIGGER IF EXISTS {table}_guard_{verb}"
