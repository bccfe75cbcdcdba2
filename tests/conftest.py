"""What may every test count on? A migrated database, a data folder of its own, a verdict when a server is missing."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.db import connection
from django.test import TransactionTestCase
from hypothesis import HealthCheck, settings
from pytest_django.plugin import DjangoDbBlocker

from tests.servers.missing import IN_CI, missing
from tests.servers.template_database import template_for

pytest_plugins = ["tests.servers.browser", "tests.servers.elasticsearch"]

# A shared machine is slow by surprise: no deadline, and slow drawing is not a fault of the property.
_patient = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}
settings.register_profile("default", max_examples=25, **_patient)
settings.register_profile("ci", max_examples=100, derandomize=True, print_blob=True, **_patient)
settings.register_profile("thorough", max_examples=1000, **_patient)
# For `make worlds`: see tests/search/test_non_interference.py.
settings.register_profile("worlds", max_examples=2_500, print_blob=True, **_patient)
settings.load_profile("ci" if IN_CI else "default")


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """A copy of the template; a test that really commits gets a new copy laid over what it left."""
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        template = template_for(connection)
        template.prepare()
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda _case: template.restore())
        yield
        connection.close()


def pytest_runtest_setup(item: pytest.Item) -> None:
    """A test for PostgreSQL means nothing on SQLite, where the ordinary run keeps its data."""
    if item.get_closest_marker("postgres") and "sqlite" in django_settings.DATABASES["default"]["ENGINE"]:
        missing("needs PostgreSQL: python -m tests.servers.postgres pytest -m 'postgres or both_databases'")


def pytest_unconfigure() -> None:
    """The data folder that the settings made for this process goes with it."""
    folder = Path(django_settings.DATA_DIR)
    if folder.name == f"casustafel-test-{os.getpid()}":
        shutil.rmtree(folder, ignore_errors=True)
