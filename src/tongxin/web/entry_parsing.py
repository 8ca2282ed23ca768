"""Reading what somebody typed into the form of an entry; nothing here judges it."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from tongxin.engine.kernel.issues import Issue, Param
from tongxin.engine.ledger.drafts import EntryDraft, EvidenceFile
from tongxin.engine.ledger.kinds import EntryKind, FieldSpec, FieldType, QuantitySpec

Values = Mapping[str, Sequence[str]]
"""Control name → what it sent, as the browser or a draft gives it."""

BODIES = ("organisation", "unit", "base", "enterprise")
_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")
_NUMBER = re.compile(r"-?\d{1,20}(\.\d{1,12})?")
_BETWEEN_NAMES = re.compile(r"[、,，;；\s]+")
_TEN_THOUSANDS = (("亿", Decimal(100_000_000)), ("万", Decimal(10_000)))


@dataclass(slots=True)
class Reading:
    """What was read so far, and what could not be read."""

    values: Values
    issues: list[Issue] = field(default_factory=list)

    def text(self, name: str) -> str:
        """Return the last value of a control, without surrounding space."""
        sent = self.values.get(name) or ("",)
        return str(sent[-1]).strip()

    def refuse(self, code: str, place: str, **params: Param) -> None:
        """Note that something could not be read."""
        self.issues.append(Issue(code=code, place=place, params=params))

    def day(self, name: str) -> date | None:
        """Read a day: 2024-10-31, 2024/10/31 or 2024年10月31日."""
        text = unicodedata.normalize("NFKC", self.text(name))
        if not text:
            return None
        found = _DAY.fullmatch(text)
        try:
            if found:
                return date(int(found[1]), int(found[2]), int(found[3]))
        except ValueError:
            pass  # It looks like a day and is none, such as 31 February.
        self.refuse("field.no_day", name, value=text)
        return None

    def number(self, name: str) -> int | None:
        """Read an identity that a control chose; anything else is nothing."""
        text = self.text(name)
        return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None

    def numbers(self, name: str) -> list[int]:
        """Read the identities that a group of controls chose, each once."""
        texts = dict.fromkeys(self.values.get(name, ()))
        return [int(text) for text in texts if text.isascii() and text.isdigit() and len(text) < 19]

    def names(self, name: str) -> list[str]:
        """Read names that somebody typed, separated by 、, commas or space."""
        return [part for part in dict.fromkeys(_BETWEEN_NAMES.split(self.text(name))) if part]

    def amount(self, spec: QuantitySpec) -> Decimal | None:
        """Read an amount in the form's unit, or in the unit written behind it, exactly."""
        place = f"amount.{spec.id}"
        text = unicodedata.normalize("NFKC", self.text(place)).replace(",", "").replace(" ", "")
        if not text:
            return None
        factor = Decimal(spec.factor)
        for step, times in _TEN_THOUSANDS:
            for ending in (f"{step}{spec.unit}", step):
                if text.endswith(ending):
                    text, factor = text.removesuffix(ending), times
        if text.endswith(spec.unit):
            text, factor = text.removesuffix(spec.unit), Decimal(1)
        if _NUMBER.fullmatch(text) is None:
            self.refuse("amount.not_number", place)
            return None
        return Decimal(text) * factor

    def field(self, spec: FieldSpec) -> object:
        """Read a coded field."""
        name = f"field.{spec.id}"
        if spec.type is FieldType.FLAG:
            return bool(self.text(name))
        if spec.type is FieldType.CHOICES:
            return [text for text in dict.fromkeys(self.values.get(name, ())) if text]
        if spec.type is FieldType.DATE:
            found = self.day(name)
            return found.isoformat() if found else ""
        return self.text(name)


def read_draft(
    reading: Reading,
    kind: EntryKind,
    people: Mapping[str, Sequence[int]],
    evidence: tuple[EvidenceFile, ...],
) -> EntryDraft:
    """Return the draft that a form describes; what cannot be read is noted on the reading.

    Args:
        reading: the form.
        kind: the kind whose fields it has.
        people: control name (``role.visitor``, ``on_behalf_of``) → persons, names already looked up.
        evidence: files stored for it.
    """
    fields = {spec.id: reading.field(spec) for spec in kind.fields}
    amounts = {spec.id: reading.amount(spec) for spec in kind.quantities}
    behalf = people.get("on_behalf_of", ())
    return EntryDraft(
        kind=kind.id,
        happened_on=reading.day("happened_on"),
        happened_to=reading.day("happened_to"),
        title=reading.text("title"),
        text=reading.text("text").replace("\r\n", "\n"),
        place=reading.text("place"),
        participants=tuple(
            (person, role.id) for role in kind.roles for person in people.get(f"role.{role.id}", ())
        ),
        fields={key: value for key, value in fields.items() if value not in ("", [], False)},
        amounts={key: amount for key, amount in amounts.items() if amount is not None},
        on_behalf_of=behalf[0] if behalf else None,
        evidence=evidence,
        **{part: reading.number(part) for part in BODIES},
    )
