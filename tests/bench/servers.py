"""Which servers does the bench start, and what stands in the paper where one cannot?"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.servers import postgres
from tests.servers.elasticsearch import Node, free_ports, lay_out, line_of_life, wait_for

# As a house would run it: memory to work in, and time to compile.
JAVA = ("-Xms2g", "-Xmx2g")


class NotHere(Exception):
    """This server cannot run on this machine; the message says why."""


@contextmanager
def elasticsearch(folder: Path) -> Iterator[str]:
    """The address of one node of our own, that ends with this process."""
    try:
        lay_out()
    except (pytest.skip.Exception, pytest.fail.Exception) as missing:
        raise NotHere(str(missing)) from missing
    folder.mkdir()
    port, transport = free_ports(2)
    with line_of_life(folder) as line:
        alone = {"discovery.type": "single-node"}
        node = Node(folder, line, name="one", port=port, transport=transport, java=JAVA, **alone)
        try:
            wait_for(node, "wait_for_nodes=1")
            yield node.url
        finally:
            node.kill()


@contextmanager
def postgresql() -> Iterator[str]:
    programs = postgres.find_postgres()
    if programs is None:
        raise NotHere("no PostgreSQL on this machine")
    with postgres.running(programs) as url:
        yield url
