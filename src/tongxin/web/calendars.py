"""Duties as a calendar (RFC 5545): a day for each duty that is still to be done, with its reminders."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from icalendar import Alarm, Calendar, Event

from tongxin.engine.duties.settling import State
from tongxin.web import wording
from tongxin.web.duty_rows import DutyRow

SHOWN = frozenset({State.OPEN, State.OVERDUE, State.NOT_YET})
"""Duties that a calendar shows; one that is met or freed leaves it."""


def calendar(rows: Iterable[DutyRow], name: str, site: str, at: datetime) -> bytes:
    """Return a calendar of duties.

    Args:
        rows: the duties; those met or exempt are left out.
        name: the calendar's name.
        site: address of the site, without a slash at the end; events lead back to their duty's page.
        at: the moment of making.
    """
    made = Calendar()
    made.add("prodid", "-//Tongxin//Duties//ZH")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", name)
    # Phones ask again every few hours, however often this says.
    made.add("refresh-interval", timedelta(hours=6), parameters={"VALUE": "DURATION"})
    host = site.split("//", 1)[-1]
    for row in rows:
        if row.duty.state in SHOWN:
            made.add_component(_event(row, site, host, at))
    return bytes(made.to_ical())


def _event(row: DutyRow, site: str, host: str, at: datetime) -> Event:
    duty, title = row.duty, wording.label(row.rule.label)
    event = Event()
    event.add("uid", f"{duty.rule}-{duty.subject.id}-{duty.window.code}@{host}")
    event.add("dtstamp", at)
    event.add("dtstart", duty.due)
    event.add("dtend", duty.due + timedelta(days=1))
    said = {"duty": title, "name": row.target.name}
    event.add("summary", _("%(duty)s: %(name)s") % said)
    event.add("description", f"{row.period}\n{row.why}")
    event.add("url", f"{site}{row.address}")
    event.add("transp", "TRANSPARENT")
    for days in sorted(row.rule.remind_days, reverse=True):
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", event["summary"])
        alarm.add("trigger", timedelta(days=-days) + timedelta(hours=9))
        event.add_component(alarm)
    return event
