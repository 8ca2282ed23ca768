"""How a record reads on its page, in the list and in an export: words for facts, parts and changes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils.translation import gettext as _

from tongxin.engine.kernel.quantities import plain_text
from tongxin.engine.ledger.kinds import EntryKind, FieldSpec, FieldType
from tongxin.engine.mechanism.values import Mechanism, Pack
from tongxin.store.queries.entries import Amount, EntryRow, Part
from tongxin.web import wording
from tongxin.web.entry_form import body_label

HIDDEN = "•••"
"""Stands where a sensitive field is masked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One fact of a record: its name, how it reads, and whether it is masked."""

    label: str
    value: str
    masked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AmountShown:
    """An amount as people read it, and exactly."""

    label: str
    value: str
    exact: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A fact before and after a correction."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One row of a record's history."""

    at: datetime
    act: str
    who: str
    behalf: str
    reason: str
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Turns the codes of records into words; a kind that the pack dropped reads as its code.

    Attributes:
        kinds: code → kind, the newest version of each.
    """

    kinds: Mapping[str, EntryKind] = field(default_factory=dict)

    def kind(self, code: str) -> str:
        """Return a kind's name."""
        found = self.kinds.get(code)
        return wording.label(found.label) if found else code

    def role(self, kind: str, code: str) -> str:
        """Return a role's name."""
        found = self.kinds.get(kind)
        spec = next((role for role in found.roles if role.id == code), None) if found else None
        return wording.label(spec.label) if spec else code

    def amount(self, kind: str, amount: Amount) -> AmountShown:
        """Return an amount in words."""
        found = self.kinds.get(kind)
        spec = found.quantity(amount.name) if found else None
        return AmountShown(
            label=wording.label(spec.label) if spec else amount.name,
            value=wording.amount(amount.amount, amount.unit),
            exact=f"{_grouped(plain_text(amount.amount))} {amount.unit}",
        )

    def amounts(self, row: EntryRow) -> list[AmountShown]:
        """Return a record's amounts in words."""
        return [self.amount(row.kind, amount) for amount in row.amounts]

    def parts(self, row: EntryRow) -> list[tuple[str, list[Part]]]:
        """Return a record's participants by role."""
        found: dict[str, list[Part]] = {}
        for part in row.parts:
            found.setdefault(part.role, []).append(part)
        return [(self.role(row.kind, role), parts) for role, parts in found.items()]

    def facts(self, row: EntryRow, *, hidden: frozenset[str]) -> list[Fact]:
        """Return a record's coded fields in words, hidden ones masked."""
        kind = self.kinds.get(row.kind)
        facts: list[Fact] = []
        for code, value in row.fields.items():
            spec = kind.field(code) if kind else None
            label = wording.label(spec.label) if spec else code
            if code in hidden:
                facts.append(Fact(label=label, value=HIDDEN, masked=True))
            else:
                facts.append(Fact(label=label, value=_field_text(spec, value)))
        return facts

    def days(self, row: EntryRow) -> str:
        """Return when it happened."""
        if row.happened_to is None:
            return wording.day(row.happened_on)
        return _("%(first)s to %(last)s") % {
            "first": wording.day(row.happened_on),
            "last": wording.day(row.happened_to),
        }

    def history(self, rows: list[EntryRow], *, hidden: frozenset[str]) -> list[Event]:
        """Return what was done to a record, the newest first."""
        events: list[Event] = []
        for place, row in enumerate(rows):
            changes = self._changes(rows[place - 1], row, hidden) if row.act == "correct" and place else ()
            events.append(
                Event(
                    at=row.recorded_at,
                    act=row.act,
                    who=row.recorded_by,
                    behalf=row.on_behalf_of if row.act == "record" else "",
                    reason=row.reason,
                    changes=changes,
                )
            )
        return events[::-1]

    def _changes(self, before: EntryRow, after: EntryRow, hidden: frozenset[str]) -> tuple[Change, ...]:
        old, new = self._all_facts(before, hidden), self._all_facts(after, hidden)
        changes = [
            Change(label=label, before=old.get(label, ""), after=new.get(label, ""))
            for label in dict.fromkeys((*old, *new))
            if old.get(label, "") != new.get(label, "")
        ]
        if any(before.fields.get(code) != after.fields.get(code) for code in hidden):
            changes.append(Change(label=_("A hidden field"), before=HIDDEN, after=HIDDEN))
        return tuple(changes)

    def _all_facts(self, row: EntryRow, hidden: frozenset[str]) -> dict[str, str]:
        return {
            _("Kind"): self.kind(row.kind),
            _("When"): self.days(row),
            _("Title"): row.title,
            _("Text"): row.text,
            _("Place"): row.place,
            _("Recorded for"): row.on_behalf_of,
            **{body_label(part): body.name for part, body in row.bodies.items()},
            **{role: "、".join(part.name for part in parts) for role, parts in self.parts(row)},
            **{shown.label: shown.exact for shown in self.amounts(row)},
            **{fact.label: fact.value for fact in self.facts(row, hidden=hidden)},
            _("Evidence"): "、".join(file.name for file in row.evidence),
        }


def words_for(pack: Pack, mechanism: Mechanism) -> Words:
    """Return the words of a pack: those in force, and older kinds that records may still have."""
    kinds = {kind.id: kind for version in pack.versions for kind in version.entry_kinds}
    return Words(kinds=kinds | {kind.id: kind for kind in mechanism.entry_kinds})


def hidden_fields(kind: EntryKind | None) -> frozenset[str]:
    """Return the sensitive fields of a kind."""
    return frozenset(spec.id for spec in kind.fields if spec.sensitive) if kind else frozenset()


def _grouped(number: str) -> str:
    whole, _, rest = number.partition(".")
    return f"{int(whole):,}" + (f".{rest}" if rest else "")


def _field_text(spec: FieldSpec | None, value: object) -> str:
    if value is True:
        return _("Yes")
    if spec is None:
        return str(value)
    if spec.type is FieldType.DATE:
        try:
            return wording.day(date.fromisoformat(str(value)))
        except ValueError:
            return str(value)
    names = {choice.id: wording.label(choice.label) for choice in spec.choices}
    items = value if isinstance(value, list) else [value]
    return "、".join(names.get(str(item), str(item)) for item in items)
