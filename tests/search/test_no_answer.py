"""Does search say so, and show nothing, when Elasticsearch is down, slow, half-open, broken or not to be trusted?

None of these needs a server: what stands in its place is there at once.
"""

import contextlib
import json
import logging
import shutil
import socket
import ssl
import subprocess
import threading
from collections.abc import Iterator
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.management import call_command
from pytest_django import Settings

from search import engines, state
from search.engines.base import FACETS, EngineUnavailable
from search.errors import SearchUnavailable
from search.indexer import drain
from search.query import Query
from search.service import search, suggest
from search.status import status
from tests.search.rooms import Room
from tests.servers.missing import missing

pytestmark = pytest.mark.django_db


@pytest.fixture
def down() -> str:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{probe.getsockname()[1]}"


@pytest.fixture
def half_open() -> Iterator[str]:
    """Takes connections and never says a word."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen(50)
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"


def answering(
    status_code: int, body: bytes, *, certificate: Path | None = None, key: str | None = None
) -> Iterator[str]:
    """A server that says the same to everything that comes with the right key."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"] or 0))
            self.send_response(status_code if self.headers["Authorization"] == key else HTTPStatus.UNAUTHORIZED)
            for name, value in (("X-Elastic-Product", "Elasticsearch"), ("Content-Type", "application/json")):
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_args: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        if certificate:
            tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
            tls.load_cert_chain(certificate)
            server.socket = tls.wrap_socket(server.socket, server_side=True)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"{'https' if certificate else 'http'}://127.0.0.1:{server.server_port}"
        server.shutdown()


COUNTED = {"doc_count": 1, "values": {"sum_other_doc_count": 0, "buckets": [{"key": "1", "doc_count": 1}]}}
WORDS = {"sum_other_doc_count": 0, "buckets": [{"key": "geheimpjes", "doc_count": 1}]}
# What a whole answer would look like to both questions, but for what is said of it.
ANSWER = {
    "hits": {"total": {"value": 1, "relation": "eq"}, "hits": [{"_id": "report:1", "sort": [0, 1]}]},
    "aggregations": dict.fromkeys(FACETS, COUNTED) | {"words": WORDS},
}


def an_answer(*, late: bool = False, failed: int = 0) -> bytes:
    shards = {"total": 2, "successful": 2 - failed, "failed": failed}
    return json.dumps(ANSWER | {"took": 1, "timed_out": late, "_shards": shards}).encode()


@pytest.fixture
def slow() -> Iterator[str]:
    """Gives what it had found when its time was over."""
    yield from answering(200, an_answer(late=True))


@pytest.fixture
def not_whole() -> Iterator[str]:
    yield from answering(200, an_answer(failed=1))


@pytest.fixture
def broken() -> Iterator[str]:
    yield from answering(500, b'{"error": {"type": "x", "reason": "geheimpje"}, "status": 500}')


@pytest.fixture(params=["down", "half_open", "slow", "not_whole", "broken"])
def no_answer(request: pytest.FixtureRequest, settings: Settings, reports: Room) -> None:
    """The engine of a house that has an index, as far as its database knows."""
    settings.ELASTICSEARCH_NODES = [request.getfixturevalue(request.param)]
    settings.ELASTICSEARCH_SECONDS = 0.2
    state.use("index", recipe=engines.recipe())


def test_an_answer_that_is_whole_is_an_answer(reports: Room, viewer: Any, settings: Settings) -> None:
    """Else the tests below would be green for another reason than theirs."""
    reports.put("1", title="geheimpje")
    state.use("index", recipe="today")
    for url in answering(200, an_answer()):
        settings.ELASTICSEARCH_NODES = [url]
        assert [hit.key for hit in search(viewer, Query("geheimpje")).hits] == ["1"]
        assert suggest(viewer, "geheim") == ("geheimpjes",)


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """Of this machine, signed by itself: certificate and key in one file."""
    file = tmp_path / "node.pem"
    asked = ["-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=node", "-addext", "subjectAltName=IP:127.0.0.1"]
    if shutil.which("openssl") is None:
        missing("no openssl on this machine")
    subprocess.run(
        ["openssl", "req", *asked, "-keyout", file, "-out", tmp_path / "cert"], check=True, capture_output=True
    )
    file.write_bytes(file.read_bytes() + (tmp_path / "cert").read_bytes())
    return file


@pytest.mark.parametrize(("known", "key", "found"), [(True, "a2V5", True), (False, "a2V5", False), (True, "", False)])
def test_a_node_is_asked_over_tls_with_its_signer_and_a_key_or_not_at_all(
    reports: Room, viewer: Any, settings: Settings, certificate: Path, known: bool, key: str, found: bool
) -> None:
    reports.put("1", title="geheimpje")
    state.use("index", recipe="today")
    settings.ELASTICSEARCH_API_KEY = key
    settings.ELASTICSEARCH_CA = str(certificate.with_name("cert")) if known else ""
    engines._client.cache_clear()
    for url in answering(200, an_answer(), certificate=certificate, key="ApiKey a2V5"):
        settings.ELASTICSEARCH_NODES = [url]
        with contextlib.nullcontext() if found else pytest.raises(SearchUnavailable):
            assert search(viewer, Query("geheimpje")).count == 1


@pytest.mark.usefixtures("no_answer")
def test_without_an_answer_search_says_so_and_shows_not_a_part(
    reports: Room, viewer: Any, caplog: pytest.LogCaptureFixture
) -> None:
    reports.put("1", title="geheimpje")
    with caplog.at_level(logging.INFO), pytest.raises(SearchUnavailable):
        search(viewer, Query("geheimpje"))
    with pytest.raises(SearchUnavailable):
        suggest(viewer, "geheim")
    assert "geheimpje" not in caplog.text


@pytest.mark.usefixtures("no_answer")
def test_without_an_answer_what_changes_waits_and_the_status_says_so(reports: Room) -> None:
    reports.put("1", narrowed=True)
    with pytest.raises(EngineUnavailable):
        drain()
    told = status()
    assert (told["answers"], told["rebuild"], told["backlog"], told["hidden"]) == (False, False, 1, 1)
    call_command("index_status", stdout=SimpleNamespace(write=lambda _line: None))
