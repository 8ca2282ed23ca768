"""``tongxin import``: judge a roster sheet, and apply it when asked to."""

import argparse
import json
from pathlib import Path

from django.utils import timezone

from tongxin.actions import imports as verbs
from tongxin.actions.accounts import actor_of
from tongxin.actions.acting import Actor, Invalid
from tongxin.engine.kernel.issues import Issue
from tongxin.store.queries import accounts
from tongxin.store.queries.imports import Imported
from tongxin.web import sheets, wording
from tongxin.web.commands.failing import CommandFailed

HELP = "Preview a roster sheet (.xlsx, .csv); with --apply, write its changes"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("file", type=Path, help="sheet to read")
    parser.add_argument("--user", required=True, help="account that imports; its rights apply")
    parser.add_argument("--apply", action="store_true", help="write the changes when no row has a problem")
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(options: argparse.Namespace) -> int:
    """Judge the sheet; exit 1 when a row has a problem."""
    user = accounts.user_named(options.user)
    if user is None:
        raise CommandFailed(f"No account is called {options.user}.", 2)
    try:
        content = options.file.read_bytes()
        lines = sheets.read(options.file.name, content)
    except OSError as error:
        raise CommandFailed(f"{options.file}: {error.strerror}", 2) from error
    except sheets.Unreadable as problem:
        raise CommandFailed(f"{options.file}: {wording.issue(problem.issue)}") from problem
    actor = actor_of(user, at=timezone.localtime())
    made = verbs.preview_roster(actor, verbs.Sheet(file_name=options.file.name, content=content, lines=lines))
    wrong = [row for row in made.preview["rows"] if row["issues"]]
    if options.apply and not wrong:
        made = _apply(actor, made.pk)
    if options.json:
        print(json.dumps({"import": made.pk, "state": made.state, "counts": made.counts, "problems": wrong}))
        return 1 if wrong else 0
    for row in wrong:
        for issue in row["issues"]:
            print(f"{options.file}:{row['line']}: {issue['place']}: {wording.issue(Issue(**issue))}")
    print(", ".join(f"{name} {count}" for name, count in made.counts.items()), f"— {made.state}")
    return 1 if wrong else 0


def _apply(actor: Actor, pk: int) -> Imported:
    try:
        made = verbs.confirm_import(actor, pk)
        while made.state == "running":
            made = verbs.apply_slice(actor, pk)
            print(f"{made.done}/{made.total}")
    except Invalid as problem:
        raise CommandFailed(" ".join(wording.issue(issue) for issue in problem.issues)) from problem
    return made
