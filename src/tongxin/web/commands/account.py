"""``tongxin account``: make the first accounts, and help somebody who cannot get in."""

import argparse
import json
from collections.abc import Callable
from typing import Any

from tongxin.actions import accounts as verbs
from tongxin.actions.acting import Invalid
from tongxin.store.queries import accounts as queries
from tongxin.web import wording
from tongxin.web.commands.console import installation, the_committee
from tongxin.web.commands.failing import CommandFailed

HELP = "Create and list accounts, reset passwords, unlock"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parts = parser.add_subparsers(dest="part", required=True, metavar="create|reset|unlock|list")
    create = parts.add_parser("create", help="make an account and print its first password")
    create.add_argument("username")
    create.add_argument("--name", default="", help="name that pages show")
    create.add_argument("--role", action="append", required=True, help="code of a role; may be repeated")
    create.add_argument("--organisation", type=int, help="id of the body that the roles are for")
    for name, words in (
        ("reset", "print a new first password; ends the account's sessions and its lock"),
        ("unlock", "let a locked account sign in again"),
    ):
        parts.add_parser(name, help=words).add_argument("username")
    parts.add_parser("list", help="list the accounts")
    for part in parts.choices.values():
        part.add_argument("--committee", default="", help="code of the committee, if there are several")
        part.add_argument("--json", action="store_true", help="print JSON")


def run(options: argparse.Namespace) -> int:
    """Do what was asked for."""
    try:
        _PARTS[options.part](options)
    except Invalid as problem:
        raise CommandFailed(" ".join(wording.issue(issue) for issue in problem.issues)) from problem
    return 0


def _create(options: argparse.Namespace) -> None:
    grants = tuple(verbs.Grant(role=role, organisation=options.organisation) for role in options.role)
    new = verbs.NewAccount(username=options.username, display_name=options.name, grants=grants)
    _, given = verbs.create_account(installation("account", the_committee(options.committee)), new)
    _tell(options, {"username": options.username, "password": given})


def _reset(options: argparse.Namespace) -> None:
    actor = installation("account", the_committee(options.committee))
    _tell(
        options,
        {"username": options.username, "password": verbs.reset_password(actor, _named(options.username))},
    )


def _unlock(options: argparse.Namespace) -> None:
    actor = installation("account", the_committee(options.committee))
    verbs.unlock_account(actor, _named(options.username))
    _tell(options, {"username": options.username, "unlocked": True})


def _list(options: argparse.Namespace) -> None:
    actor = installation("account", the_committee(options.committee))
    rows: list[dict[str, Any]] = [
        {
            "username": user.username,
            "name": user.display_name,
            "roles": [grant.role for grant in user.grants.all() if grant.span.covers(actor.at.date())],
            "active": user.is_active,
            "locked": user.locked_until is not None and user.locked_until > actor.at,
            "first_password": user.must_change_password,
        }
        for user in queries.accounts_of(actor.committee, queries.AccountFilter(), actor.at)
    ]
    if options.json:
        print(json.dumps(rows, ensure_ascii=False))
        return
    for row in rows:
        marks = [mark for mark in ("locked", "first_password") if row[mark]]
        closed = [] if row["active"] else ["closed"]
        print(row["username"], row["name"], ",".join(row["roles"]), *marks, *closed, sep="\t")


def _named(username: str) -> int:
    found = queries.user_named(username)
    if found is None:
        raise CommandFailed(f"No account is called {username}.", 2)
    return int(found.pk)


def _tell(options: argparse.Namespace, facts: dict[str, object]) -> None:
    if options.json:
        print(json.dumps(facts, ensure_ascii=False))
        return
    for name, value in facts.items():
        print(f"{name}: {value}")


_PARTS: dict[str, Callable[[argparse.Namespace], None]] = {
    "create": _create,
    "reset": _reset,
    "unlock": _unlock,
    "list": _list,
}
