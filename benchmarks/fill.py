"""Fills the database that the environment names; arguments: members, proposals, attendances."""

import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tongxin.config.settings")
django.setup()

from benchmarks import load  # noqa: E402 — the tables need Django to be set up.

if __name__ == "__main__":
    members, proposals, attendances = (int(argument) for argument in sys.argv[1:4])
    load.fill(members=members, proposals=proposals, attendances=attendances)
