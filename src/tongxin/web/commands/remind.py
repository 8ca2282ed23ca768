"""``tongxin remind``: send everybody a digest of what is due soon; meant to be run once a day."""

import argparse
import sys
from datetime import date, timedelta

from django.conf import settings
from django.utils import timezone, translation

from tongxin.actions.accounts import actor_of
from tongxin.actions.acting import Actor
from tongxin.actions.reminders import note_reminder
from tongxin.engine.duties.reminding import to_remind
from tongxin.store.queries.committees import CommitteeRow
from tongxin.store.queries.reminders import last_reminders, people_to_remind
from tongxin.web import digests, duty_rows, standing_on
from tongxin.web.commands import asking
from tongxin.web.digests import Channel, Digest

HELP = "Send digests of duties that are due soon or have become overdue, by e-mail and webhook"
LOOK_BACK_DAYS = 7
"""How far back reminders are made up for after days on which nothing was sent."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("--as-of", metavar="DAY", help="default: today")
    parser.add_argument("--committee", metavar="CODE", help="needed where the site has several")
    parser.add_argument("--dry-run", action="store_true", help="print the digests and send nothing")


def run(options: argparse.Namespace) -> int:
    """Send or print the digests; exit 1 if one could not be sent."""
    committee = asking.committee_named(options.committee)
    now = timezone.localtime()
    day = asking.day("--as-of", options.as_of) if options.as_of else timezone.localdate(now)
    system = Actor(user_id=None, name="tongxin", committee_id=committee.pk, at=now, system=True)
    ways: list[Channel] = [_Printed()] if options.dry_run else digests.channels()
    if not ways:
        print("No way is set: see TONGXIN_MAIL and TONGXIN_WEBHOOK in the guide on reminders.")
    failed = 0
    for way in ways:
        last = {} if options.dry_run else last_reminders(committee.pk, way.name)
        for user in people_to_remind(committee.pk):
            since = max(last.get(user.pk, date.min), day - timedelta(days=LOOK_BACK_DAYS))
            with translation.override(user.language or settings.LANGUAGE_CODE):
                one = _digest(committee, actor_of(user, at=now), user.email, since, day)
            if one is None or not way.reaches(one):
                continue
            try:
                way.send(one, settings.TONGXIN_SITE)
            except OSError as problem:
                failed += 1
                print(f"{way.name}: {one.name}: {problem}", file=sys.stderr)
            else:
                if not options.dry_run:
                    note_reminder(system, user, day, way.name, len(one.lines))
    return 1 if failed else 0


def _digest(committee: CommitteeRow, actor: Actor, address: str, since: date, day: date) -> Digest | None:
    """Return somebody's digest, or nothing where no reminder falls into the days."""
    if actor.person_id is None or actor.scope("duty", "read") is None:
        return None
    here = duty_rows.desk_of(standing_on.standing(committee, day), actor)
    rules = {rule.id: rule for rule in here.where.mechanism.duties}
    found = to_remind(here.book.of_person.get(actor.person_id, ()), rules, since, day)
    return digests.digest(actor.name, address, duty_rows.rows(here, found)) if found else None


class _Printed:
    """Prints digests instead of sending them."""

    name = "printed"

    def reaches(self, one: Digest) -> bool:
        """Everybody's."""
        return bool(one.lines)

    def send(self, one: Digest, site: str) -> None:
        """Print a digest."""
        del site
        print("\n".join([f"{one.name}: {one.subject}", *(f"  {line}" for line in one.lines)]))
