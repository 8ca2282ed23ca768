"""Entries and how later ones correct or void earlier ones."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType

_NO_FIELDS: Mapping[str, object] = MappingProxyType({})
_NO_AMOUNTS: Mapping[str, Decimal] = MappingProxyType({})


class Act(StrEnum):
    """What an entry does: record something, correct an earlier record, or void it."""

    RECORD = "record"
    CORRECT = "correct"
    VOID = "void"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One row of the ledger; it is never changed or deleted.

    Attributes:
        id: identity, rising in the order of recording.
        root: id of the first record of the same happening; equal to ``id`` for a first record.
        act: record, correct or void.
        kind: code of the entry kind.
        happened: first day of the happening.
        until: last day; equal to ``happened`` for one day.
        recorded: when the row came to be known.
        unit: liaison unit concerned.
        organisation: organising body.
        base: base concerned.
        enterprise: enterprise concerned.
        participants: (person, role) pairs.
        fields: coded fields as the kind declares them.
        amounts: exact amounts in canonical units.
    """

    id: int
    root: int
    act: Act = Act.RECORD
    kind: str
    happened: date
    until: date | None = None
    recorded: datetime
    unit: int | None = None
    organisation: int | None = None
    base: int | None = None
    enterprise: int | None = None
    participants: tuple[tuple[int, str], ...] = ()
    fields: Mapping[str, object] = field(default_factory=lambda: _NO_FIELDS)
    amounts: Mapping[str, Decimal] = field(default_factory=lambda: _NO_AMOUNTS)


def current(entries: Iterable[Entry], as_of: datetime) -> dict[int, Entry]:
    """Return what was known at a time: for each happening its latest row, void ones included.

    Args:
        entries: rows in any order.
        as_of: only rows recorded at or before this time count.

    Returns:
        root id → the row in force; callers decide what a void row means to them.
    """
    latest: dict[int, Entry] = {}
    for entry in entries:
        if entry.recorded > as_of:
            continue
        known = latest.get(entry.root)
        if known is None or entry.id > known.id:
            latest[entry.root] = entry
    return latest
