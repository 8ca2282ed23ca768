"""What a rule found wrong: a code with parameters, never a sentence.

Sentences belong to the web layer, which speaks three languages; see ``web/wording.py``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

Param = str | int
_NOTHING: Mapping[str, Param] = MappingProxyType({})


class Severity(StrEnum):
    """How bad an issue is: an error stops the work, a warning asks for a look, a note informs."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """The record an issue is about: its noun (``membership``, ``organisation``…), id and name."""

    noun: str
    id: int
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """One finding.

    Attributes:
        code: stable dotted code, such as ``placement.missing``.
        severity: error, warning or note.
        params: values for the sentence that the web layer will build.
        subject: the record concerned, if there is one.
        place: where in the input it was found, such as a field name or ``file:line``.
    """

    code: str
    severity: Severity = Severity.ERROR
    params: Mapping[str, Param] = field(default_factory=lambda: _NOTHING)
    subject: Subject | None = None
    place: str = ""
