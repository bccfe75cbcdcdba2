"""A real Elasticsearch for the tests: its own libraries, from the package registry of Java, in processes of our own."""

import fcntl
import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import IO

import pytest

from tests.servers.missing import missing

URL = "CASUSTAFEL_TEST_ELASTICSEARCH_URL"
PATIENCE = 120  # seconds
HOUSE = Path(__file__).resolve().parents[1] / "elasticsearch"
HOME = HOUSE / "target"
READY = HOME / "ready"
# What the distribution says of this module; the libraries leave it out.
DESCRIPTOR = """\
name=transport-netty4
description=HTTP and transport
version={version}
elasticsearch.version={version}
java.version=17
classname=org.elasticsearch.transport.netty4.Netty4Plugin
"""
# Small and quick to start; nothing here has to live long.
JAVA = ("-Xms128m", "-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData")
MODULES = ("--module-path", str(HOME / "lib"), "--add-modules", "org.elasticsearch.server,jdk.net")


def find_maven() -> str | None:
    return shutil.which("mvn")


def find_java() -> str | None:
    """A whole JDK: it runs our one file of Java as it is."""
    return shutil.which("javac") and shutil.which("java")


class Node:
    """One node. It ends when nobody has `line` open for writing any more, however its owners end."""

    def __init__(
        self,
        folder: Path,
        line: Path,
        *,
        name: str,
        port: int,
        transport: int,
        java: Sequence[str] = JAVA,
        **settings: str,
    ) -> None:
        self.url = f"http://127.0.0.1:{port}"
        for inside in ("data", "logs"):
            (folder / inside).mkdir(parents=True, exist_ok=True)
        given = {
            "node.name": name,
            "network.host": "127.0.0.1",
            "http.port": str(port),
            "transport.port": str(transport),
            "path.data": str(folder / "data"),
            "path.logs": str(folder / "logs"),
            "cluster.routing.allocation.disk.threshold_enabled": "false",
        }
        options = [f"{key}={value}" for key, value in (given | settings).items()]
        command = ["java", *java, *MODULES, str(HOUSE / "Node.java"), str(HOME), *options]
        with (folder / "output").open("wb") as output, line.open("rb") as held:
            self.process = subprocess.Popen(command, stdin=held, stdout=output, stderr=output)

    def kill(self) -> None:
        """As a machine that loses its power."""
        self.process.kill()
        self.process.wait(PATIENCE)

    @contextmanager
    def frozen(self) -> Iterator[None]:
        """It takes connections, because the kernel does that, and says nothing."""
        self.process.send_signal(signal.SIGSTOP)
        try:
            yield
        finally:
            self.process.send_signal(signal.SIGCONT)


@pytest.fixture(scope="session")
def elasticsearch_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """One node for the whole run: the first process that needs it starts it, the last one that leaves ends it."""
    if URL in os.environ:
        yield os.environ[URL]
        return
    folder = _shared(tmp_path_factory) / "elasticsearch"
    folder.mkdir(exist_ok=True)
    with _alone(folder), line_of_life(folder) as line:
        if not (folder / "url").exists():
            lay_out()
            (port, transport) = free_ports(2)
            node = Node(folder, line, name="one", port=port, transport=transport, **{"discovery.type": "single-node"})
            wait_for(node, "wait_for_nodes=1")
            (folder / "url").write_text(node.url)
        held = line.open("r+b", buffering=0)
    with held:
        yield (folder / "url").read_text()


@pytest.fixture(scope="module")
def three_nodes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Node]]:
    """A cluster of its own, because its tests break it."""
    folder = tmp_path_factory.mktemp("three")
    with _alone(_shared(tmp_path_factory)):
        lay_out()
    ports = free_ports(6)
    names, seeds = ("one", "two", "three"), [f"127.0.0.1:{port}" for port in ports[3:]]
    cluster = {
        "cluster.name": f"three-{ports[0]}",
        "discovery.seed_hosts": ",".join(seeds),
        "cluster.initial_master_nodes": ",".join(names),
        # A node that is lost is known to be so within seconds.
        "cluster.fault_detection.follower_check.timeout": "2s",
        "cluster.fault_detection.leader_check.timeout": "2s",
    }
    with line_of_life(folder) as line:
        nodes = [
            Node(folder / name, line, name=name, port=http, transport=transport, **cluster)
            for name, http, transport in zip(names, ports[:3], ports[3:], strict=True)
        ]
        wait_for(nodes[0], "wait_for_nodes=3")
        yield nodes
    for node in nodes:
        node.kill()


def lay_out() -> None:
    """The libraries as a home of Elasticsearch, once for every change of the list."""
    asked = (HOUSE / "pom.xml").read_text()
    if READY.exists() and READY.read_text() == asked:
        return
    maven = find_maven()
    if maven is None or find_java() is None:
        missing("no Maven and JDK 17 on this machine (`make test` installs them)")
    shutil.rmtree(HOME, ignore_errors=True)
    done = subprocess.run([maven, "-q", "-B", "-f", HOUSE, "package"], capture_output=True, text=True)
    if done.returncode:
        missing(f"Maven could not bring Elasticsearch: {done.stdout[-500:]}")
    (HOME / "modules/transport-netty4/plugin-descriptor.properties").write_text(DESCRIPTOR.format(version=version()))
    (HOME / "config").mkdir()
    READY.write_text(asked)


def version() -> str:
    """Of the Elasticsearch whose libraries these are."""
    return (HOUSE / "pom.xml").read_text().partition("<elasticsearch.version>")[2].partition("<")[0]


def dutch(lines: str) -> str:
    """What its analyser `dutch` makes of each line: the terms, with tabs between them."""
    command = ["java", "-XX:TieredStopAtLevel=1", "--class-path", f"{HOME}/lib/*", str(HOUSE / "Dutch.java")]
    return subprocess.run(command, input=lines, capture_output=True, text=True, encoding="utf-8", check=True).stdout


def _shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the run, of all its processes together."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@contextmanager
def line_of_life(folder: Path) -> Iterator[Path]:
    """A pipe with a name. Open for writing here, so that who opens it for reading need not wait."""
    line = folder / "line"
    if not line.exists():
        os.mkfifo(line)
    with _held(line):
        yield line


def _held(line: Path) -> closing[IO[bytes]]:
    return closing(line.open("r+b", buffering=0))


def free_ports(count: int) -> list[int]:
    """All asked at once, so that none is given twice."""
    probes = [socket.socket() for _ in range(count)]
    for probe in probes:
        probe.bind(("127.0.0.1", 0))
    ports = [probe.getsockname()[1] for probe in probes]
    for probe in probes:
        probe.close()
    return ports


def wait_for(node: Node, health: str) -> None:
    """Until the cluster, as this node sees it, is as healthy as that."""
    until = time.monotonic() + PATIENCE
    while not _is(node, health):
        assert time.monotonic() < until, "Elasticsearch is not well: see its output in the folder of the tests"
        time.sleep(0.2)


def _is(node: Node, health: str) -> bool:
    asking = HTTPConnection(node.url.removeprefix("http://"), timeout=10)
    try:
        asking.request("GET", f"/_cluster/health?timeout=5s&{health}")
        return asking.getresponse().status == HTTPStatus.OK
    except (OSError, HTTPException):
        return False
    finally:
        asking.close()
