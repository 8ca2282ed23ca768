"""What somebody wants to record, before it is checked."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from types import MappingProxyType

_NO_FIELDS: Mapping[str, object] = MappingProxyType({})
_NO_AMOUNTS: Mapping[str, Decimal] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryDraft:
    """An entry to be.

    Attributes:
        kind: code of the entry kind.
        happened_on: first day.
        happened_to: last day, if it lasted longer than one.
        title: one line; the door composes one when it is left empty.
        text: free text.
        place: where.
        organisation: organising body.
        unit: liaison unit.
        base: base concerned.
        enterprise: enterprise concerned.
        participants: (person, role) pairs.
        fields: coded fields.
        amounts: exact amounts in canonical units.
        on_behalf_of: person for whom somebody else records.
        evidence: files that support it, as the door took them in.
    """

    kind: str
    happened_on: date
    happened_to: date | None = None
    title: str = ""
    text: str = ""
    place: str = ""
    organisation: int | None = None
    unit: int | None = None
    base: int | None = None
    enterprise: int | None = None
    participants: tuple[tuple[int, str], ...] = ()
    fields: Mapping[str, object] = field(default_factory=lambda: _NO_FIELDS)
    amounts: Mapping[str, Decimal] = field(default_factory=lambda: _NO_AMOUNTS)
    on_behalf_of: int | None = None
    evidence: tuple[object, ...] = ()
