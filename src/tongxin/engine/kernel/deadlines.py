"""Time limits: when something is due, and how that was reckoned.

The day on which a limit starts never counts. Days on which the clock stood still do not count either; for
months, which have no days of their own, the limit moves on by as many calendar days as it stood still.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from tongxin.engine.kernel.holidays import DayKind
from tongxin.engine.kernel.reckoning import Reckoning, Roll, Step, StepCode, Term
from tongxin.engine.kernel.spans import Span
from tongxin.engine.kernel.workdays import Calendar, Measure, add_days, add_months, weekend


def reckon(start: date, term: Term, calendar: Calendar, roll: Roll = Roll.NONE) -> Reckoning:
    """Return when a limit that runs from a day ends.

    Args:
        start: the day from which it runs.
        term: the limit.
        calendar: the calendar.
        roll: whether a due day on which nobody works moves to the next working day.
    """
    return reckon_with_pauses(start, term, (), calendar, roll)


def reckon_with_pauses(
    start: date, term: Term, pauses: Iterable[Span], calendar: Calendar, roll: Roll = Roll.NONE
) -> Reckoning:
    """Return when a limit ends whose clock stood still on some days.

    Args:
        start: the day from which it runs.
        term: the limit.
        pauses: the days on which the clock stood still; pauses may overlap.
        calendar: the calendar.
        roll: whether a due day on which nobody works moves to the next working day.

    Raises:
        ValueError: a pause is open at an end; while the clock stands still nothing is due, so close it with
            the day up to which you want to know.
    """
    still = _merged(pauses)
    ends = _counted(start, term, still, calendar)
    last = _rolled(ends, still, calendar) if roll is Roll.NEXT else ends
    steps = (
        *_breaks(Span(add_days(start, 1), ends), term, still, calendar),
        *_stood(Span(add_days(start, 1), ends), term, still, calendar),
        *_clamps(start, term),
        *_rolls(ends, last),
        *_doubts(start, term, Span(ends, last), calendar, roll),
    )
    return Reckoning(start=start, term=term, due=last, roll=roll, steps=steps)


def restart(before: Reckoning, day: date, calendar: Calendar, pauses: Iterable[Span] = ()) -> Reckoning:
    """Set a limit going anew from another day, as when a case is given to somebody else.

    Args:
        before: how it was reckoned so far; limit and roll stay.
        day: the day from which it runs now.
        calendar: the calendar.
        pauses: days after it on which the clock stood still.
    """
    anew = reckon_with_pauses(day, before.term, pauses, calendar, before.roll)
    return replace(anew, steps=(Step(code=StepCode.RESTARTED, span=Span(before.start, day)), *anew.steps))


def _counted(start: date, term: Term, still: list[tuple[date, date]], calendar: Calendar) -> date:
    """Return the day on which as many days have counted as the limit asks for."""
    months = term.measure is Measure.MONTH
    left, day = (add_months(start, term.amount) - start).days if months else term.amount, start
    while left:
        day = add_days(day, 1)
        left -= _counts(day, term, calendar) and not _within(day, still)
    return day


def _rolled(ends: date, still: list[tuple[date, date]], calendar: Calendar) -> date:
    """Return the day, or else the next one on which somebody works and the clock does not stand still."""
    day = calendar.at_or_after(ends)
    while day != ends and _within(day, still):
        day = calendar.after(day, 1)
    return day


def _counts(day: date, term: Term, calendar: Calendar) -> bool:
    return term.measure is not Measure.WORKDAY or calendar.is_workday(day)


def _within(day: date, still: list[tuple[date, date]]) -> bool:
    return any(first <= day <= last for first, last in still)


def _merged(pauses: Iterable[Span]) -> list[tuple[date, date]]:
    """Return pauses as first and last days, those that share or touch a day in one."""
    together: list[tuple[date, date]] = []
    for first, last in sorted(_closed(pause) for pause in pauses):
        if last < first:
            continue
        if together and first <= add_days(together[-1][1], 1):
            together[-1] = (together[-1][0], max(last, together[-1][1]))
        else:
            together.append((first, last))
    return together


def _closed(pause: Span) -> tuple[date, date]:
    if pause.start is None or pause.end is None:
        raise ValueError(pause)
    return pause.start, pause.end


def _breaks(between: Span, term: Term, still: list[tuple[date, date]], calendar: Calendar) -> Iterator[Step]:
    """Yield the days off that were jumped over and the worked weekends that counted."""
    if term.measure is not Measure.WORKDAY or not term.amount:
        return
    arranged = calendar.runs(*_closed(between))
    for run in arranged:
        days = sum(not weekend(day) for day in _days(run.span))
        if run.day.kind is DayKind.OFF and days:
            yield Step(code=StepCode.OFF, span=run.span, days=days, name=run.day.label)
    free = sum(weekend(day) and not calendar.is_workday(day) for day in _days(between))
    if free:
        yield Step(code=StepCode.WEEKEND, span=between, days=free)
    for run in arranged:
        days = sum(not _within(day, still) for day in _days(run.span))
        if run.day.kind is DayKind.WORKED and days:
            yield Step(code=StepCode.WORKED, span=run.span, days=days, name=run.day.label)


def _stood(between: Span, term: Term, still: list[tuple[date, date]], calendar: Calendar) -> Iterator[Step]:
    start, ends = _closed(between)
    for first, last in still:
        span = Span(max(first, start), min(last, ends))
        days = sum(_counts(day, term, calendar) for day in _days(span))
        if days:
            yield Step(code=StepCode.PAUSED, span=span, days=days)


def _clamps(start: date, term: Term) -> Iterator[Step]:
    if term.measure is Measure.MONTH and (taken := add_months(start, term.amount)).day != start.day:
        yield Step(code=StepCode.CLAMPED, span=Span(taken, taken))


def _rolls(ends: date, last: date) -> Iterator[Step]:
    if last != ends:
        yield Step(code=StepCode.ROLLED, span=Span(ends, last))


def _doubts(start: date, term: Term, end: Span, calendar: Calendar, roll: Roll) -> Iterator[Step]:
    """Calendar days and months that stay where they fall need no calendar, so they are never in doubt."""
    counted = term.measure is Measure.WORKDAY and term.amount > 0
    first, last = _closed(Span(add_days(start, 1), end.end) if counted else end)
    if counted or roll is Roll.NEXT:
        unknown = [year for year in range(first.year, last.year + 1) if year not in calendar.years]
        for year in unknown[:1]:
            yield Step(code=StepCode.UNCERTAIN, span=Span(max(first, date(year, 1, 1)), last))


def _days(span: Span) -> Iterator[date]:
    """Yield the days of a span whose ends are set; none if it ends before it starts."""
    first, last = _closed(span)
    for place in range((last - first).days + 1):
        yield add_days(first, place)
