"""Does every test begin with the same migrated database, whatever the one before it committed?"""

import threading

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection

from audit.models import AccessLogEntry, Event


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", ["first", "second"])
def test_what_a_test_commits_is_gone_for_the_next_even_where_nothing_may_be_deleted(turn: str) -> None:
    assert not AccessLogEntry.objects.filter(request_id="left behind").exists()
    AccessLogEntry.objects.create(event=Event.READ, action="R", request_id="left behind")


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
def test_another_thread_reads_what_a_test_committed() -> None:
    AccessLogEntry.objects.create(event=Event.READ, action="R", request_id="two threads")
    seen: list[bool] = []

    def look() -> None:
        seen.append(AccessLogEntry.objects.filter(request_id="two threads").exists())
        connection.close()

    other = threading.Thread(target=look)
    other.start()
    other.join()
    assert seen == [True]


@pytest.mark.both_databases
@pytest.mark.django_db
def test_the_rows_that_migrations_made_are_there() -> None:
    assert ContentType.objects.filter(app_label="audit").exists()


@pytest.mark.postgres
@pytest.mark.django_db
def test_the_second_run_is_on_postgresql() -> None:
    assert connection.vendor == "postgresql"
