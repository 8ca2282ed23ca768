"""A time limit and what came of it: the due day, and as codes and parameters what went into it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tongxin.engine.kernel.labels import Label
from tongxin.engine.kernel.spans import Span
from tongxin.engine.kernel.workdays import Measure


class Roll(StrEnum):
    """What becomes of a due day on which nobody works: it stays, or moves to the next working day."""

    NONE = "none"
    NEXT = "next"


@dataclass(frozen=True, slots=True)
class Term:
    """A time limit: so many days, working days or months.

    Raises:
        ValueError: the amount is below nothing.
    """

    amount: int
    measure: Measure

    def __post_init__(self) -> None:
        """Refuse an amount below nothing."""
        if self.amount < 0:
            raise ValueError(self.amount)


class StepCode(StrEnum):
    """One thing that went into a reckoning.

    ``RESTARTED``: the clock had run from ``span.start`` and was set going anew on ``span.end``.
    ``OFF``: days off between, ``days`` of them on weekdays, for the holiday ``name``.
    ``WEEKEND``: ``days`` of weekends between.
    ``WORKED``: ``days`` of weekends that are worked counted, for the holiday ``name``.
    ``PAUSED``: the clock stood still; ``days`` that would have counted did not.
    ``CLAMPED``: the month has no such day, so its last one is taken.
    ``ROLLED``: the limit ended on ``span.start``, a day off, and moves to ``span.end``.
    ``UNCERTAIN``: from ``span.start`` on the arrangement of a year is not known.
    """

    RESTARTED = "restarted"
    OFF = "off"
    WEEKEND = "weekend"
    WORKED = "worked"
    PAUSED = "paused"
    CLAMPED = "clamped"
    ROLLED = "rolled"
    UNCERTAIN = "uncertain"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A step of a reckoning with its parameters; what they mean stands at its code.

    Attributes:
        code: what went into it.
        span: the days concerned; both ends are set.
        days: how many of them.
        name: the holiday, if it is one.
    """

    code: StepCode
    span: Span
    days: int = 0
    name: Label | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reckoning:
    """A due day and how it came about.

    Attributes:
        start: the day from which the limit runs; it does not count.
        term: the limit.
        due: the last day in time.
        roll: what becomes of a due day on which nobody works.
        steps: what went into it, in the order of ``StepCode``.
    """

    start: date
    term: Term
    due: date
    roll: Roll = Roll.NONE
    steps: tuple[Step, ...] = ()

    @property
    def uncertain(self) -> bool:
        """Whether it rests on years whose arrangement is not known."""
        return any(step.code is StepCode.UNCERTAIN for step in self.steps)
