"""Kinds of entries as a pack declares them: fields, quantities, roles of participants."""

from dataclasses import dataclass
from enum import StrEnum

from tongxin.engine.kernel.labels import Label


class FieldType(StrEnum):
    """What a field of an entry holds."""

    CHOICE = "choice"
    CHOICES = "choices"
    TEXT = "text"
    FLAG = "flag"
    DATE = "date"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One value a choice field may take."""

    id: str
    label: Label


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """That another field holds one of some values.

    Attributes:
        field: the other field.
        values: the values.
    """

    field: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldSpec:
    """A coded field of an entry kind, such as the level of an adoption.

    Attributes:
        id: stable code.
        label: its name on the form.
        type: what it holds.
        required: whether an entry without it is refused.
        choices: allowed values of a choice field.
        sensitive: whether it is masked for those who may not see sensitive data.
        longest: characters that a text may have.
        required_if: whether it is required because of what another field holds.
    """

    id: str
    label: Label
    type: FieldType
    required: bool = False
    choices: tuple[Choice, ...] = ()
    sensitive: bool = False
    longest: int = 500
    required_if: Condition | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class QuantitySpec:
    """A measured amount of an entry kind.

    Attributes:
        id: stable code.
        label: its name on the form.
        unit: canonical unit that amounts are stored in, such as ``元``.
        input_unit: unit the form offers, such as ``万元``; equal to ``unit`` when empty.
        factor: how many canonical units one input unit is.
        required: whether an entry without it is refused.
        whole: whether only whole numbers make sense (jobs, persons).
    """

    id: str
    label: Label
    unit: str
    input_unit: str = ""
    factor: int = 1
    required: bool = False
    whole: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleSpec:
    """A role in which people take part in an entry, such as host, signer or person talked with."""

    id: str
    label: Label
    required: bool = False
    many: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryKind:
    """One kind of entry.

    Attributes:
        id: stable code.
        label: its name.
        verb: the button that opens its form, such as 记录走访.
        group: heading it stands under.
        unit: classifier in which such entries are counted, such as 次 or 件.
        fields: coded fields.
        quantities: measured amounts.
        roles: roles of participants; the first is where the recorder stands.
        about: which bodies its form asks for, of ``unit``, ``base``, ``enterprise``, ``organisation``.
        quick: whether members see it among the first buttons on the phone.
        problem: part it plays for the problems of enterprises: ``raised``, ``solved`` or none.
        reported: whether its amounts are reported by third parties (named on the trail).
        compared: whether a new paper is held against its texts, to find those that say the same.
    """

    id: str
    label: Label
    verb: Label
    group: str
    unit: str
    fields: tuple[FieldSpec, ...] = ()
    quantities: tuple[QuantitySpec, ...] = ()
    roles: tuple[RoleSpec, ...] = ()
    about: tuple[str, ...] = ()
    quick: bool = False
    problem: str = ""
    reported: bool = False
    compared: bool = False

    def quantity(self, code: str) -> QuantitySpec | None:
        """Return the amount with a code, if the kind has it."""
        return next((item for item in self.quantities if item.id == code), None)

    def field(self, code: str) -> FieldSpec | None:
        """Return the field with a code, if the kind has it."""
        return next((item for item in self.fields if item.id == code), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryGroup:
    """A heading under which kinds of entries stand."""

    id: str
    label: Label
