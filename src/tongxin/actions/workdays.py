"""Marks in the working-day calendar: days off, worked days, a year completed; all may be withdrawn again."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from tongxin.actions.acting import Actor, Changes, Invalid, require
from tongxin.actions.audit import Act, audit, audit_many, wait_for_turn
from tongxin.actions.entry_rows import mechanism_at
from tongxin.engine.kernel.holidays import DayKind, Origin
from tongxin.engine.kernel.issues import Issue, Subject
from tongxin.engine.kernel.workdays import Calendar, add_days
from tongxin.store.models import CalendarDay
from tongxin.store.queries.workdays import calendar_of

LONGEST = 31
"""Days that may be marked at once; more is a slip of the pen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """What is marked.

    Attributes:
        kind: what the days are made.
        first: first day.
        last: last day.
        name: the holiday; days off and worked days need one.
        number: number of the document that decided it.
    """

    kind: DayKind
    first: date
    last: date
    number: str
    name: str = ""

    def days(self) -> Iterator[date]:
        """Yield the days."""
        for place in range((self.last - self.first).days + 1):
            yield add_days(self.first, place)


@transaction.atomic
def mark_day(actor: Actor, mark: Mark) -> list[CalendarDay]:
    """Make days off, worked, or again what the week says.

    Raises:
        Refused: the actor may not keep the calendar.
        Invalid: the days are the wrong way round or too many, a name or the document is missing, a day is
            marked already, is worked anyway, or there is nothing on it to take back.
    """
    require(actor, "keep", "workday")
    calendar = _calendar(actor)
    problems = [*_problems(mark)] or [*_clashes(mark, calendar)]
    if problems:
        raise Invalid(tuple(problems))
    rows = CalendarDay.objects.bulk_create(
        CalendarDay(
            committee_id=actor.committee,
            day=day,
            kind=mark.kind.value,
            name=mark.name.strip(),
            decision=mark.number.strip(),
            entered_at=actor.at,
            entered_by_id=actor.user_id,
        )
        for day in mark.days()
    )
    audit_many(actor, [Act(verb="workday.mark", subject=_named(row), changes=_told(row)) for row in rows])
    return rows


@transaction.atomic
def withdraw_day(actor: Actor, marks: Collection[int]) -> None:
    """Withdraw marks: the days are again what they were without them, and the marks stay on record.

    Args:
        actor: who withdraws.
        marks: rows, all of them or none.

    Raises:
        Refused: the actor may not keep the calendar.
        Invalid: one of them is not there, or was withdrawn before.
    """
    require(actor, "keep", "workday")
    found = CalendarDay.objects.select_for_update().filter(committee_id=actor.committee, withdrawn_at=None)
    rows = list(found.filter(pk__in=marks).order_by("day"))
    if not rows or len(rows) != len(set(marks)):
        raise Invalid((Issue(code="workday.unknown"),))
    for row in rows:
        row.withdrawn_at, row.withdrawn_by_id = actor.at, actor.user_id
    CalendarDay.objects.bulk_update(rows, ["withdrawn_at", "withdrawn_by"])
    changes = Changes(before={"withdrawn": False}, after={"withdrawn": True})
    audit_many(actor, [Act(verb="workday.withdraw", subject=_named(row), changes=changes) for row in rows])


@transaction.atomic
def complete_year(actor: Actor, year: int, number: str) -> CalendarDay:
    """Say that all days of a year are marked, so that deadlines in it are certain.

    Args:
        actor: who says so.
        year: the year.
        number: number of the notice that they were marked by.

    Raises:
        Refused: the actor may not keep the calendar.
        Invalid: the year is known already, nothing is off in it yet, or the notice is missing.
    """
    require(actor, "keep", "workday")
    calendar = _calendar(actor)
    problems = []
    if not number.strip():
        problems.append(Issue(code="workday.number_needed", place="number"))
    if year in calendar.years:
        problems.append(Issue(code="workday.year_known", params={"year": year}, place="year"))
    elif not any(day.year == year for day in calendar.off):
        problems.append(Issue(code="workday.year_empty", params={"year": year}, place="year"))
    if problems:
        raise Invalid(tuple(problems))
    row = CalendarDay.objects.create(
        committee_id=actor.committee,
        day=date(year, 12, 31),
        kind=CalendarDay.COMPLETE,
        decision=number.strip(),
        entered_at=actor.at,
        entered_by_id=actor.user_id,
    )
    audit(actor, "workday.complete", _named(row), _told(row))
    return row


def _calendar(actor: Actor) -> Calendar:
    """Return the calendar as it stands, while nobody else marks."""
    wait_for_turn()
    return calendar_of(actor.committee, mechanism_at(actor, actor.at)[0])


def _problems(mark: Mark) -> Iterator[Issue]:
    if mark.last < mark.first:
        yield Issue(code="workday.days_reversed", place="last")
    elif (mark.last - mark.first).days >= LONGEST:
        yield Issue(code="workday.too_long", params={"most": LONGEST}, place="last")
    if mark.kind is not DayKind.NORMAL and not mark.name.strip():
        yield Issue(code="workday.name_needed", place="name")
    if not mark.number.strip():
        yield Issue(code="workday.number_needed", place="number")


def _clashes(mark: Mark, calendar: Calendar) -> Iterator[Issue]:
    """Yield the first of the days that cannot be marked so."""
    for day in mark.days():
        made = calendar.arranged.get(day)
        params = {"day": day.isoformat()}
        if made is not None and made.origin is Origin.OFFICE:
            yield Issue(code="workday.marked_already", params=params, place="first")
            return
        if mark.kind is DayKind.WORKED and calendar.is_workday(day):
            yield Issue(code="workday.worked_anyway", params=params, place="kind")
            return
        if mark.kind is DayKind.NORMAL and made is None:
            yield Issue(code="workday.nothing_there", params=params, place="kind")
            return


def _named(row: CalendarDay) -> Subject:
    name = " ".join(part for part in (row.day.isoformat(), row.name) if part)
    return Subject(noun="workday", id=row.pk, name=name)


def _told(row: CalendarDay) -> Changes:
    return Changes(after={"day": row.day, "kind": row.kind, "name": row.name, "decision": row.decision})
