"""A committee with a member, an enterprise and two who are signed in, for the tests of pages."""

import pytest
from tests.store.ledger_rows import Rows
from tests.web.ledger_pages import sign_in


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.TONGXIN_EVIDENCE = tmp_path / "evidence"


@pytest.fixture
def rows():
    return Rows("web")


@pytest.fixture
def me(rows):
    return rows.person("演示委员", "cpc", "economy")


@pytest.fixture
def firm(rows):
    return rows.organisation("enterprise", "enterprise", "演示科技公司")


@pytest.fixture
def clerk(rows):
    return sign_in(rows, "clerk")


@pytest.fixture
def member(rows, me):
    return sign_in(rows, "member", me)
