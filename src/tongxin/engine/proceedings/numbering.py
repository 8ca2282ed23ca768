"""Rows of numbers without gaps: those of papers, and those of the bulletins in which papers are issued."""

from dataclasses import dataclass
from enum import StrEnum

from tongxin.engine.kernel.labels import Label


class Per(StrEnum):
    """In each of which rows numbers begin with 1 again."""

    SESSION = "session"
    """The plenary session that began last; before the first one, the year."""
    YEAR = "year"


@dataclass(frozen=True, slots=True, kw_only=True)
class BulletinSeries:
    """A series of numbered bulletins.

    Attributes:
        id: stable code.
        label: its name.
        per: in each of which rows its issues are numbered.
    """

    id: str
    label: Label
    per: Per = Per.YEAR
