"""Of which duties people are reminded on a day."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from tongxin.engine.duties.rules import DutyRule
from tongxin.engine.duties.settling import Duty, State


def to_remind(duties: Iterable[Duty], rules: Mapping[str, DutyRule], since: date, day: date) -> list[Duty]:
    """Return the duties whose reminder falls after one day and up to another.

    A duty is reminded of its rule's numbers of days before it is due, and once when it has become overdue.
    Days on which nothing was sent are made up for, so that no reminder is lost.

    Args:
        duties: somebody's duties, judged as of ``day``.
        rules: code of a rule → the rule.
        since: the last day on which reminders were sent.
        day: today.
    """
    found = []
    for duty in duties:
        rule = rules.get(duty.rule)
        if rule is None:
            continue
        if duty.state is State.OPEN:
            days = [duty.due - timedelta(days=before) for before in rule.remind_days]
        elif duty.state is State.OVERDUE:
            days = [duty.due + timedelta(days=1)]
        else:
            continue
        if any(since < one <= day for one in days):
            found.append(duty)
    return found
