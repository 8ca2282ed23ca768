"""``tongxin migrate``: bring the database up to date."""

import argparse
import sys

from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from tongxin.actions import search_rebuilding
from tongxin.web.commands import search

HELP = "Create the database or bring it up to date"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments: none."""
    del parser


def run(options: argparse.Namespace) -> int:
    """Bring the database up to date."""
    del options
    bring_up_to_date()
    return 0


def bring_up_to_date() -> None:
    """Apply the migrations that are missing; quick when there are none."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        print("Preparing the database …", file=sys.stderr, flush=True)
        call_command("migrate", verbosity=0, interactive=False)
        # A site that was set up before there was a search finds its older records too.
        search_rebuilding.rebuild(search.tell, missing=True)
