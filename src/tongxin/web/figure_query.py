"""What somebody asks of the figures: period, knowledge, group, chart; read from an address."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.http import QueryDict
from django.utils.translation import gettext as _

from tongxin.engine.kernel.periods import Grain, containing
from tongxin.engine.kernel.spans import Span
from tongxin.web import wording

EARLIEST = date(1949, 1, 1)
LATEST = date(2199, 12, 31)
_MOST_MONTHS = 36
_MOST_QUARTERS = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What somebody asks of the figures.

    Attributes:
        start: first day.
        end: last day.
        as_of: day whose knowledge counts; ``None`` for all that is known now.
        group: only indicators under this heading; empty for all.
        chart: indicator drawn on the list; empty for the first.
        problems: what could not be read: sentence and the field it is about.
    """

    start: date
    end: date
    as_of: date | None = None
    group: str = ""
    chart: str = ""
    problems: tuple[tuple[str, str], ...] = field(default=())

    @property
    def period(self) -> Span:
        """The days counted."""
        return Span(self.start, self.end)

    @property
    def grain(self) -> str:
        """How finely time is cut in charts: by month, and more coarsely over long periods."""
        months = (self.end.year - self.start.year) * 12 + self.end.month - self.start.month + 1
        if months <= _MOST_MONTHS:
            return "month"
        return "quarter" if months <= _MOST_QUARTERS * 3 else "year"

    def query(self, **changes: object) -> Mapping[str, object]:
        """Return the query that asks the same again, with some values changed."""
        kept = {"from": self.start, "to": self.end, "as_of": self.as_of or ""}
        return {**kept, "group": self.group, "chart": self.chart, **changes}

    def words(self) -> str:
        """Write the period."""
        return _("%(start)s to %(end)s") % {"start": wording.day(self.start), "end": wording.day(self.end)}


def asked(query: QueryDict, today: date) -> Asked:
    """Read what an address asks; what is missing is this year so far, as known now.

    Args:
        query: ``from``, ``to``, ``as_of``, ``group``, ``chart``.
        today: the last day of the period where none is asked for.
    """
    problems: list[tuple[str, str]] = []
    start = _day(query, "from", problems)
    end = _day(query, "to", problems) or today
    first = start or date(end.year, 1, 1)
    if first > end:
        problems.append((_("The last day lies before the first."), "id_to"))
        first, end = date(today.year, 1, 1), today
    return Asked(
        start=first,
        end=end,
        as_of=_day(query, "as_of", problems),
        group=query.get("group", ""),
        chart=query.get("chart", ""),
        problems=tuple(problems),
    )


def _day(query: QueryDict, name: str, problems: list[tuple[str, str]]) -> date | None:
    text = query.get(name, "").strip()
    if not text:
        return None
    try:
        found = date.fromisoformat(text)
    except ValueError:
        found = None
    if found is None or not EARLIEST <= found <= LATEST:
        problems.append(
            (_("%(text)s is not a day; write it as 2024-10-31.") % {"text": text[:20]}, f"id_{name}")
        )
        return None
    return found


def end_of(day: date, zone: str) -> datetime:
    """Return the last moment of a calendar day, which "as known on" that day means."""
    return datetime.combine(day, time.max, tzinfo=ZoneInfo(zone))


def presets(today: date, since: date) -> list[tuple[str, date, date]]:
    """Return the periods people ask for most: name, first day, last day."""
    quarter = containing(today, Grain.QUARTER)
    before = type(quarter)(Grain.QUARTER, quarter.number - 1)
    return [
        (_("This year so far"), date(today.year, 1, 1), today),
        (_("Last year"), date(today.year - 1, 1, 1), date(today.year - 1, 12, 31)),
        (_("This quarter so far"), quarter.start, today),
        (_("Last quarter"), before.start, before.end),
        (_("Since %(day)s") % {"day": wording.day(since)}, since, today),
    ]
