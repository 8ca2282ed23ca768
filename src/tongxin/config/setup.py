"""Starts Django, then hands the arguments to the command they name."""

import django

django.setup()

from tongxin.web import commands  # noqa: E402 — the tables need Django to be set up.


def run(arguments: list[str]) -> int:
    """Run the command that the arguments name and return its exit status."""
    return commands.run(arguments)
