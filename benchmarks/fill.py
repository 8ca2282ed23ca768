"""Fills the database that the environment names; arguments: members, proposals, attendances."""

import sys

from benchmarks import load

if __name__ == "__main__":
    members, proposals, attendances = (int(argument) for argument in sys.argv[1:4])
    load.fill(members=members, proposals=proposals, attendances=attendances)
