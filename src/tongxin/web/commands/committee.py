"""``tongxin committee``: set a committee up, and list those there are."""

import argparse
import json

from tongxin.actions.acting import Invalid
from tongxin.actions.committees import NewCommittee, set_up_committee
from tongxin.packs import registry
from tongxin.store.queries.committees import committees_by_code
from tongxin.web import wording
from tongxin.web.commands import asking, migrate
from tongxin.web.commands.console import installation
from tongxin.web.commands.failing import CommandFailed

HELP = "Set up a committee with a pack and its present term; list committees"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parts = parser.add_subparsers(dest="part", required=True, metavar="create|list")
    create = parts.add_parser("create", help="set up a committee; creates the database if need be")
    create.add_argument("code", help="short name for commands, such as longan")
    create.add_argument("--name", required=True, help="full name")
    create.add_argument("--short-name", default="", help="what pages call it")
    create.add_argument("--pack", required=True, help=f"one of: {', '.join(registry.shipped())}")
    create.add_argument("--term", type=int, required=True, help="number of the present term (届)")
    create.add_argument("--since", required=True, metavar="DAY", help="first day of that term")
    create.add_argument("--places", type=int, default=0, help="seats of the term")
    parts.add_parser("list", help="list the committees")
    for part in parts.choices.values():
        part.add_argument("--json", action="store_true", help="print JSON")


def run(options: argparse.Namespace) -> int:
    """Do what was asked for."""
    if options.part == "create":
        return _create(options)
    rows = [
        {"code": code, "name": row.name, "pack": row.pack, "places": row.places}
        for code, row in committees_by_code().items()
    ]
    if options.json:
        print(json.dumps(rows, ensure_ascii=False, indent=2))
    for row in () if options.json else rows:
        print(f"{row['code']:<12}{row['pack']:<12}{row['name']}")
    return 0


def _create(options: argparse.Namespace) -> int:
    migrate.bring_up_to_date()
    new = NewCommittee(
        code=options.code,
        name=options.name,
        short_name=options.short_name,
        pack=options.pack,
        term=options.term,
        since=asking.day("--since", options.since),
        places=options.places,
    )
    try:
        made = set_up_committee(installation("committee"), new)
    except Invalid as problem:
        raise CommandFailed(" ".join(wording.issue(issue) for issue in problem.issues)) from problem
    if options.json:
        print(json.dumps({"code": made.code, "name": made.name, "pack": made.pack}, ensure_ascii=False))
    else:
        print(f"{made.name} is set up. Make its first accounts:")
        roles = ", ".join(role.id for role in registry.pack(made.pack).versions[-1].roles)
        print(f"  tongxin account create NAME --role ROLE   (roles: {roles})")
    return 0
