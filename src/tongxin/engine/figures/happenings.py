"""The rows in force, one a happening, as columns of whole numbers."""

from array import array
from bisect import bisect_left
from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass, field

from tongxin.engine.ledger.entries import Entry

NOWHERE = 0
"""Stands for "no organisation"; ids start at 1."""


@dataclass(slots=True)
class Happenings:
    """What must be known of every happening to take in corrections and to break figures down.

    Attributes:
        roots: ids of the first records, rising.
        entries: ids of the rows in force.
        recorded: ids of days on which each was first recorded, as ordinals.
        kinds: places in ``codes`` of the kinds.
        units: liaison units, ``NOWHERE`` for none.
        bodies: organisations that they are about, such as handling units, ``NOWHERE`` for none.
        codes: codes of the kinds met so far.
    """

    roots: "array[int]" = field(default_factory=lambda: array("q"))
    entries: "array[int]" = field(default_factory=lambda: array("q"))
    recorded: "array[int]" = field(default_factory=lambda: array("i"))
    kinds: "array[int]" = field(default_factory=lambda: array("H"))
    units: "array[int]" = field(default_factory=lambda: array("q"))
    bodies: "array[int]" = field(default_factory=lambda: array("q"))
    codes: list[str] = field(default_factory=list)

    def copied(self) -> "Happenings":
        """Return a copy that may be changed."""
        columns = (
            self.roots,
            self.entries,
            self.recorded,
            self.kinds,
            self.units,
            self.bodies,
            self.codes,
        )
        return Happenings(*(copy(column) for column in columns))  # type: ignore[arg-type]  # in the order of the fields

    def put(self, entry: Entry, recorded: int) -> tuple[int, int]:
        """Take in a row of the ledger.

        Args:
            entry: a row with an id above those of all rows of the same happening taken in before.
            recorded: the day it was recorded on, as an ordinal.

        Returns:
            the id of the row it supersedes (0 for none) and the day of the first recording.
        """
        place = bisect_left(self.roots, entry.root)
        unit, body = entry.unit or NOWHERE, entry.organisation or NOWHERE
        if place < len(self.roots) and self.roots[place] == entry.root:
            superseded = self.entries[place]
            self.entries[place], self.units[place], self.bodies[place] = entry.id, unit, body
            self.kinds[place] = self._kind(entry.kind)
            return superseded, self.recorded[place]
        self.roots.insert(place, entry.root)
        self.entries.insert(place, entry.id)
        self.recorded.insert(place, recorded)
        self.kinds.insert(place, self._kind(entry.kind))
        self.units.insert(place, unit)
        self.bodies.insert(place, body)
        return 0, recorded

    def drop(self, roots: Iterable[int]) -> set[int]:
        """Forget happenings and return the ids of their rows in force."""
        gone = set(roots)
        keep = [root not in gone for root in self.roots]
        dropped = {entry for entry, kept in zip(self.entries, keep, strict=True) if not kept}
        for name in ("roots", "entries", "recorded", "kinds", "units", "bodies"):
            column = getattr(self, name)
            kept = array(column.typecode, (item for item, stays in zip(column, keep, strict=True) if stays))
            setattr(self, name, kept)
        return dropped

    def unit_of(self) -> dict[int, int]:
        """Return row in force → unit."""
        return dict(zip(self.entries, self.units, strict=True))

    def body_of(self) -> dict[int, int]:
        """Return row in force → organisation."""
        return dict(zip(self.entries, self.bodies, strict=True))

    def kind_of(self) -> dict[int, str]:
        """Return row in force → code of its kind."""
        names = map(self.codes.__getitem__, self.kinds)
        return dict(zip(self.entries, names, strict=True))

    def _kind(self, code: str) -> int:
        if code not in self.codes:
            self.codes.append(code)
        return self.codes.index(code)
