"""A figure against the records: borne out, contradicted, or not to be checked, and why."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Protocol

from tongxin.engine.claims.deriving import AVERAGE, DIFFERENCE, GROWTH, SHARE
from tongxin.engine.claims.found import Approx, Bounds, Kind
from tongxin.engine.claims.scope_values import Scope
from tongxin.engine.claims.times import a_year_before


class Verdict(StrEnum):
    """What the records say to a figure."""

    CONFIRMED = "confirmed"
    CONTRADICTED = "contradicted"
    UNCHECKABLE = "uncheckable"


class Measure(StrEnum):
    """How a measure adds up."""

    FLOW = "flow"
    STOCK = "stock"
    RATIO = "ratio"


@dataclass(frozen=True, slots=True)
class Reading:
    """What the records say of a measure.

    Attributes:
        value: the figure; ``None`` where the records do not cover the days.
        evidence: the records behind it.
    """

    value: Fraction | None
    evidence: tuple[str, ...] = ()


class Records(Protocol):
    """Records that figures are held against."""

    def measure(self, measure: str) -> Measure | None:
        """Return how a measure adds up; ``None`` where the records know none such."""

    def reading(self, measure: str, scope: Scope) -> Reading:
        """Return what the records say of a measure."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A verdict with its reasons.

    Attributes:
        verdict: what the records say.
        actual: the figure that they say; ``None`` where they say none.
        evidence: the records behind it.
        reason: code of why it cannot be checked, or of the nearest explanation of a contradiction.
    """

    verdict: Verdict
    actual: Fraction | None = None
    evidence: tuple[str, ...] = ()
    reason: str = ""


def unchecked(reason: str) -> Judged:
    """Return that a figure cannot be checked, and why."""
    return Judged(Verdict.UNCHECKABLE, reason=reason)


@dataclass(frozen=True, slots=True)
class Said:
    """A figure ready to be held against the records.

    Attributes:
        kind: what kind of figure.
        unit: its unit.
        bounds: what it says.
        measure: the measure it is of.
        derive: ``yoy`` or ``delta`` where it is a growth or a difference.
        change: 1 where the words say that it grew by so much, -1 that it fell, 0 where they say neither.
        scope: of whom and of which days.
    """

    kind: Kind
    unit: str | None
    bounds: Bounds
    measure: str
    derive: str | None
    change: int
    scope: Scope


def judge(said: Said, records: Records, day: date) -> Judged:
    """Hold a figure against the records.

    Args:
        said: the figure.
        records: the records.
        day: the draft's own, for what stands.
    """
    how = records.measure(said.measure)
    barred = _barred(said, how)
    if how is None or barred:
        return unchecked(barred)
    scope = said.scope.standing(day) if how is Measure.STOCK else said.scope
    now = records.reading(said.measure, scope)
    if now.value is None:
        return unchecked("claim.no_records")
    if said.derive in {GROWTH, DIFFERENCE}:
        return _judged_change(said, records, scope, now)
    judged = _compared(said, now.value, now.evidence)
    if judged.verdict is Verdict.CONTRADICTED and is_far_off(said, now.value):
        return Judged(Verdict.UNCHECKABLE, now.value, now.evidence, "claim.far_off")
    return judged


def is_far_off(said: Said, actual: Fraction) -> bool:
    """Tell whether a figure is so far from the records that it speaks of something else, and is no slip.

    Slips of the pen and of the memory stay within a few times of the truth, shift the point or swap digits;
    what is less than a quarter of the records is, in published reports, nearly always a part of them.

    Args:
        said: the figure.
        actual: what the records say.
    """
    value = said.bounds.value
    if said.kind not in {Kind.COUNT, Kind.MONEY} or value is None or value <= 0 or not actual:
        return False
    times = value / actual
    if _LEAST_TIMES <= times <= _MOST_TIMES:
        return False
    return not (_is_shifted(said, actual) or _digits(value) == _digits(actual))


_LEAST_TIMES, _MOST_TIMES = Fraction(1, 4), Fraction(6)
_NEAR = Fraction(6, 100)
_MOST_PLACES = 8


def _is_shifted(said: Said, actual: Fraction) -> bool:
    """Tell whether a figure fits the records once its point is shifted: 200余个 where they say 22."""
    bounds, value = said.bounds, said.bounds.value
    if value is None:
        return False
    for power in range(1, _MOST_PLACES + 1):
        for times in (Fraction(10) ** power, Fraction(1, 10**power)):
            low, high = ((end or value) * times for end in (bounds.low, bounds.high))
            if low <= actual <= high or abs(actual / (value * times) - 1) <= _NEAR:
                return True
    return False


def _digits(value: Fraction) -> str:
    """Return the digits of a number in order of size, without zeros: the same when some are swapped."""
    return "".join(sorted(str(int(value * 10**4)).replace("0", "")))


def _barred(said: Said, how: Measure | None) -> str:
    """Return why a figure cannot be held against the records at all; empty where it can."""
    reasons = (
        (how is None, "claim.no_measure"),
        (said.derive in {SHARE, AVERAGE} or bool(said.scope.narrower), "claim.part"),
        (said.scope.one_day and how is not Measure.STOCK, "claim.one_day"),
        (not said.scope.known and how is not Measure.STOCK, "claim.no_period"),
    )
    return next((reason for holds, reason in reasons if holds), "")


def _judged_change(said: Said, records: Records, scope: Scope, now: Reading) -> Judged:
    """Judge a growth or a difference: the same days a year before are what it is measured against."""
    then = records.reading(said.measure, _year_before(scope))
    if then.value is None:
        return unchecked("claim.no_records_before")
    value = _change(said, now.value or Fraction(0), then.value)
    if value is None:
        return unchecked("claim.no_base")
    return _compared(said, value, now.evidence + then.evidence)


def _year_before(scope: Scope) -> Scope:
    first = None if scope.first is None else a_year_before(scope.first)
    return Scope(scope.body, first, a_year_before(scope.last), scope.known, scope.narrower)


def _change(said: Said, now: Fraction, then: Fraction) -> Fraction | None:
    """Return the growth or the difference that the records say, in the sense in which the draft puts it."""
    sense = said.change or 1
    if said.derive == DIFFERENCE:
        return (now - then) * sense * (100 if said.kind is Kind.POINTS else 1)
    if not then:
        return None
    if said.unit == "倍" and not said.change:
        return now / then
    return (now / then - 1) * sense


def _compared(said: Said, actual: Fraction, evidence: tuple[str, ...]) -> Judged:
    verdict = Verdict.CONFIRMED if agrees(said.kind, said.unit, said.bounds, actual) else Verdict.CONTRADICTED
    return Judged(verdict, actual, evidence)


def agrees(kind: Kind, unit: str | None, bounds: Bounds, actual: Fraction) -> bool:
    """Tell whether a figure of the records lies within what a draft says.

    Exact figures agree after rounding to the digits written; numbers written in full have to be the same.

    Args:
        kind: what kind of figure the draft states.
        unit: its unit.
        bounds: what it says.
        actual: what the records say, in the same unit.
    """
    if bounds.approx is Approx.EXACT and bounds.value is not None:
        slack = _slack(kind, unit, bounds)
        return abs(actual - bounds.value) <= slack
    opens = bounds.approx in {Approx.OVER, Approx.MORE}
    closes = bounds.approx in {Approx.NEAR, Approx.LESS}
    if bounds.low is not None and (actual < bounds.low or (opens and actual == bounds.low)):
        return False
    return not (bounds.high is not None and (actual > bounds.high or (closes and actual == bounds.high)))


def _slack(kind: Kind, unit: str | None, bounds: Bounds) -> Fraction:
    value = bounds.value or Fraction(0)
    if unit == "倍" and bounds.step == 1:
        return abs(value) / 20
    if bounds.step == 1 and kind in {Kind.COUNT, Kind.MONEY}:
        return Fraction(0)
    return bounds.step / 2
