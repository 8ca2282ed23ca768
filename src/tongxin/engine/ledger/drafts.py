"""What somebody wants to record, before it is checked."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from types import MappingProxyType

_NO_FIELDS: Mapping[str, object] = MappingProxyType({})
_NO_AMOUNTS: Mapping[str, Decimal] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceFile:
    """A stored file that supports an entry.

    Attributes:
        name: the file's name as the recorder knows it.
        media_type: type found in the file itself, never the one the browser claimed.
        size: bytes.
        sha256: digest of its content, under which it is stored.
    """

    name: str
    media_type: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryDraft:
    """An entry to be, or the content that a correction gives to one.

    Attributes:
        kind: code of the entry kind.
        happened_on: first day; ``None`` while somebody still has to say it.
        happened_to: last day, if it lasted longer than one.
        title: one line; the recording verb composes one when it is left empty.
        text: free text.
        place: where.
        organisation: organising body.
        unit: liaison unit.
        base: base concerned.
        enterprise: enterprise concerned.
        participants: (person, role) pairs.
        fields: coded fields; days as ISO text, flags as booleans, several choices as a list.
        amounts: exact amounts in canonical units.
        on_behalf_of: person for whom somebody else records.
        evidence: stored files that support it.
    """

    kind: str
    happened_on: date | None
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
    evidence: tuple[EvidenceFile, ...] = ()

    def people(self) -> frozenset[int]:
        """Return the persons who take part, in whatever role."""
        return frozenset(person for person, _ in self.participants)

    def bodies(self) -> dict[str, int]:
        """Return the organisations named, by the part they have in the entry."""
        named = {
            "organisation": self.organisation,
            "unit": self.unit,
            "base": self.base,
            "enterprise": self.enterprise,
        }
        return {part: body for part, body in named.items() if body is not None}
