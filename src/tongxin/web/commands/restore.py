"""``tongxin restore``: bring a backup back into an empty data folder, and prove it."""

import argparse
import json
from dataclasses import asdict
from pathlib import Path

from django.conf import settings

from tongxin.actions import backup as verbs
from tongxin.web.commands import migrate, verify
from tongxin.web.commands.console import installation
from tongxin.web.commands.failing import CommandFailed

HELP = "Restore a backup into an empty TONGXIN_DATA and verify it"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("backup", type=Path, help="tar file that `tongxin backup` wrote")
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(options: argparse.Namespace) -> int:
    """Restore and verify; exit 1 when what was restored does not hold."""
    try:
        found = verbs.restore(
            installation("restore"),
            options.backup,
            folder=settings.TONGXIN_DATA,
            migrate=migrate.bring_up_to_date,
        )
    except verbs.Occupied as problem:
        raise CommandFailed(
            f"There is data already in {problem}. Restore into an empty TONGXIN_DATA and an empty database."
        ) from problem
    except verbs.Damaged as problem:
        raise CommandFailed(f"{options.backup} is not whole: {problem}") from problem
    except OSError as problem:
        raise CommandFailed(f"{options.backup}: {problem.strerror or problem}", 2) from problem
    if options.json:
        print(json.dumps({**asdict(found), "holds": found.holds}))
    return verify.tell(found, quiet=options.json)
