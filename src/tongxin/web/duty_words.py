"""Duty rules in words: who owes what, how often, settled by which records."""

from collections.abc import Callable
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from tongxin.engine.duties.outlook import Outlook, Pace
from tongxin.engine.duties.rules import Bound, Cadence, DutyRule
from tongxin.engine.duties.settling import Duty, State, Why
from tongxin.engine.kernel import periods
from tongxin.engine.mechanism.values import Mechanism
from tongxin.web.mechanism_words import CADENCES, EVERYBODY, PRESENCES, listed
from tongxin.web.wording import amount, day, label, period

STATES: dict[State, Promise] = {
    State.MET: pgettext_lazy("duty", "met"),
    State.OPEN: pgettext_lazy("duty", "open"),
    State.OVERDUE: pgettext_lazy("duty", "late"),
    State.EXEMPT: pgettext_lazy("duty", "exempt"),
    State.NOT_YET: pgettext_lazy("duty", "not yet"),
}
"""One short word for how a duty stands."""

SHAPES: dict[State, str] = {
    State.MET: "done",
    State.OPEN: "open",
    State.OVERDUE: "late",
    State.EXEMPT: "none",
    State.NOT_YET: "none",
}
"""The shape beside the word, so that colour alone says nothing."""


def duty_row_cells(rule: DutyRule, mechanism: Mechanism) -> tuple[str, str, str]:
    """Return who owes a duty, how often, and what settles it."""
    kinds = [label(kind.label) for code in rule.counts if (kind := mechanism.entry_kind(code))]
    conditions = [listed(kinds)]
    if rule.bound is Bound.LINK:
        conditions.append(str(PRESENCES[rule.holders]))
    return owed_by(rule, mechanism), how_often(rule), "\n".join(conditions)


def owed_by(rule: DutyRule, mechanism: Mechanism) -> str:
    """Return who owes a duty: kinds of links or bodies, all members, or holders of posts."""
    words = mechanism.vocabulary
    if rule.bound is Bound.LINK:
        names = {kind.id: label(kind.label) for kind in words.links}
    elif rule.bound is Bound.ORGANISATION:
        names = {kind.id: label(kind.label) for kind in words.organisation_kinds}
    else:
        names = {post.id: label(post.label) for post in words.posts}
        names |= {code: str(word) for code, word in EVERYBODY.items()}
    return listed([names[code] for code in rule.of])


def how_often(rule: DutyRule) -> str:
    """Return how often something is owed: “in each quarter at least 1”, and in which months alone."""
    period = str(CADENCES[rule.each])
    least = ngettext("%(period)s at least %(count)s time", "%(period)s at least %(count)s times", rule.least)
    said = least % {"period": period, "count": rule.least}
    if not rule.months:
        return said
    months = listed([str(month) for month in rule.months])
    return _("%(often)s, in month %(months)s alone") % {"often": said, "months": months}


def period_of(duty: Duty, cadence: Cadence) -> str:
    """Write a duty's period: 2024年第三季度, Q3 2024; the days of a term."""
    if cadence is Cadence.TERM:
        return _("%(start)s to %(end)s") % {"start": day(duty.window.first), "end": day(duty.window.last)}
    return period(periods.parse(duty.window.code))


def period_in_year(duty: Duty, cadence: Cadence) -> str:
    """Write a period where the year stands elsewhere: 第三季度, Q3; a whole year or term says so."""
    if cadence is Cadence.TERM:
        return _("the term")
    whole = periods.parse(duty.window.code)
    if whole.grain is periods.Grain.YEAR:
        return _("the year")
    year = str(whole.start.year)
    return period(whole).replace(f"{year}年", "").replace(f" {year}", "")


def why(duty: Duty, today: date) -> str:
    """Say in a sentence why a duty stands as it does."""
    return _SENTENCES[duty.why](duty, today)


def _enough(duty: Duty, _today: date) -> str:
    return _("%(done)s on record, %(least)s asked for; the last on %(day)s.") % {
        "done": amount(duty.done),
        "least": amount(duty.least),
        "day": day(duty.parts[-1].day),
    }


def _too_few(duty: Duty, _today: date) -> str:
    return _("%(done)s on record, %(least)s asked for; it was due on %(day)s.") % {
        "done": amount(duty.done),
        "least": amount(duty.least),
        "day": day(duty.due),
    }


def _time_left(duty: Duty, today: date) -> str:
    days = (duty.due - today).days
    said = ngettext(
        "%(missing)s still to do by %(day)s; %(days)s day is left.",
        "%(missing)s still to do by %(day)s; %(days)s days are left.",
        days,
    )
    return said % {"missing": amount(duty.missing), "day": day(duty.due), "days": days}


def _before_window(duty: Duty, _today: date) -> str:
    values = {"start": day(duty.window.opens), "end": day(duty.due)}
    return _("It may be done from %(start)s to %(end)s.") % values


def _joined_late(duty: Duty, _today: date) -> str:
    start = duty.subject.span.start
    if start is None or start <= duty.window.opens:
        return _("The rule came into force when most of this period was over.")
    return _("Begun on %(day)s, when most of this period was over; owed from the next one.") % {
        "day": day(start)
    }


def _ended(duty: Duty, _today: date) -> str:
    return _("Ended on %(day)s, before the period was over.") % {"day": day(duty.subject.span.end)}


def _decided(duty: Duty, _today: date) -> str:
    return _("Freed by decision: %(reason)s") % {"reason": duty.reason}


_SENTENCES: dict[Why, Callable[[Duty, date], str]] = {
    Why.ENOUGH: _enough,
    Why.TOO_FEW: _too_few,
    Why.TIME_LEFT: _time_left,
    Why.BEFORE_WINDOW: _before_window,
    Why.JOINED_LATE: _joined_late,
    Why.ENDED: _ended,
    Why.DECIDED: _decided,
}


def pace(one: Outlook) -> str:
    """Say in a sentence what the present pace leads to."""
    values = {
        "recent": amount(one.recent),
        "days": one.days,
        "last": day(one.last),
        "expected": day(one.expected),
        "due": day(one.duty.due),
    }
    return str(_PACES[one.pace]) % values


_PACES: dict[Pace, Promise] = {
    Pace.IN_TIME: gettext_lazy(
        "%(recent)s in the last %(days)s days, the last on %(last)s: at this pace done by %(expected)s."
    ),
    Pace.TOO_LATE: gettext_lazy(
        "%(recent)s in the last %(days)s days, the last on %(last)s: at this pace not before %(expected)s."
    ),
    Pace.NOTHING_YET: gettext_lazy("Nothing on record in the last %(days)s days."),
    Pace.TOO_NEW: gettext_lazy("Begun too lately to tell."),
}
