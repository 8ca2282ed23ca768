"""How many queries each page takes with the demonstration's records; a change shows in the budget file.

A first visit reads what the process keeps in memory afterwards (roster, book of figures); the next ones do
not. To write the file anew: ``WRITE_BUDGETS=1 python -m pytest tests/web/test_query_budgets.py -n 0``.
"""

import json
import os
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.web import visiting

from tongxin.engine.kernel.rights import widest
from tongxin.packs import registry
from tongxin.web.access import guard_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demonstration")]
MOST = 12
MOST_AT_FIRST = 26
FILE = Path(__file__).with_name("query_budgets.json")
BUDGETS = json.loads(FILE.read_text("utf-8"))
ROLES = registry.pack("longan").versions[-1].roles
WRITING = os.environ.get("WRITE_BUDGETS") == "1"


def reader(guard):
    """Return the role that sees most of a page."""
    found = [(scope, role.id) for role in ROLES if (scope := widest([role], guard.noun, guard.verb))]
    return max(found, key=lambda one: one[0])[1]


def measured():
    """Return (budget's name, pattern, role) of every page with a guard; the home of every role."""
    found = []
    for pattern in visiting.patterns():
        guard = guard_of(pattern.callback)
        if pattern.name == "home":
            found.extend((f"home as {role.id}", pattern, role.id) for role in ROLES)
        elif guard is not None:
            found.append((visiting.label(pattern), pattern, reader(guard)))
    return found


def taken(client, address):
    """Return the queries of a first and a second visit, or ``None`` where nothing is shown."""
    client.get("/me/")  # its session was noted as seen
    counts = {}
    for visit in ("first", "again"):
        with CaptureQueriesContext(connection) as captured:
            response = client.get(address)
        counts[visit] = len(captured)
    page = response.status_code == 200 and response["Content-Type"].startswith("text/html")
    return counts if page else None


@pytest.mark.parametrize(("name", "pattern", "role"), [pytest.param(*one, id=one[0]) for one in measured()])
def test_a_page_keeps_to_its_budget(name, pattern, role):
    counts = taken(visiting.signed_in(role), visiting.address(pattern))
    if WRITING:
        write(name, counts)
    elif counts is None:
        assert name not in BUDGETS
    else:
        assert name in BUDGETS, f"{name} takes {counts}; write it into query_budgets.json"
        assert {visit: count for visit, count in counts.items() if count > BUDGETS[name][visit]} == {}


def write(name, counts):
    BUDGETS.pop(name, None)
    if counts is not None:
        BUDGETS[name] = counts
    FILE.write_text(json.dumps(dict(sorted(BUDGETS.items())), indent=2) + "\n", "utf-8")


def test_no_budget_is_too_large_and_none_is_left_over():
    assert {name for name, budget in BUDGETS.items() if budget["again"] > MOST} == set()
    assert {name for name, budget in BUDGETS.items() if budget["first"] > MOST_AT_FIRST} == set()
    assert set(BUDGETS) <= {name for name, _, _ in measured()}
