"""What is arranged about days: holidays with the weekends worked in return, and single days."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from tongxin.engine.kernel.labels import Label


class DayKind(StrEnum):
    """What an arrangement makes of a day: off, worked, or again what the week says."""

    OFF = "off"
    WORKED = "worked"
    NORMAL = "normal"


class Origin(StrEnum):
    """Who arranged a day: the State Council's notice, the region's, or the office by hand."""

    STATE = "state"
    REGION = "region"
    OFFICE = "office"


@dataclass(frozen=True, slots=True, kw_only=True)
class Holiday:
    """Days off that belong together.

    Attributes:
        id: stable code, such as ``2024-spring``.
        label: its name.
        first: first day off.
        last: last day off.
        worked: weekend days that are worked in return.
        region: whether the region's own notice gives them; it goes over that of the State Council.
    """

    id: str
    label: Label
    first: date
    last: date
    worked: tuple[date, ...] = ()
    region: bool = False

    def days(self) -> Iterator[date]:
        """Yield the days off."""
        for place in range((self.last - self.first).days + 1):
            yield self.first + timedelta(days=place)

    def arranged(self) -> "Iterator[tuple[date, ArrangedDay]]":
        """Yield the days off and those worked in return, each with what it is."""
        origin = Origin.REGION if self.region else Origin.STATE
        for kind, days in ((DayKind.OFF, self.days()), (DayKind.WORKED, self.worked)):
            for day in days:
                yield day, ArrangedDay(kind=kind, code=self.id, label=self.label, origin=origin)


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrangedDay:
    """A day for which something is arranged.

    Attributes:
        kind: what it is made.
        code: code of its holiday, or of the office's mark.
        label: the holiday's name; what the office marked may have none.
        origin: who arranged it.
    """

    kind: DayKind
    code: str
    label: Label
    origin: Origin
