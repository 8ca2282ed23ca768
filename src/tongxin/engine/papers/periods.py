"""Which days a figure of a paper is counted over."""

from datetime import date

from tongxin.engine.kernel.periods import Grain, Period, containing
from tongxin.engine.kernel.spans import Span
from tongxin.engine.papers.templates import Over


def days_of(over: Over, period: Span, grain: Grain, since: date) -> Span:
    """Return the days.

    Args:
        over: which days, as the template says it.
        period: the paper's days: a calendar period, or as much of it as is known.
        grain: length of the whole period.
        since: first day of the mechanism.

    Raises:
        ValueError: the period is open.
    """
    first, last = period.start, period.end
    if first is None or last is None:
        raise ValueError(period)
    if over is Over.ALL:
        return Span(min(since, first), last)
    if over is Over.YEAR_BEFORE:
        return Span(_year_back(first), _year_back(last))
    if over is Over.BEFORE:
        return Period(grain, containing(first, grain).number - 1).span
    return period


def _year_back(day: date) -> date:
    """Return the same day a year earlier; 29 February has the 28th before it."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)
