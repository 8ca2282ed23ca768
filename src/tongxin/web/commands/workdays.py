"""``tongxin workdays``: when something is due by the working-day calendar, and what is arranged in a year."""

import argparse
import json
from datetime import date

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from tongxin.engine.kernel.deadlines import reckon
from tongxin.engine.kernel.reckoning import Reckoning, Roll, Step, Term
from tongxin.engine.kernel.workdays import Calendar, Measure, Run
from tongxin.packs import registry
from tongxin.store.queries.workdays import calendar_of
from tongxin.web import wording, workday_words
from tongxin.web.commands import asking
from tongxin.web.commands.failing import CommandFailed

HELP = "Say when something is due by the working-day calendar, or what is arranged in a year"
MOST = 1000


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    acts = parser.add_subparsers(dest="act", required=True, metavar="ACT")
    one = acts.add_parser("due", help="when a term that starts on a day ends, and how that came about")
    one.add_argument("start", metavar="DAY", help="the day it starts, which does not count: 2024-04-08")
    one.add_argument("amount", type=int, metavar="NUMBER", help="how many")
    one.add_argument("measure", choices=[one.value for one in Measure], help="counted in what")
    one.add_argument("--roll", action="store_true", help="a day off moves to the next working day")
    year = acts.add_parser("list", help="the days off and the weekend days worked of a year")
    year.add_argument("year", type=int, metavar="YEAR")
    languages = [code for code, _name in settings.LANGUAGES]
    for act in (one, year):
        act.add_argument("--committee", metavar="CODE", help="needed where the site has several")
        act.add_argument("--json", action="store_true", help="print JSON")
        act.add_argument("--language", choices=languages, default=settings.LANGUAGE_CODE)


def run(options: argparse.Namespace) -> int:
    """Print a due day with how it came about, or the arranged days of a year."""
    calendar = _calendar(options.committee)
    with translation.override(options.language):
        return _due(options, calendar) if options.act == "due" else _list(options, calendar)


def _calendar(code: str | None) -> Calendar:
    committee = asking.committee_named(code)
    mechanism = registry.pack(committee.pack).in_force(timezone.localdate())
    return calendar_of(committee.pk, mechanism)


def _due(options: argparse.Namespace, calendar: Calendar) -> int:
    if not 0 < options.amount <= MOST:
        raise CommandFailed(f"NUMBER {options.amount} is not between 1 and {MOST}.", 2)
    start = asking.day("DAY", options.start)
    term = Term(options.amount, Measure(options.measure))
    found = reckon(start, term, calendar, Roll.NEXT if options.roll else Roll.NONE)
    if options.json:
        print(json.dumps(_reckoning(found), ensure_ascii=False, indent=2))
    else:
        print(workday_words.with_weekday(found.due))
        for words in workday_words.how(found):
            print(f"  {words}")
    return 0


def _list(options: argparse.Namespace, calendar: Calendar) -> int:
    if not date.min.year < options.year < date.max.year:
        raise CommandFailed(f"YEAR {options.year} is none.", 2)
    runs = calendar.runs(date(options.year, 1, 1), date(options.year, 12, 31))
    if options.json:
        listed = {"known": options.year in calendar.years, "days": [_run(one) for one in runs]}
        print(json.dumps(listed, ensure_ascii=False, indent=2))
    else:
        if options.year not in calendar.years:
            print(_("%(year)s: not known yet") % {"year": options.year})
        for one in runs:
            kind, origin = workday_words.KINDS[one.day.kind], workday_words.ORIGINS[one.day.origin]
            print(f"{_iso(one.span.start)} {_iso(one.span.end)}  {kind}  {_label(one)}  {origin}")
    return 0


def _label(one: Run) -> str:
    return wording.label(one.day.label) or "–"


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _reckoning(found: Reckoning) -> dict[str, object]:
    return {
        "start": found.start.isoformat(),
        "amount": found.term.amount,
        "measure": found.term.measure.value,
        "roll": found.roll.value,
        "due": found.due.isoformat(),
        "uncertain": found.uncertain,
        "steps": [_step(step) for step in found.steps],
    }


def _step(step: Step) -> dict[str, object]:
    return {
        "code": step.code.value,
        "first": _iso(step.span.start),
        "last": _iso(step.span.end),
        "days": step.days,
        "name": wording.label(step.name),
    }


def _run(one: Run) -> dict[str, object]:
    return {
        "first": _iso(one.span.start),
        "last": _iso(one.span.end),
        "kind": one.day.kind.value,
        "name": wording.label(one.day.label),
        "origin": one.day.origin.value,
    }
