"""``tongxin demo``: fill an empty database with invented records."""

import argparse
import sys

from django.conf import settings

from tongxin.actions.acting import Actor, Invalid
from tongxin.actions.demonstration.accounts import ACCOUNTS, PASSWORD
from tongxin.actions.demonstration.loading import load_demonstration
from tongxin.actions.demonstration.world import LOADED_AT
from tongxin.store.queries import committees
from tongxin.web.commands import migrate
from tongxin.web.commands.failing import CommandFailed

HELP = "Create the database if need be, and fill it with invented demonstration records"
SETUP = Actor(user_id=None, name="安装", committee_id=None, at=LOADED_AT, system=True)


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("--scale", type=int, default=1, metavar="N", help="make N committees, for load tests")
    parser.add_argument(
        "--if-empty", action="store_true", help="do nothing when there is a committee already"
    )


def run(options: argparse.Namespace) -> int:
    """Fill the database; exit 1 when it is not empty."""
    if options.scale < 1:
        raise CommandFailed("--scale takes a number from 1 on.", 2)
    migrate.bring_up_to_date()
    if committees.any_committee():
        if options.if_empty:
            return 0
        raise CommandFailed(
            f"There is a committee already in {settings.TONGXIN_DATA}. "
            "Demonstration records go into an empty database only: set TONGXIN_DATA to another folder."
        )
    fill(options.scale)
    tell_accounts()
    return 0


def fill(scale: int = 1) -> None:
    """Load one committee, or several for load tests, telling what is being made."""
    for number in range(1, scale + 1):
        try:
            made = load_demonstration(
                SETUP,
                pack=settings.TONGXIN_PACK,
                number=number,
                progress=lambda words: print(f"  {words} …", file=sys.stderr, flush=True),
            )
        except Invalid as problem:
            raise CommandFailed(str(problem)) from problem
        print(f"{made.name} ({number}/{scale})", file=sys.stderr, flush=True)


def tell_accounts() -> None:
    """Print the demonstration's accounts."""
    print(f"Demonstration accounts, password {PASSWORD}:")
    for name, role, title in ACCOUNTS:
        print(f"  {name:<10}{role:<20}{title}")
