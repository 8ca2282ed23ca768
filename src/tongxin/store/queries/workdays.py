"""The working-day calendar of a committee: what its mechanism knows, and over it what the office marked."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q

from tongxin.engine.kernel.holidays import ArrangedDay, DayKind, Origin
from tongxin.engine.kernel.labels import plain
from tongxin.engine.kernel.spans import Span
from tongxin.engine.kernel.workdays import Calendar
from tongxin.engine.mechanism.values import Mechanism
from tongxin.store.models import CalendarDay
from tongxin.store.queries.kept import Kept

Head = tuple[int, int]
"""How many marks there are, and how many were withdrawn; rows are never deleted, so each act changes it."""

_kept: Kept[tuple[int, str, datetime | None], tuple[Head, Calendar]] = Kept(size=16)


def calendar_of(
    committee_id: int, mechanism: Mechanism, known: datetime | None = None, head: Head | None = None
) -> Calendar:
    """Return which days are worked, kept in memory until something is marked or withdrawn.

    Args:
        committee_id: the committee.
        mechanism: its mechanism, whose holidays lie under the marks.
        known: only what was marked by this moment and not withdrawn before it; default: as it stands now.
        head: how many marks there are and were withdrawn, where that is known already.
    """
    head = head or _head(committee_id)

    def follow(kept: tuple[Head, Calendar] | None) -> tuple[Head, Calendar]:
        if kept is not None and kept[0] == head:
            return kept
        return head, _read(committee_id, mechanism, known)

    return _kept.get((committee_id, mechanism.digest, known), follow)[1]


def _head(committee_id: int) -> Head:
    rows = CalendarDay.objects.filter(committee=committee_id)
    found = rows.aggregate(marked=Count("pk"), withdrawn=Count("withdrawn_at"))
    return found["marked"], found["withdrawn"]


def _read(committee_id: int, mechanism: Mechanism, known: datetime | None) -> Calendar:
    rows = CalendarDay.objects.filter(committee=committee_id)
    if known is None:
        rows = rows.filter(withdrawn_at=None)
    else:
        standing = Q(withdrawn_at=None) | Q(withdrawn_at__gt=known)
        rows = rows.filter(standing, entered_at__lte=known)
    marks: dict[date, ArrangedDay] = {}
    complete: list[int] = []
    for row in rows.order_by("pk"):
        if row.kind == CalendarDay.COMPLETE:
            complete.append(row.day.year)
        else:
            marks[row.day] = ArrangedDay(
                kind=DayKind(row.kind),
                code=f"office-{row.entered_at.isoformat()}",
                label=plain(row.name),
                origin=Origin.OFFICE,
            )
    return Calendar.of(mechanism.holidays, marks, complete)


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedDays:
    """Days that were marked in one act, or a year that was completed.

    Attributes:
        ids: the rows, by the day.
        span: the days; of a completed year the last one.
        kind: what they were made; ``None`` for a completed year.
        name: the holiday, if one was named.
        decision: number of the document that decided it.
        entered_at: when.
        entered_by: by whom.
        withdrawn_at: when they were withdrawn, if they were.
        withdrawn_by: by whom.
    """

    ids: tuple[int, ...]
    span: Span
    kind: DayKind | None
    name: str
    decision: str
    entered_at: datetime
    entered_by: str
    withdrawn_at: datetime | None
    withdrawn_by: str


def marked_days(committee_id: int, year: int) -> list[MarkedDays]:
    """Return what the office marked in a year, the newest first, withdrawn marks included."""
    rows = CalendarDay.objects.filter(committee=committee_id, day__year=year).order_by("entered_at", "day")
    acts: dict[tuple[object, ...], list[CalendarDay]] = {}
    for row in rows.select_related("entered_by", "withdrawn_by"):
        key = (row.entered_at, row.kind, row.name, row.decision, row.withdrawn_at)
        acts.setdefault(key, []).append(row)
    return [_marked(act) for act in reversed(acts.values())]


def _marked(act: list[CalendarDay]) -> MarkedDays:
    row = act[0]
    return MarkedDays(
        ids=tuple(one.pk for one in act),
        span=Span(row.day, act[-1].day),
        kind=None if row.kind == CalendarDay.COMPLETE else DayKind(row.kind),
        name=row.name,
        decision=row.decision,
        entered_at=row.entered_at,
        entered_by=row.entered_by.display_name if row.entered_by else "",
        withdrawn_at=row.withdrawn_at,
        withdrawn_by=row.withdrawn_by.display_name if row.withdrawn_by else "",
    )
