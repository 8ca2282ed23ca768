"""Marking the working-day calendar: off, worked, taken back, a year completed, withdrawn; all on record."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from tests.actions.recording import NOW, actor

from tongxin.actions.acting import Invalid, Refused
from tongxin.actions.workdays import Mark, complete_year, mark_day, withdraw_day
from tongxin.engine.kernel.deadlines import reckon
from tongxin.engine.kernel.holidays import DayKind, Origin
from tongxin.engine.kernel.reckoning import Term
from tongxin.engine.kernel.spans import Span
from tongxin.engine.kernel.workdays import Measure
from tongxin.packs import registry
from tongxin.store.models import AuditEvent, CalendarDay
from tongxin.store.queries.workdays import calendar_of, marked_days

pytestmark = pytest.mark.django_db
LONGAN = registry.pack("longan").versions[-1]
HOUR = timedelta(hours=1)


def mark(kind, first, last=None, name="防汛", number="县政协办〔2024〕3号"):
    days = [date.fromisoformat(day) for day in (first, last or first)]
    return Mark(kind=DayKind(kind), first=days[0], last=days[1], name=name, number=number)


def calendar(rows, known=None):
    return calendar_of(rows.committee.pk, LONGAN, known)


def issue_of(problem):
    [issue] = problem.value.issues
    return issue.code, issue.place


def later(clerk, hours):
    return replace(clerk, at=clerk.at + hours * HOUR)


def test_a_day_that_the_office_makes_off_puts_deadlines_off(rows, clerk):
    before = reckon(date(2024, 7, 1), Term(3, Measure.WORKDAY), calendar(rows))
    mark_day(clerk, mark("off", "2024-07-03", "2024-07-04"))
    after = reckon(date(2024, 7, 1), Term(3, Measure.WORKDAY), calendar(rows))
    assert (before.due, after.due) == (date(2024, 7, 4), date(2024, 7, 8))
    assert [step.name.zh_hans for step in after.steps if step.name] == ["防汛"]


def test_a_weekend_day_that_the_office_makes_worked_counts(rows, clerk):
    mark_day(clerk, mark("worked", "2024-07-06"))
    assert calendar(rows).is_workday(date(2024, 7, 6))
    assert calendar(rows).arranged[date(2024, 7, 6)].origin is Origin.OFFICE


def test_what_the_notices_arranged_can_be_taken_back(rows, clerk):
    assert not calendar(rows).is_workday(date(2024, 4, 11))
    mark_day(clerk, mark("normal", "2024-04-11", name=""))
    assert calendar(rows).is_workday(date(2024, 4, 11))


def test_every_day_is_told_to_the_log(rows, clerk):
    made = mark_day(clerk, mark("off", "2024-07-03", "2024-07-04"))
    events = list(AuditEvent.objects.filter(verb="workday.mark").order_by("seq"))
    assert [(event.object_id, event.object_name) for event in events] == [
        (row.pk, f"{row.day.isoformat()} 防汛") for row in made
    ]
    assert events[0].changes["after"] == {
        "day": "2024-07-03",
        "kind": "off",
        "name": "防汛",
        "decision": "县政协办〔2024〕3号",
    }


def test_a_withdrawn_mark_counts_no_longer_and_stays_on_record(rows, clerk):
    made = mark_day(clerk, mark("off", "2024-07-03", "2024-07-04"))
    withdraw_day(later(clerk, 1), [row.pk for row in made])
    assert calendar(rows).is_workday(date(2024, 7, 3))
    assert CalendarDay.objects.count() == 2
    [told] = marked_days(rows.committee.pk, 2024)
    assert told.span == Span(date(2024, 7, 3), date(2024, 7, 4))
    assert told.withdrawn_at == clerk.at + HOUR
    assert AuditEvent.objects.filter(verb="workday.withdraw").count() == 2


def test_one_day_of_several_can_be_withdrawn_and_marked_anew(rows, clerk):
    first, _second = mark_day(clerk, mark("off", "2024-07-03", "2024-07-04"))
    withdraw_day(clerk, [first.pk])
    mark_day(clerk, mark("off", "2024-07-03", name="停水"))
    names = {calendar(rows).arranged[date(2024, 7, day)].label.zh_hans for day in (3, 4)}
    assert names == {"停水", "防汛"}


def test_it_can_be_told_what_the_calendar_said_at_an_earlier_moment(rows, clerk):
    made = mark_day(later(clerk, 1), mark("off", "2024-07-03"))
    withdraw_day(later(clerk, 3), [row.pk for row in made])
    worked = [calendar(rows, NOW + hours * HOUR).is_workday(date(2024, 7, 3)) for hours in (0, 2, 4)]
    assert worked == [True, False, True]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (mark("off", "2024-07-04", "2024-07-03"), ("workday.days_reversed", "last")),
        (mark("off", "2024-07-01", "2024-08-01"), ("workday.too_long", "last")),
        (mark("off", "2024-07-03", name=" "), ("workday.name_needed", "name")),
        (mark("worked", "2024-07-06", name=""), ("workday.name_needed", "name")),
        (mark("off", "2024-07-03", number=" "), ("workday.number_needed", "number")),
        (mark("worked", "2024-07-05"), ("workday.worked_anyway", "kind")),
        (mark("worked", "2024-10-12"), ("workday.worked_anyway", "kind")),
        (mark("normal", "2024-07-05"), ("workday.nothing_there", "kind")),
    ],
)
def test_a_mark_that_makes_no_sense_is_refused_and_nothing_is_written(rows, clerk, given, expected):
    with pytest.raises(Invalid) as problem:
        mark_day(clerk, given)
    assert issue_of(problem) == expected
    assert not CalendarDay.objects.exists()
    assert not AuditEvent.objects.filter(noun="workday").exists()


def test_a_day_is_marked_once(rows, clerk):
    mark_day(clerk, mark("off", "2024-07-03"))
    with pytest.raises(Invalid) as problem:
        mark_day(clerk, mark("off", "2024-07-02", "2024-07-05"))
    assert issue_of(problem) == ("workday.marked_already", "first")
    assert problem.value.issues[0].params == {"day": "2024-07-03"}
    with pytest.raises(IntegrityError), transaction.atomic():
        CalendarDay.objects.create(
            committee=rows.committee, day=date(2024, 7, 3), kind="off", decision="x", entered_at=NOW
        )


def test_what_is_not_there_or_another_committees_cannot_be_withdrawn(rows, clerk):
    row = mark_day(clerk, mark("off", "2024-07-03"))[0]
    for marks in ([], [0], [row.pk, 0]):
        with pytest.raises(Invalid) as problem:
            withdraw_day(clerk, marks)
        assert issue_of(problem) == ("workday.unknown", "")
    withdraw_day(clerk, [row.pk])
    with pytest.raises(Invalid):
        withdraw_day(clerk, [row.pk])


def test_a_year_is_known_once_its_days_are_marked_and_the_office_says_so(rows, clerk):
    def beyond():
        return reckon(date(2026, 12, 25), Term(10, Measure.WORKDAY), calendar(rows))

    with pytest.raises(Invalid) as problem:
        complete_year(clerk, 2027, "国办发明电〔2026〕9号")
    assert issue_of(problem) == ("workday.year_empty", "year")
    mark_day(clerk, mark("off", "2027-01-01", "2027-01-03", name="元旦"))
    assert beyond().uncertain
    row = complete_year(clerk, 2027, "国办发明电〔2026〕9号")
    assert not beyond().uncertain
    assert calendar(rows).known_to == date(2027, 12, 31)
    with pytest.raises(Invalid) as problem:
        complete_year(clerk, 2027, "国办发明电〔2026〕9号")
    assert issue_of(problem) == ("workday.year_known", "year")
    withdraw_day(clerk, [row.pk])
    assert beyond().uncertain


def test_a_year_is_completed_by_a_named_notice(rows, clerk):
    mark_day(clerk, mark("off", "2027-01-01", name="元旦"))
    with pytest.raises(Invalid) as problem:
        complete_year(clerk, 2027, " ")
    assert issue_of(problem) == ("workday.number_needed", "number")


@pytest.mark.parametrize("role", ["member", "chair", "auditor", "party_group_leader", "administrator"])
def test_only_the_office_keeps_the_calendar(rows, role):
    somebody = actor(rows, role)
    for act in (
        lambda: mark_day(somebody, mark("off", "2024-07-03")),
        lambda: withdraw_day(somebody, [1]),
        lambda: complete_year(somebody, 2027, "x"),
    ):
        with pytest.raises(Refused):
            act()
    assert not CalendarDay.objects.exists()


def test_another_committees_marks_are_its_own(rows, clerk):
    mark_day(clerk, mark("off", "2024-07-03"))
    other = type(rows)("other")
    assert calendar(other).is_workday(date(2024, 7, 3))
    assert marked_days(other.committee.pk, 2024) == []


def test_a_calendar_read_twice_is_the_same_one_until_something_is_marked(rows, clerk):
    first = calendar(rows)
    assert calendar(rows) is first
    mark_day(clerk, mark("off", "2024-07-03"))
    assert calendar(rows) is not first
