"""Reviews as pages and papers show them: the material in words, then and now."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from tongxin.actions.reviews import as_json
from tongxin.engine.kernel.labels import Label
from tongxin.engine.ledger.kinds import EntryKind
from tongxin.engine.mechanism.values import Mechanism
from tongxin.engine.reviews.rules import ReviewKind
from tongxin.store.queries.reviews import Item, Round, materials, reviewed
from tongxin.store.queries.roster import roster_of
from tongxin.web import wording
from tongxin.web.standing_on import Ground

STATES: dict[str, tuple[str, Promise]] = {
    "commenting": ("open", gettext_lazy("open for comments")),
    "closed": ("soon", gettext_lazy("to be concluded")),
    "concluded": ("done", gettext_lazy("signed")),
    "archived": ("done", gettext_lazy("archived")),
}
"""State of a round → its shape and word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureRow:
    """A figure of the material: as frozen, and as the records give it now."""

    label: Label | None
    value: str
    now: str
    records: list[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordRow:
    """A record of the material."""

    id: int
    kind: EntryKind | None
    code: str
    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class MaterialRows:
    """The material of one who is reviewed.

    Attributes:
        criteria: what is looked at, each with its figures.
        records: the records of the year.
        changed: whether the records give something else now.
    """

    criteria: list[tuple[Label, list[FigureRow]]]
    records: list[RecordRow]
    changed: bool


def material_rows(
    mechanism: Mechanism, kind: ReviewKind, item: Item, now: Mapping[str, object]
) -> MaterialRows:
    """Return frozen material in words.

    Args:
        mechanism: the mechanism, for labels.
        kind: the kind of review.
        item: who is reviewed.
        now: the material that the records give now; the frozen one where it is not asked for.
    """
    then = item.material
    criteria = [
        (criterion.label, _figures(mechanism, then["figures"].get(criterion.id, []), now, criterion.id))
        for criterion in kind.criteria
    ]
    records = [
        RecordRow(id=number, kind=mechanism.entry_kind(code), code=code, day=date.fromisoformat(day))
        for number, code, day in then["records"]
    ]
    return MaterialRows(criteria=criteria, records=records, changed=dict(now) != dict(then))


def _figures(
    mechanism: Mechanism, shown: list[dict[str, object]], now: Mapping[str, object], criterion: str
) -> list[FigureRow]:
    figures = now["figures"]
    today = {one["indicator"]: one for one in figures.get(criterion, [])}  # type: ignore[attr-defined]  # JSON
    rows = []
    for one in shown:
        item = mechanism.indicator(str(one["indicator"]))
        rows.append(
            FigureRow(
                label=item.label if item else None,
                value=_said(one),
                now=_said(today.get(one["indicator"], one)),
                records=list(one["records"]),  # type: ignore[call-overload]  # JSON
            )
        )
    return rows


def _said(one: Mapping[str, object]) -> str:
    return "–" if one["value"] is None else wording.amount(Decimal(str(one["value"])), str(one["unit"]))


def material_now(where: Ground, row: Round, kind: ReviewKind, item: Item) -> dict[str, object]:
    """Return the material that the records give now, as it would be frozen."""
    roster = roster_of(where.committee.pk, where.mechanism.vocabulary.party_codes())
    chosen = [one for one in reviewed(where.mechanism, kind, roster, row.year) if one.id == item.subject]
    days = (row.looks_from, row.looks_to)
    found = materials(where.committee.pk, where.mechanism, kind, days, chosen)
    return as_json(*found[item.subject]) if item.subject in found else item.material


def bands(kind: ReviewKind) -> list[tuple[str, str]]:
    """Return the bands of a kind of review, as choices."""
    return [(band.id, wording.label(band.label)) for band in kind.bands]


def band_word(kind: ReviewKind, code: str) -> str:
    """Return a band's name."""
    return next((wording.label(band.label) for band in kind.bands if band.id == code), "")
