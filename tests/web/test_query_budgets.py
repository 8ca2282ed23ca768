"""How many queries each page takes with the demonstration's records; a change shows in the budget file."""

import json
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
BUDGETS = json.loads(Path(__file__).with_name("query_budgets.json").read_text("utf-8"))
ROLES = registry.pack("longan").versions[-1].roles


def readers(guard):
    """Return the roles that may open a page, those who see most first; all for the page home."""
    found = [(scope, role.id) for role in ROLES if (scope := widest([role], guard.noun, guard.verb))]
    return [role for _, role in sorted(found, key=lambda one: -one[0])]


def measured():
    """Return (budget's name, pattern, role) of every page with a guard."""
    for pattern in visiting.patterns():
        guard = guard_of(pattern.callback)
        if guard is None:
            continue
        if pattern.name == "home":
            for role in readers(guard):
                yield f"home as {role}", pattern, role
        else:
            yield visiting.label(pattern), pattern, readers(guard)[0]


def queries(client, address):
    """Return the queries of a page whose visitor was just here, or ``None`` where nothing is shown."""
    client.get("/me/")
    with CaptureQueriesContext(connection) as captured:
        response = client.get(address)
    return len(captured) if response.status_code == 200 else None


@pytest.mark.parametrize(("name", "pattern", "role"), [pytest.param(*one, id=one[0]) for one in measured()])
def test_a_page_keeps_to_its_budget(name, pattern, role):
    taken = queries(visiting.signed_in(role), visiting.address(pattern))
    if taken is None:
        assert name not in BUDGETS
        return
    assert name in BUDGETS, f"{name} takes {taken} queries; write it into query_budgets.json"
    assert taken <= BUDGETS[name], f"{name} takes {taken} queries"


def test_no_budget_is_larger_than_twelve_and_none_is_left_over():
    assert {name: budget for name, budget in BUDGETS.items() if budget > MOST} == {}
    assert set(BUDGETS) <= {name for name, _, _ in measured()}
