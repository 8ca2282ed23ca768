"""Amounts that third parties reported, added up for a page: never without how many records they come from."""

from collections.abc import Iterable
from dataclasses import dataclass

from tongxin.engine.ledger.kinds import EntryKind, QuantitySpec
from tongxin.store.queries.happenings import Total
from tongxin.web.standing_on import Ground


@dataclass(frozen=True, slots=True)
class TotalRow:
    """A sum with the words for it."""

    kind: EntryKind
    measure: QuantitySpec
    total: Total


def reported_kinds(where: Ground) -> list[str]:
    """Return the kinds of entries whose amounts third parties report."""
    return [kind.id for kind in where.mechanism.entry_kinds if kind.reported]


def total_rows(where: Ground, totals: Iterable[Total]) -> list[TotalRow]:
    """Return sums with their words; one that the mechanism in force does not know is left out."""
    rows = []
    for total in totals:
        kind = where.mechanism.entry_kind(total.kind)
        measure = kind.quantity(total.name) if kind else None
        if kind is not None and measure is not None:
            rows.append(TotalRow(kind, measure, total))
    return rows
