"""``tongxin search``: make the search anew from the records."""

import argparse
import sys

from tongxin.actions import search_rebuilding

HELP = "Make anew what the search and `tongxin similar` find, from the records"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    acts = parser.add_subparsers(dest="act", required=True, metavar="ACT")
    acts.add_parser("rebuild", help="make it anew for every committee; the site may go on meanwhile")


def run(options: argparse.Namespace) -> int:
    """Make it anew and say how many texts can be found."""
    del options
    print(f"{search_rebuilding.rebuild(tell)} texts can be found")
    return 0


def tell(committee: str, count: int) -> None:
    """Say on stderr how far it is."""
    print(f"  {committee}: {count} texts …", file=sys.stderr, flush=True)
