"""What every test run has: its own data folder, one database address, one Hypothesis profile.

Django reads its settings here, after the data folder is in the environment. That is why
``pyproject.toml`` does not name the settings for pytest-django: the plug-in would read them
before this file is loaded.
"""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from unittest import mock

import django
import hypothesis
import pytest
from django.db import connection, transaction
from pytest_django import DjangoDbBlocker

from tongxin.store import guards

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
PASSED_ON = frozenset({"TONGXIN_DATABASE_URL", "TONGXIN_REQUIRE_BROWSER"})
DATA = Path(tempfile.mkdtemp(prefix="tongxin-test-"))  # one for each process of the run

for name in [name for name in os.environ if name.startswith("TONGXIN_") and name not in PASSED_ON]:
    del os.environ[name]  # a developer's own settings must not change a result
(DATA / "static").mkdir()  # the middleware for static files warns where there is none
os.environ["TONGXIN_DATA"] = str(DATA)
os.environ["TONGXIN_STATIC_FROM_SOURCE"] = "1"  # no collecting of static files before a run

hypothesis.settings.register_profile("default", deadline=None)
hypothesis.settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") else "default")


# Here and not in a hook, as the conftest.py of a folder below may import tables. The variable is taken
# back so that each worker does this itself.
with mock.patch.dict(os.environ, {"DJANGO_SETTINGS_MODULE": "tongxin.config.settings"}):
    django.setup()


def pytest_unconfigure(config: pytest.Config) -> None:
    """Remove the data folder of this process."""
    shutil.rmtree(DATA, ignore_errors=True)


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a browser test where there is no browser, or fail it where one is required."""
    if CHROMIUM or not item.get_closest_marker("browser"):
        return
    if os.environ.get("TONGXIN_REQUIRE_BROWSER") == "1":
        pytest.fail("Chromium is required but missing: apt install chromium fonts-noto-cjk", pytrace=False)
    pytest.skip("Chromium is missing: apt install chromium fonts-noto-cjk")


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of the system's Chromium, for Playwright's ``executable_path``."""
    assert CHROMIUM, "mark the test with @pytest.mark.browser"
    return CHROMIUM


@pytest.fixture(scope="session", autouse=True)
def _flush_past_the_guards() -> Iterator[None]:
    """Let a test with real transactions empty the tables after itself, which the guards forbid.

    Only pytest-django's own emptying gets past them; inside the test they stand.
    """

    def unguarded(statements: list[str]) -> None:
        drop, create = guards.drop(connection.vendor), guards.create(connection.vendor)
        with transaction.atomic(), connection.cursor() as cursor:
            for statement in (*drop, *statements, *create):
                cursor.execute(statement)

    with mock.patch.object(connection.ops, "execute_sql_flush", unguarded):
        yield


@pytest.fixture(scope="module")
def demonstration(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The demonstration's records, for all tests of a module; each test's own changes are undone after it."""
    from tongxin.actions.demonstration.loading import load_demonstration  # noqa: PLC0415 — needs Django set up.
    from tongxin.web.commands.demo import SETUP  # noqa: PLC0415 — the same.

    with django_db_blocker.unblock(), transaction.atomic():
        load_demonstration(SETUP, pack="longan", progress=lambda _: None)
        # PostgreSQL keeps a check for every row until the end. Made once here, they are not made anew, and
        # undone again, after each test.
        connection.check_constraints()
        yield
        transaction.set_rollback(True)


def pytest_report_header(config: pytest.Config) -> str:
    """Say at the top of a run which database it uses."""
    address = os.environ.get("TONGXIN_DATABASE_URL", "")
    return f"database: {'PostgreSQL' if address.startswith('postgres') else 'SQLite'}"
