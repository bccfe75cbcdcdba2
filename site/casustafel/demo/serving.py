"""How do web server and worker run together, and stop together? Forked from one process that has loaded Django once."""

import os
import signal
import socket
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from types import FrameType
from typing import Any

from django.core.wsgi import get_wsgi_application
from django.db import connections
from django.urls import get_resolver
from gunicorn.app.base import BaseApplication  # type: ignore[import-untyped]

from casustafel.management.commands.worker import run

# This machine only: the passphrase of every account is on the screen.
HOST = "127.0.0.1"
WEB_WORKERS = 2
SECONDS_TO_FINISH = 5


class PortTaken(Exception):
    """Nobody can listen there; the message is one clear line."""


def hold(port: int) -> socket.socket:
    """The port, ours before the work that takes long; not yet listening. Raises PortTaken."""
    held = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    # What a server before us left lingering is no reason to refuse; one that listens still is.
    held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        held.bind((HOST, port))
    except (OSError, OverflowError) as problem:
        held.close()
        reason = getattr(problem, "strerror", None) or "there is no such port"
        raise PortTaken(f"Cannot listen on port {port}: {reason}. Choose another one with PORT=.") from problem
    return held


def url_of(port: int) -> str:
    return f"http://{HOST}:{port}/"


def serve(held: socket.socket, *, ready: Callable[[], None]) -> None:
    """Serve until Ctrl-C or a polite kill; `ready` is called once when people can come in. Never returns."""
    connections.close_all()
    # gunicorn closes the descriptor itself.
    listening = held.detach()
    stop_worker = _start_worker(listening)
    try:
        _Server(listening, ready).run()
    finally:
        stop_worker()


class _Server(BaseApplication):  # type: ignore[misc]  # gunicorn has no types
    """gunicorn, told from here instead of from a file or the command line."""

    def __init__(self, listening: int, ready: Callable[[], None]) -> None:
        self._listening, self._ready = listening, ready
        super().__init__()

    def load_config(self) -> None:
        settings: dict[str, Any] = {
            "bind": f"fd://{self._listening}",
            "workers": WEB_WORKERS,
            "worker_class": "sync",
            "preload_app": True,
            "loglevel": "warning",
            "graceful_timeout": SECONDS_TO_FINISH,
            "control_socket_disable": True,
            "when_ready": self._when_ready,
        }
        for name, value in settings.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        """Once, before the fork: the first visitor should not wait until every view is imported, nor the second."""
        application = get_wsgi_application()
        get_resolver().url_patterns  # noqa: B018 - reading them is what imports the views
        return application

    def _when_ready(self, arbiter: Any) -> None:
        # gunicorn would reload and live on without the terminal that it was started in.
        def terminal_closed(number: int, frame: FrameType | None) -> None:
            arbiter.signal(signal.SIGTERM, frame)

        signal.signal(signal.SIGHUP, terminal_closed)
        self._ready()


def _start_worker(listening: int) -> Callable[[], None]:
    """The worker in a process of its own, and the way to stop it. It also stops when this process is gone."""
    read_end, write_end = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(write_end)
        os.close(listening)
        _be_worker(read_end)
    os.close(read_end)

    def stop() -> None:
        os.close(write_end)
        # gunicorn collects every child that ends, so it may be gone already.
        with suppress(ChildProcessError):
            os.waitpid(pid, 0)

    return stop


def _be_worker(parent: int) -> None:
    """Never returns into what the parent was doing. Ctrl-C reaches every process; this one ends after its parent."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    stop = threading.Event()
    threading.Thread(target=_end_with, args=(parent, stop), daemon=True).start()
    try:
        run(stop)
    finally:
        os._exit(0)


def _end_with(parent: int, stop: threading.Event) -> None:
    """Nothing is ever written: reading ends when the last process that could write is gone."""
    os.read(parent, 1)
    stop.set()
    time.sleep(SECONDS_TO_FINISH)
    # Still waiting for another worker, or in a batch that takes long: what is not settled stays in the outbox.
    os._exit(0)
