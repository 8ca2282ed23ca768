"""A committee, somebody who visits, an enterprise and the clerk, for the tests of verbs."""

import pytest
from tests.actions.recording import actor
from tests.store.ledger_rows import Rows


@pytest.fixture
def rows():
    return Rows()


@pytest.fixture
def visitor(rows):
    return rows.person("演示走访人", "cpc", "economy")


@pytest.fixture
def enterprise(rows):
    return rows.organisation("enterprise", "enterprise", "演示科技公司")


@pytest.fixture
def clerk(rows):
    return actor(rows, "clerk", name="clerk")
