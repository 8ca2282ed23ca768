"""What the commands about figures share: committee, period, and the time whose knowledge counts."""

import argparse
from dataclasses import dataclass
from datetime import date, datetime, time
from difflib import get_close_matches
from zoneinfo import ZoneInfo

from django.db import DatabaseError

from tongxin.engine.figures.book import Book
from tongxin.engine.kernel.spans import Span
from tongxin.engine.mechanism.values import Mechanism
from tongxin.packs import registry
from tongxin.store.queries.committees import CommitteeRow, committees_by_code
from tongxin.store.queries.figures import figure_book
from tongxin.web.commands.failing import CommandFailed


@dataclass(frozen=True, slots=True)
class Asked:
    """A question about figures, and the book that answers it."""

    mechanism: Mechanism
    period: Span
    book: Book


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of a question about figures."""
    parser.add_argument("--from", dest="start", required=True, metavar="DAY", help="first day, 2023-01-01")
    parser.add_argument("--to", dest="end", required=True, metavar="DAY", help="last day, 2024-10-31")
    parser.add_argument(
        "--as-of",
        metavar="DAY|TIME",
        help="count only what was recorded by the end of this day, or by this time; default: everything",
    )
    parser.add_argument("--committee", metavar="CODE", help="needed where the site has several")
    parser.add_argument("--json", action="store_true", help="print JSON")


def asked(options: argparse.Namespace) -> Asked:
    """Read a question and open the book.

    Raises:
        CommandFailed: a day cannot be read, or the committee is not clear; exit status 2.
    """
    period = Span(day("--from", options.start), day("--to", options.end))
    if period.start and period.end and period.start > period.end:
        raise CommandFailed(f"--to {options.end} lies before --from {options.start}.", 2)
    committee = committee_named(options.committee)
    mechanism = registry.pack(committee.pack).in_force(period.end or date.max)
    as_of = moment(options.as_of, mechanism.time_zone) if options.as_of else None
    return Asked(mechanism, period, figure_book(committee.pk, mechanism, as_of))


def nearest(code: str, known: list[str]) -> str:
    """Return the hint that an unknown name deserves."""
    near = get_close_matches(code, known, 3, 0.4)
    return f"Nearest: {', '.join(near)}." if near else f"Known: {', '.join(known)}."


def day(name: str, text: str) -> date:
    """Read the day that an option gives.

    Raises:
        CommandFailed: it is none; exit status 2.
    """
    try:
        return date.fromisoformat(text)
    except ValueError as problem:
        raise CommandFailed(f"{name} {text!r} is not a day; write it as 2024-10-31.", 2) from problem


def moment(text: str, zone: str) -> datetime:
    """Read a day as its last moment and a time as itself; without a zone it is the committee's.

    Raises:
        CommandFailed: it is neither; exit status 2.
    """
    try:
        found = datetime.fromisoformat(text)
    except ValueError as problem:
        advice = "write it as 2024-06-30 or 2024-06-30T12:00:00+08:00"
        raise CommandFailed(f"--as-of {text!r} is neither a day nor a time; {advice}.", 2) from problem
    if "T" not in text.upper() and " " not in text:
        found = datetime.combine(found.date(), time.max)
    return found if found.tzinfo else found.replace(tzinfo=ZoneInfo(zone))


def committee_named(code: str | None) -> CommitteeRow:
    """Return the committee with a code, or the only one where none is named.

    Raises:
        CommandFailed: there is none, or it is not clear which.
    """
    try:
        known = committees_by_code()
    except DatabaseError as problem:
        raise CommandFailed("There is no database yet; `tongxin demo` makes one.") from problem
    if not known:
        raise CommandFailed("There is no committee yet; `tongxin demo` makes one.")
    if code is None and len(known) == 1:
        return next(iter(known.values()))
    if code is None:
        raise CommandFailed(f"Say which committee with --committee: {', '.join(known)}.", 2)
    if code not in known:
        raise CommandFailed(f"There is no committee {code!r}. {nearest(code, list(known))}", 2)
    return known[code]
