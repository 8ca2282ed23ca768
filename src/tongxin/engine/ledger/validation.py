"""What is wrong with an entry that somebody wants to record."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

from tongxin.engine.kernel.issues import Issue
from tongxin.engine.kernel.quantities import SCALE, exceeds_precision
from tongxin.engine.ledger.drafts import EntryDraft
from tongxin.engine.ledger.kinds import EntryKind, FieldSpec, FieldType, QuantitySpec

LONGEST_TITLE = 200
LONGEST_TEXT = 20_000
LONGEST_PLACE = 160

EARLIEST = date(1949, 9, 21)
"""First day of the first plenary session of the CPPCC; no record of duty is older."""

MOST_PARTICIPANTS = 1_000
"""More people than any county committee brings together."""


def check(draft: EntryDraft, kind: EntryKind, today: date) -> tuple[Issue, ...]:
    """Return everything that is wrong with a draft, each with the form field it concerns as its place.

    Args:
        draft: what somebody wants to record.
        kind: its kind.
        today: the day of recording; nothing can have happened after it.
    """
    return (
        *_dates(draft, today),
        *_words(draft),
        *field_issues(draft.fields, kind.fields),
        *_amounts(draft, kind),
        *_participants(draft, kind),
    )


def _dates(draft: EntryDraft, today: date) -> Iterator[Issue]:
    first, last = draft.happened_on, draft.happened_to
    if first is None:
        yield Issue(code="field.required", place="happened_on")
    elif first > today:
        yield Issue(code="entry.in_future", params={"today": today.isoformat()}, place="happened_on")
    elif first < EARLIEST:
        yield Issue(code="entry.too_early", params={"year": EARLIEST.year}, place="happened_on")
    if last is None:
        return
    if first is not None and last < first:
        yield Issue(code="entry.ends_before_start", place="happened_to")
    elif last > today and (first is None or first <= today):
        yield Issue(code="entry.in_future", params={"today": today.isoformat()}, place="happened_to")


def _words(draft: EntryDraft) -> Iterator[Issue]:
    for place, text, longest in (
        ("title", draft.title, LONGEST_TITLE),
        ("text", draft.text, LONGEST_TEXT),
        ("place", draft.place, LONGEST_PLACE),
    ):
        if len(text) > longest:
            params = {"length": len(text), "longest": longest}
            yield Issue(code="field.too_long", params=params, place=place)


def field_issues(fields: Mapping[str, object], specs: Sequence[FieldSpec]) -> Iterator[Issue]:
    """Yield what is wrong with coded fields, each with ``field.`` and its code as its place.

    Args:
        fields: what was said, by the field's code.
        specs: the fields that are declared.
    """
    declared = {spec.id for spec in specs}
    for name in fields:
        if name not in declared:
            yield Issue(code="field.unknown", params={"field": name}, place=f"field.{name}")
    for spec in specs:
        value = fields.get(spec.id)
        place = f"field.{spec.id}"
        if value in (None, "", [], ()):
            if spec.required or _wanted(spec, fields):
                yield Issue(code="field.required", place=place)
        elif isinstance(value, str) and len(value) > spec.longest:
            params = {"length": len(value), "longest": spec.longest}
            yield Issue(code="field.too_long", params=params, place=place)
        elif not _fits(spec, value):
            code = "field.no_day" if spec.type is FieldType.DATE else "field.not_offered"
            yield Issue(code=code, params={"value": str(value)}, place=place)


def _wanted(spec: FieldSpec, fields: Mapping[str, object]) -> bool:
    condition = spec.required_if
    return condition is not None and fields.get(condition.field) in condition.values


def _fits(spec: FieldSpec, value: object) -> bool:
    choices = {choice.id for choice in spec.choices}
    if spec.type is FieldType.CHOICE:
        return isinstance(value, str) and value in choices
    if spec.type is FieldType.CHOICES:
        if not isinstance(value, list | tuple) or not all(isinstance(item, str) for item in value):
            return False
        return set(value) <= choices and len(set(value)) == len(value)
    if spec.type is FieldType.FLAG:
        return isinstance(value, bool)
    return isinstance(value, str) and (spec.type is FieldType.TEXT or _is_day(value))


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _amounts(draft: EntryDraft, kind: EntryKind) -> Iterator[Issue]:
    for name in draft.amounts:
        if kind.quantity(name) is None:
            yield Issue(code="amount.unknown", params={"amount": name}, place=f"amount.{name}")
    for spec in kind.quantities:
        amount = draft.amounts.get(spec.id)
        place = f"amount.{spec.id}"
        if amount is None:
            if spec.required:
                yield Issue(code="field.required", place=place)
        else:
            yield from _amount(spec, amount, place)


def _amount(spec: QuantitySpec, amount: Decimal, place: str) -> Iterator[Issue]:
    if exceeds_precision(amount):
        yield Issue(code="amount.not_exact", params={"places": SCALE}, place=place)
    elif amount < 0:
        yield Issue(code="amount.negative", place=place)
    elif spec.whole and amount != amount.to_integral_value():
        yield Issue(code="amount.not_whole", params={"unit": spec.unit}, place=place)


def _participants(draft: EntryDraft, kind: EntryKind) -> Iterator[Issue]:
    known = {role.id: role for role in kind.roles}
    seen: set[tuple[int, str]] = set()
    for person, part in draft.participants:
        place = f"role.{part}"
        if part not in known:
            yield Issue(code="role.unknown", params={"role": part}, place=place)
        if (person, part) in seen:
            yield Issue(code="participant.twice", place=place)
        seen.add((person, part))
    for role in kind.roles:
        count = sum(held == role.id for _, held in draft.participants)
        if role.required and not count:
            yield Issue(code="field.required", place=f"role.{role.id}")
        elif not role.many and count > 1:
            yield Issue(code="role.only_one", place=f"role.{role.id}")
    if len(draft.participants) > MOST_PARTICIPANTS:
        yield Issue(code="participants.too_many", params={"most": MOST_PARTICIPANTS}, place="participants")
