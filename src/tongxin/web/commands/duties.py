"""``tongxin duties``: what is owed, and how it stands."""

import argparse
import json
from collections import Counter
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from tongxin.engine.duties.settling import Duty, State
from tongxin.engine.kernel.quantities import plain_text
from tongxin.engine.kernel.spans import Span
from tongxin.engine.mechanism.values import Pack
from tongxin.packs import registry
from tongxin.store.queries.duties import duties_of
from tongxin.web.commands import asking
from tongxin.web.commands.failing import CommandFailed

HELP = "Print what is owed in a span of days and how it stands as of one of them"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("--as-of", required=True, metavar="DAY", help="the day on which it is judged")
    parser.add_argument("--from", dest="start", metavar="DAY", help="default: 1 January of that year")
    parser.add_argument("--to", dest="end", metavar="DAY", help="default: 31 December of that year")
    parser.add_argument(
        "--known", metavar="DAY", help="only what was recorded by the end of this day; default: everything"
    )
    parser.add_argument("--rule", metavar="CODE", help="only this duty")
    parser.add_argument("--committee", metavar="CODE", help="needed where the site has several")
    parser.add_argument("--json", action="store_true", help="print JSON, one object a duty")


def run(options: argparse.Namespace) -> int:
    """Print the duties as JSON, or how many stand how as a table."""
    committee = asking.committee_named(options.committee)
    pack = registry.pack(committee.pack)
    as_of = asking.day("--as-of", options.as_of)
    asked = Span(
        asking.day("--from", options.start) if options.start else date(as_of.year, 1, 1),
        asking.day("--to", options.end) if options.end else date(as_of.year, 12, 31),
    )
    known = _known(options.known, pack.in_force(as_of).time_zone)
    found = duties_of(committee.pk, pack, asked, as_of, known)
    codes = [rule.id for rule in pack.in_force(as_of).duties]
    if options.rule:
        if options.rule not in codes:
            raise CommandFailed(f"No duty {options.rule!r}. {asking.nearest(options.rule, codes)}", 2)
        found = [duty for duty in found if duty.rule == options.rule]
    if options.json:
        print(json.dumps([_data(duty) for duty in found], ensure_ascii=False, indent=2))
        return 0
    _table(found, pack, as_of)
    return 0


def _known(text: str | None, zone: str) -> datetime:
    day = asking.day("--known", text) if text else date.max
    return datetime.combine(day, time.max, ZoneInfo(zone) if text else ZoneInfo("UTC"))


def _data(duty: Duty) -> dict[str, object]:
    return {
        "rule": duty.rule,
        "version": duty.version,
        "subject": {"bound": duty.subject.bound.value, "kind": duty.subject.kind, "id": duty.subject.id},
        "period": duty.window.code,
        "state": duty.state.value,
        "why": duty.why.value,
        "done": plain_text(duty.done),
        "least": duty.least,
        "missing": plain_text(duty.missing),
        "due": duty.due.isoformat(),
        "records": list(duty.settled_by),
    }


def _table(found: list[Duty], pack: Pack, as_of: date) -> None:
    print("  ".join(f"{state.value:>8}" for state in State) + "  duty")
    for rule in pack.in_force(as_of).duties:
        counts = Counter(duty.state for duty in found if duty.rule == rule.id)
        if counts:
            numbers = "  ".join(f"{counts[state]:>8}" for state in State)
            print(f"{numbers}  {rule.id} {rule.label.zh_hans}")
