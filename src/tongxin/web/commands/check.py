"""``tongxin check``: hold the figures of a text against the records of the site."""

import argparse
import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

from django.utils import timezone

from tongxin.actions.claim_desk import ClaimDesk, claim_desk
from tongxin.actions.draft_checking import finding
from tongxin.actions.draft_periods import named_period
from tongxin.engine.claims.dates import Told
from tongxin.packs import registry
from tongxin.web.commands.asking import committee_named, day, moment
from tongxin.web.commands.failing import CommandFailed

HELP = "Hold the figures of a text against the records"
_MARKS = {"confirmed": "✓", "contradicted": "✗", "uncheckable": "?"}


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("file", type=Path, metavar="TEXT", help="the draft, UTF-8 text")
    parser.add_argument("--from", dest="first", metavar="DAY", help="first day that it reports on")
    parser.add_argument("--to", dest="last", metavar="DAY", help="last day that it reports on")
    parser.add_argument("--day", metavar="DAY", help="its own date; default: the last day")
    parser.add_argument(
        "--as-of",
        metavar="DAY|TIME",
        help="count only what was recorded by the end of this day, or by this time; default: everything",
    )
    parser.add_argument("--committee", metavar="CODE", help="needed where the site has several")
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(options: argparse.Namespace) -> int:
    """Check and print; exit 1 when a figure is contradicted, 2 when the text cannot be read."""
    try:
        text = options.file.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CommandFailed(f"{options.file}: {error}", 2) from error
    committee = committee_named(options.committee)
    zone = registry.pack(committee.pack).versions[-1].time_zone
    as_of = moment(options.as_of, zone) if options.as_of else None
    desk = claim_desk(committee.pk, timezone.now(), as_of)
    told = _told(options, desk, text)
    rows = [{"text": text[one.start : one.end], **finding(one, desk, told)} for one in desk.check(text, told)]
    if options.json:
        print(json.dumps(rows, ensure_ascii=False, indent=1))
    else:
        _print(rows)
    return 1 if any(row.get("verdict") == "contradicted" for row in rows) else 0


def _told(options: argparse.Namespace, desk: ClaimDesk, text: str) -> Told:
    """Return the days that the options give; without any, those that the text names for itself."""
    given = _given(options, desk)
    if options.first or options.last:
        return given
    named = named_period(text, given, (desk.since, desk.last), desk.knowledge.simpler)
    if named is None:
        return given
    print(f"From {named.first} to {named.last}, as the text says {named.words}.", file=sys.stderr)
    return Told(given.day if options.day else named.last, named.first, named.last)


def _given(options: argparse.Namespace, desk: ClaimDesk) -> Told:
    last = day("--to", options.last) if options.last else desk.last
    first = day("--from", options.first) if options.first else date(last.year, 1, 1)
    own = day("--day", options.day) if options.day else last
    if first > last:
        raise CommandFailed(f"--to {last} lies before --from {first}.", 2)
    return Told(own, first, last)


def _print(rows: list[dict[str, Any]]) -> None:
    claims = [row for row in rows if row["claims"]]
    for row in claims:
        actual = f" ≠ {row['actual']}" if row["verdict"] == "contradicted" else ""
        measure = row["measure"] or row["reason"]
        print(f"{_MARKS[row['verdict']]} {row['text']}{actual}  {measure}  ({row['records']} records)")
    counts = {verdict: sum(row["verdict"] == verdict for row in claims) for verdict in _MARKS}
    linked = sum(row["measure"] is not None or row["reason"] == "claim.by_name" for row in claims)
    print(
        f"{len(claims)} figures, {linked} linked; " + ", ".join(f"{n} {name}" for name, n in counts.items())
    )
