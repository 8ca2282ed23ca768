"""When things happen: spread evenly, rushed at the end of a quarter, or crowded before a plenary session."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from random import Random

from tongxin.actions.demonstration.world import FIRST, LAST, LOADED_AT, SESSIONS
from tongxin.engine.kernel.periods import Grain, Period, covering

_BEFORE_SESSIONS = [session[1] for session in SESSIONS if session[1] > FIRST]


def any_day(random: Random, start: date = FIRST, end: date = LAST) -> date:
    """Return a working day in a span; a weekend moves to the Monday after, or the Friday before the end."""
    day = start + timedelta(days=random.randrange((end - start).days + 1))
    if day.weekday() >= 5:
        monday = day + timedelta(days=7 - day.weekday())
        day = monday if monday <= end else day - timedelta(days=day.weekday() - 4)
    return max(day, start)


def in_year(random: Random, year: int) -> date:
    """Return a working day in a year of the demonstration."""
    return any_day(random, max(FIRST, date(year, 1, 1)), min(LAST, date(year, 12, 31)))


def rushed(random: Random, period: Period) -> date:
    """Return a day in a period, more often than not in its last three weeks."""
    end = min(period.end, LAST)
    start = max(period.start, end - timedelta(days=20)) if random.random() < 0.6 else period.start
    return any_day(random, start, end)


def before_session(random: Random) -> date:
    """Return a day for a proposal: six in ten come in the three weeks before a session closes."""
    if random.random() < 0.6:
        close = random.choice(_BEFORE_SESSIONS) + timedelta(days=2)
        return any_day(random, max(FIRST, close - timedelta(days=20)), close)
    return any_day(random)


def periods(grain: Grain) -> list[Period]:
    """Return the periods of the demonstration."""
    return list(covering(FIRST, LAST, grain))


def known_at(random: Random, day: date) -> datetime:
    """Return when a happening was recorded: usually within days, now and then weeks later."""
    days = random.choice((0, 0, 1, 1, 2, 3, 5)) if random.random() < 0.93 else random.randrange(14, 60)
    moment = datetime(day.year, day.month, day.day, 8, 0, tzinfo=UTC) + timedelta(
        days=days, minutes=random.randrange(120)
    )
    return min(moment, LOADED_AT - timedelta(minutes=random.randrange(1, 120)))


def whole(random: Random, low: int, high: int) -> Decimal:
    """Return a whole amount between two, both included."""
    return Decimal(random.randint(low, high))
