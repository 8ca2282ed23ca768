"""``tongxin verify``: prove that nothing was changed or dropped, in the log, the ledger and the files."""

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path

from django.conf import settings

from tongxin.actions import backup
from tongxin.actions.verification import Verification, verify
from tongxin.web.commands.failing import CommandFailed

HELP = "Prove that the audit log and the ledger are whole; exit 1 names the first entry that is not"
REASONS = {
    "chain": "entry {bad} was changed, removed or moved",
    "cut": "entry {bad} and later ones are gone: a checkpoint outside the table knows them",
    "rewritten": "entry {bad} differs from its checkpoint: the log was written anew",
    "checkpoint": "line {bad} of audit/checkpoints.jsonl was not signed by this site",
    "unsigned": "there is no signed checkpoint: audit/checkpoints.jsonl is missing or empty",
    "changed": "record {record} of the ledger is not what entry {bad} put on record",
    "gone": "record {record} of the ledger is gone; entry {bad} put it on record",
    "unsealed": "record {record} of the ledger was put there by no entry of the log",
    "evidence": "record {record} of the ledger has other evidence files than entry {bad} put on record",
    "file": "evidence file {file} is missing or was altered",
}


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument(
        "--data", type=Path, metavar="BACKUP", help="a backup (.tar, or the folder it was unpacked to)"
    )


def run(options: argparse.Namespace) -> int:
    """Verify and say what was found."""
    found = _verify(options.data)
    if options.json:
        print(json.dumps({**asdict(found), "holds": found.holds}))
    return tell(found, quiet=options.json)


def tell(found: Verification, *, quiet: bool = False) -> int:
    """Say what a verification found and return the exit status.

    Args:
        found: the finding.
        quiet: whether only what is wrong is said.
    """
    if not quiet:
        print(
            f"{found.checked} entries checked, head {found.head}, {found.checkpoints} checkpoints, "
            f"{found.records} ledger records, {found.files} evidence files"
        )
    if found.holds:
        return 0
    words = REASONS[found.reason].format(bad=found.bad, record=found.bad_record, file=found.bad_file)
    print(words, file=sys.stderr)
    return 1


def _verify(data: Path | None) -> Verification:
    if data is None:
        return verify(settings.TONGXIN_DATA)
    try:
        with backup.opened(data) as (folder, database):
            return verify(folder, database=database)
    except (OSError, ValueError) as problem:
        raise CommandFailed(f"{data}: {problem}", 2) from problem
