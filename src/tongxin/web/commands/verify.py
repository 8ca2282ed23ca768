"""``tongxin verify``: prove that the audit log is whole."""

import argparse
import json
import sys
from dataclasses import asdict

from django.conf import settings

from tongxin.actions.verification import verify

HELP = "Prove that the audit log is whole; exit 1 names the first entry that is not"
REASONS = {
    "chain": "entry {bad} was changed, removed or moved",
    "cut": "entry {bad} and later ones are gone: a signed checkpoint knows them",
    "rewritten": "entry {bad} differs from its signed checkpoint: the log was written anew",
    "checkpoint": "line {bad} of audit/checkpoints.jsonl was not signed by this site",
}


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(options: argparse.Namespace) -> int:
    """Verify and say what was found."""
    found = verify(settings.TONGXIN_DATA)
    if options.json:
        print(json.dumps(asdict(found)))
    else:
        print(f"{found.checked} entries checked, head {found.head}, {found.checkpoints} checkpoints")
    if found.bad is None:
        return 0
    print(REASONS[found.reason].format(bad=found.bad), file=sys.stderr)
    return 1
