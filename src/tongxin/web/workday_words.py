"""The working-day calendar in words: what a day is, who arranged it, how a deadline was reckoned."""

from collections.abc import Callable
from datetime import date

from django.utils.dates import WEEKDAYS
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from tongxin.engine.kernel.holidays import DayKind, Origin
from tongxin.engine.kernel.reckoning import Reckoning, Step, StepCode
from tongxin.engine.kernel.spans import Span
from tongxin.engine.kernel.workdays import Measure
from tongxin.web import wording

KINDS: dict[DayKind, Promise] = {
    DayKind.OFF: gettext_lazy("day off"),
    DayKind.WORKED: gettext_lazy("worked in return"),
    DayKind.NORMAL: gettext_lazy("taken back"),
}
SHORT: dict[DayKind, Promise] = {
    DayKind.OFF: gettext_lazy("off"),
    DayKind.WORKED: gettext_lazy("work"),
}
"""The words that fit under the number of a day."""

ORIGINS: dict[Origin, Promise] = {
    Origin.STATE: gettext_lazy("State Council"),
    Origin.REGION: gettext_lazy("the region"),
    Origin.OFFICE: gettext_lazy("the office"),
}
MEASURES: dict[Measure, Promise] = {
    Measure.WORKDAY: gettext_lazy("working days"),
    Measure.DAY: gettext_lazy("calendar days"),
    Measure.MONTH: gettext_lazy("months"),
}
HEADS: tuple[Promise, ...] = (
    gettext_lazy("Mo"),
    gettext_lazy("Tu"),
    gettext_lazy("We"),
    gettext_lazy("Th"),
    gettext_lazy("Fr"),
    gettext_lazy("Sa"),
    gettext_lazy("Su"),
)
"""Heads of the columns of a month, Monday first."""


def weekday(day: date) -> str:
    """Return the name of a day's weekday."""
    return str(WEEKDAYS[day.weekday()])


def with_weekday(day: date) -> str:
    """Write a day with its weekday: 2024年4月30日（星期二）."""
    return _("%(day)s (%(weekday)s)") % {"day": wording.day(day), "weekday": weekday(day)}


def span(days: Span) -> str:
    """Write the days of a span; a single day stands alone."""
    first, last = wording.day(days.start), wording.day(days.end)
    return first if first == last else _("%(first)s to %(last)s") % {"first": first, "last": last}


def how(reckoning: Reckoning) -> list[str]:
    """Say how a due day came about: what was counted, then each thing that went into it."""
    return [_counted(reckoning), *(_STEPS[step.code](step) for step in reckoning.steps)]


def _counted(reckoning: Reckoning) -> str:
    number = reckoning.term.amount
    texts = {
        Measure.WORKDAY: ngettext(
            "%(num)s working day from %(start)s; that day itself does not count",
            "%(num)s working days from %(start)s; that day itself does not count",
            number,
        ),
        Measure.DAY: ngettext(
            "%(num)s calendar day from %(start)s; that day itself does not count",
            "%(num)s calendar days from %(start)s; that day itself does not count",
            number,
        ),
        Measure.MONTH: ngettext("%(num)s month from %(start)s", "%(num)s months from %(start)s", number),
    }
    return texts[reckoning.term.measure] % {"num": number, "start": wording.day(reckoning.start)}


def _off(step: Step) -> str:
    text = ngettext(
        "%(name)s, %(span)s: %(num)s weekday off, not counted",
        "%(name)s, %(span)s: %(num)s weekdays off, not counted",
        step.days,
    )
    return text % {"name": wording.label(step.name), "span": span(step.span), "num": step.days}


def _weekend(step: Step) -> str:
    text = ngettext("%(num)s weekend day, not counted", "%(num)s weekend days, not counted", step.days)
    return text % {"num": step.days}


def _worked(step: Step) -> str:
    values = {"name": wording.label(step.name), "span": span(step.span)}
    return _("%(span)s is worked for %(name)s and counts") % values


def _paused(step: Step) -> str:
    text = ngettext(
        "The clock stood still, %(span)s: %(num)s day not counted",
        "The clock stood still, %(span)s: %(num)s days not counted",
        step.days,
    )
    return text % {"span": span(step.span), "num": step.days}


def _restarted(step: Step) -> str:
    return _("Set going anew on %(last)s; it had run from %(first)s") % _ends(step)


def _clamped(step: Step) -> str:
    return _("The month has no such day; its last one is %(first)s") % _ends(step)


def _rolled(step: Step) -> str:
    return _("%(first)s is not worked; the next working day is %(last)s") % _ends(step)


def _uncertain(step: Step) -> str:
    return _("From %(first)s on the days off are not known yet; the day may change") % _ends(step)


def _ends(step: Step) -> dict[str, str]:
    return {"first": wording.day(step.span.start), "last": wording.day(step.span.end)}


_STEPS: dict[StepCode, Callable[[Step], str]] = {
    StepCode.RESTARTED: _restarted,
    StepCode.OFF: _off,
    StepCode.WEEKEND: _weekend,
    StepCode.WORKED: _worked,
    StepCode.PAUSED: _paused,
    StepCode.CLAMPED: _clamped,
    StepCode.ROLLED: _rolled,
    StepCode.UNCERTAIN: _uncertain,
}
