"""`worker`: what happens beside the web server, one process at a time: the search index, notices, mail."""

import logging
import signal
from collections.abc import Callable
from threading import Event
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import close_old_connections
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.actions.send_notices import send_notices
from casefiles.actions.access_pack import destroy_packs
from casefiles.actions.destroy import carry_out
from casefiles.actions.destruction import retention_day
from casefiles.actions.fall_back import fallback_day
from casefiles.actions.occurrence import answer_questions
from casefiles.actions.tell_of_reports import tell_of_reports
from documents.actions.covenant_day import covenant_day
from search import locks
from search.actions.alert import send_alerts
from search.actions.forget import forget_stale
from search.indexer import drain
from search.rebuild import renew
from search.reconcile import nightly

log = logging.getLogger(__name__)

WORKER = "worker"
# Seconds between two looks at the outbox: what was written is found that soon.
PAUSE = 0.5
PAUSE_AFTER_FAULT = 5.0


class Command(BaseCommand):
    help = "Keep the search index up to date, make the notices of the day and of new reports, send mail, until stopped."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="do what is waiting now, and stop")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["once"]:
            handled = {job: job() for job in _jobs()}[drain]
            text = ngettext("%(number)s change indexed.", "%(number)s changes indexed.", handled)
            self.stdout.write(text % {"number": handled})
            return
        if locks.is_held(WORKER):
            raise CommandError(_("A worker is already running on this machine."))
        exit_on_signal()
        run(Event())


def exit_on_signal() -> None:
    """Ctrl-C and a polite kill end it at once, also while it waits for the lock: the outbox stands any kill.

    Not by setting an event: its lock may be held by the very code that the signal interrupts.
    """

    def leave(number: int, frame: FrameType | None) -> None:
        raise SystemExit(0)

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, leave)


def run(stop: Event) -> None:
    """Drain the outbox again and again until `stop` is set, under one lock: a second worker waits for the first."""
    with locks.held(WORKER):
        while not stop.is_set():
            stop.wait(_pause_after_a_round())


def _pause_after_a_round() -> float:
    """One round. A fault is logged and tried again: what was not settled is still waiting in its outbox."""
    pauses = [_done(job) for job in _jobs()]
    close_old_connections()
    return max(pauses)


def _jobs() -> tuple[Callable[[], int], ...]:
    """In this order: what must be gone goes before it could be indexed or told of."""
    return (
        carry_out,
        destroy_packs,
        renew,
        drain,
        nightly,
        covenant_day,
        retention_day,
        fallback_day,
        tell_of_reports,
        answer_questions,
        forget_stale,
        send_alerts,
        send_notices,
    )


def _done(job: Callable[[], int]) -> float:
    """How long to rest after this job; a fault of one does not keep the others from their work."""
    try:
        job()
    except Exception:
        log.exception("a job of the worker failed; trying again")
        return PAUSE_AFTER_FAULT
    return PAUSE
