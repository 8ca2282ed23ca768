"""``tongxin backup``: write everything into one file while the site runs."""

import argparse
import json
from dataclasses import asdict
from pathlib import Path

from django.conf import settings

from tongxin.actions import backup as verbs
from tongxin.web.commands.console import installation
from tongxin.web.commands.failing import CommandFailed

HELP = "Write database, evidence and audit checkpoints into one tar file; the site may go on running"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("target", type=Path, help="file to write, such as tongxin.tar or tongxin.tar.gz")
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(options: argparse.Namespace) -> int:
    """Write the backup and say what it holds."""
    try:
        made = verbs.back_up(installation("backup"), options.target, folder=settings.TONGXIN_DATA)
    except verbs.Occupied as problem:
        raise CommandFailed(f"{problem} exists already; a backup never overwrites.", 2) from problem
    except OSError as problem:
        raise CommandFailed(f"{options.target}: {problem.strerror or problem}") from problem
    if options.json:
        print(json.dumps(asdict(made)))
    else:
        print(
            f"{options.target}: {made.files} files, {made.size} bytes, "
            f"audit entry {made.seq}, head {made.digest}"
        )
        print(
            "It holds personal data and the key that signs checkpoints: keep it where only you can read it."
        )
    return 0
