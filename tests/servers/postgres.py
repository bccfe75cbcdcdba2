"""Run a command beside a PostgreSQL server that lives only as long: `python -m tests.servers.postgres COMMAND…`."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg

from tests.servers.missing import IN_CI

URL = "CASUSTAFEL_TEST_POSTGRES_URL"
SYSTEM_USER = "postgres"
NAME = "casustafel"
PATIENCE = 30  # seconds
# Nothing here outlives the tests, so nothing has to survive a power cut.
FAST = ("fsync=off", "full_page_writes=off", "synchronous_commit=off")


def find_postgres() -> Path | None:
    """The folder with initdb and postgres: Debian's newest, or where the PATH says."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda found: float(found.parent.name))
    on_path = shutil.which("initdb")
    folders = [*reversed(debian), *([Path(on_path).parent] if on_path else [])]
    return next((folder for folder in folders if (folder / "initdb").exists()), None)


@contextlib.contextmanager
def running(programs: Path) -> Iterator[str]:
    """The URL of a server of our own, on a free port of the loopback address."""
    # PostgreSQL refuses to run as root; Debian's package makes the user that it wants instead.
    person = SYSTEM_USER if os.geteuid() == 0 else None
    with tempfile.TemporaryDirectory(prefix="casustafel-postgres-", ignore_cleanup_errors=True) as folder:
        if person:
            shutil.chown(folder, person)
        port = _free_port()
        server = _start(programs, Path(folder), port=port, person=person)
        url = f"postgresql://{NAME}@127.0.0.1:{port}/postgres"
        try:
            _wait_for(url, server)
            yield url
        finally:
            server.send_signal(signal.SIGINT)
            server.wait(PATIENCE)


def _start(programs: Path, folder: Path, *, port: int, person: str | None) -> subprocess.Popen[bytes]:
    data, log = folder / "data", folder / "log"
    options = [f"unix_socket_directories={folder}", f"port={port}", "listen_addresses=127.0.0.1", *FAST]
    settings = [f"--{option}" for option in options]
    choices = ["--username", NAME, "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"]
    initdb: list[str | Path] = [programs / "initdb", "-D", data, *choices]
    postgres: list[str | Path] = [programs / "postgres", "-D", data, *settings]
    subprocess.run(initdb, check=True, stdout=subprocess.DEVNULL, user=person, group=person, cwd=folder)
    with log.open("wb") as output:
        return subprocess.Popen(postgres, stdout=output, stderr=output, user=person, group=person, cwd=folder)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_for(url: str, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + PATIENCE
    while True:
        try:
            psycopg.connect(url, connect_timeout=2).close()
        except psycopg.OperationalError:
            if time.monotonic() > until or server.poll() is not None:
                raise
            time.sleep(0.1)
        else:
            return


def main(command: list[str]) -> int:
    """The command's own exit status; without a server 1 in CI, where nothing may be missing, and 0 elsewhere."""
    if URL in os.environ:
        return subprocess.run(command).returncode
    programs = find_postgres()
    if programs is None:
        sys.stderr.write("PostgreSQL is not on this machine: the tests that need it did not run\n")
        return int(IN_CI)
    # A stopped test run must not leave its server behind.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with running(programs) as url:
        return subprocess.run(command, env=os.environ | {URL: url}).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
