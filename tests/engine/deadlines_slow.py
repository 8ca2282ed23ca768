"""Working days and limits once more: day by day, from sets, without a line of the engine's own counting."""

from calendar import monthrange
from datetime import date, timedelta

ONE = timedelta(days=1)


def is_workday(day, off, worked):
    """Tell whether a day is worked: sets of days off and of worked weekends go over the week."""
    if day in off:
        return False
    return day in worked or day.isoweekday() <= 5


def later(day, number):
    """Return the day so many months later, by stepping month after month."""
    year, month = day.year, day.month
    for _ in range(number):
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def due(start, amount, unit, *, off=frozenset(), worked=frozenset(), paused=frozenset(), roll=False):
    """Return when a limit ends, given the days off, the worked weekends and the paused days as sets."""
    if unit == "month":
        amount, unit = (later(start, amount) - start).days, "day"
    day, counted = start, 0
    while counted < amount:
        day += ONE
        if day not in paused and (unit == "day" or is_workday(day, off, worked)):
            counted += 1
    if roll and not is_workday(day, off, worked):
        while day in paused or not is_workday(day, off, worked):
            day += ONE
    return day
