"""Does the worker bring the index up to date, alone, and come through a fault?"""

import os
import signal
from collections.abc import Callable
from io import StringIO
from threading import Event

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import OperationalError, transaction
from django.utils import timezone

from casefiles.models import Report
from casustafel.management.commands import worker
from search import locks
from search.models import IndexState
from search.outbox import changed
from search.status import status
from tests.factories.cases import a_case, a_report

pytestmark = pytest.mark.django_db
Index = Callable[[], int]


def test_once_does_what_is_waiting_and_stops(index: Index) -> None:
    with transaction.atomic():
        changed("case", a_case().case.key)
    call_command("worker", "--once", stdout=StringIO())
    assert (status()["documents"], status()["backlog"]) == (1, 0)


def test_once_makes_an_index_of_another_recipe_anew(index: Index) -> None:
    with transaction.atomic():
        changed("case", a_case().case.key)
    index()
    IndexState.objects.update(recipe="of old")
    assert status()["rebuild"]
    call_command("worker", "--once", stdout=StringIO())
    assert (status()["documents"] > 0, status()["rebuild"]) == (True, False)


def test_once_tells_of_new_reports(index: Index) -> None:
    world = a_case()
    report = a_report(world, channel="call", shared_days_ago=0)
    Report.objects.filter(pk=report.pk).update(tell_at=timezone.now())
    call_command("worker", "--once", stdout=StringIO())
    others = [world.people[name].email for name in ("process_direction", "case_direction")]
    assert sorted(one.to[0] for one in mail.outbox) == sorted(others)


def test_a_second_worker_is_refused_in_one_line(index: Index) -> None:
    with locks.held(worker.WORKER), pytest.raises(CommandError):
        call_command("worker")


def test_a_fault_is_tried_again(index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    stop, rounds = Event(), iter(["fault", "well"])

    def drain() -> int:
        if next(rounds) == "fault":
            raise OperationalError("the database is locked")
        stop.set()
        return 0

    monkeypatch.setattr(worker, "drain", drain)
    monkeypatch.setattr(worker, "PAUSE_AFTER_FAULT", 0)
    monkeypatch.setattr(worker, "close_old_connections", lambda: None)
    worker.run(stop)
    assert list(rounds) == []


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_it_at_once_and_well(number: int) -> None:
    before = {one: signal.getsignal(one) for one in (signal.SIGINT, signal.SIGTERM)}
    try:
        worker.exit_on_signal()
        with pytest.raises(SystemExit) as ended:
            os.kill(os.getpid(), number)
        assert ended.value.code == 0
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)


def test_a_worker_that_is_asked_to_stop_does_no_further_round(index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    stop = Event()
    stop.set()
    monkeypatch.setattr(worker, "drain", lambda: pytest.fail("a round was done"))
    worker.run(stop)
    assert not locks.is_held(worker.WORKER)
