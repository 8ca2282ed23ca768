"""Of whom and of which days a figure speaks, as a value."""

from dataclasses import dataclass, replace
from datetime import date


@dataclass(frozen=True, slots=True)
class Scope:
    """Of whom and of which days a figure speaks.

    Attributes:
        body: whose records, as the draft's owner names it.
        first: first day; ``None`` for what stands on a day.
        last: last day, or the day on which it stands.
        known: whether the words say enough; what has been since an unnamed day is not known.
        narrower: a place or a person within them that the sentence speaks of instead; empty for the whole.
        dated: whether the sentence names the days.
        one_day: whether it tells what happened on a single day.
    """

    body: str
    first: date | None
    last: date
    known: bool = True
    narrower: str = ""
    dated: bool = False
    one_day: bool = False

    def standing(self, day: date) -> "Scope":
        """Return it for what stands on a day: the one that the sentence names, or the draft's own.

        Args:
            day: the draft's own.
        """
        return replace(self, first=None, last=self.last if self.dated else day)
