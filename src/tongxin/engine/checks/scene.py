"""What a check looks at, and what a check is."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date

from tongxin.engine.kernel.issues import Issue, Severity
from tongxin.engine.roster.values import Roster
from tongxin.engine.roster.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """The records as of a day.

    Attributes:
        roster: everything known of who there is.
        vocabulary: the mechanism's words for it.
        day: the day that is checked.
        excused_codes: organisations whose failing credit code somebody kept with a reason.
    """

    roster: Roster
    vocabulary: Vocabulary
    day: date
    excused_codes: frozenset[int] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One check: its stable code, its usual severity, and the function that finds issues."""

    code: str
    severity: Severity
    find: Callable[[Scene], Iterator[Issue]]
