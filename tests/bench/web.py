"""What does somebody wait for the search page, over HTTP, signed in, beside a bare view of the same server?"""

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.cookiejar import CookieJar
from pathlib import Path
from random import Random
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, build_opener

from django.urls import reverse

from casustafel.demo.people import PASSPHRASE
from casustafel.demo.synthetic.region import BENCH, bench_email
from tests.bench.pages import BARE
from tests.bench.questions import NORMAL, questions
from tests.bench.timing import in_turns
from tests.servers.elasticsearch import free_ports

QUESTIONS = 60
# As the demo and production serve it.
WORKERS = 2
PATIENCE = 60  # seconds
_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


def measure() -> dict[str, Any]:
    """For each of those who measure; then what memory the servers hold after all that."""
    with _served() as (url, pid):
        rows = [_of(url, cases) for cases in BENCH]
        return {"rows": rows, "memory": [_memory(worker) for worker in _children(pid)]}


class Visitor:
    """A browser without a screen: cookies, redirects, forms."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._opener: OpenerDirector = build_opener(HTTPCookieProcessor(CookieJar()))

    def get(self, path: str) -> str:
        with self._opener.open(self._url + path, timeout=PATIENCE) as answer:
            text: str = answer.read().decode()
        return text

    def post(self, path: str, token: str, **fields: str) -> str:
        form = urlencode({"csrfmiddlewaretoken": token, **fields}).encode()
        with self._opener.open(self._url + path, form, timeout=PATIENCE) as answer:
            text: str = answer.read().decode()
        return text

    def token(self, path: str) -> str:
        found = _TOKEN.search(self.get(path))
        return found[1] if found else ""

    def sign_in(self, email: str) -> None:
        path = reverse("login")
        self.post(path, self.token(path), username=email, password=PASSPHRASE)


def _of(url: str, cases: int) -> dict[str, Any]:
    visitor = Visitor(url)
    visitor.sign_in(bench_email(cases))
    asked = iter([query.text for query in questions(Random(cases), normal=QUESTIONS + 10, facet="")[NORMAL]])
    search = _search_by(visitor)
    times = in_turns({"page": lambda: search(next(asked)), "bare": lambda: visitor.get(BARE)}, rounds=QUESTIONS)
    return {"cases": cases} | {name: one.as_json() for name, one in times.items()}


def _search_by(visitor: Visitor) -> Any:
    """As the page itself does it: a form that is posted and sent on to its answer, or an address with the words."""
    path = reverse("search")
    token = visitor.token(path)
    try:
        visitor.post(path, token, q="overlast")
    except HTTPError:
        return lambda text: visitor.get(f"{path}?{urlencode({'q': text})}")
    return lambda text: visitor.post(path, token, q=text)


@contextmanager
def _served() -> Iterator[tuple[str, int]]:
    (port,) = free_ports(1)
    url = f"http://127.0.0.1:{port}"
    options = ["--bind", f"127.0.0.1:{port}", "--workers", str(WORKERS), "--preload", "--log-level", "error"]
    command = [sys.executable, "-m", "gunicorn", *options, "casustafel.wsgi:application"]
    server = subprocess.Popen(command, env=dict(os.environ), stdout=subprocess.DEVNULL)
    try:
        _wait_for(url)
        yield url, server.pid
    finally:
        server.terminate()
        server.wait(PATIENCE)


def _wait_for(url: str) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        with suppress(URLError, ConnectionError):
            Visitor(url).get(reverse("login"))
            return
        time.sleep(0.2)
    raise TimeoutError("the web server does not answer")


def _children(pid: int) -> list[int]:
    told = Path(f"/proc/{pid}/task/{pid}/children")
    return [int(child) for child in told.read_text().split()] if told.exists() else []


def _memory(pid: int) -> dict[str, float]:
    """In MB: all that is in memory for this process, and what of it is its own and no file's."""
    status = Path(f"/proc/{pid}/status").read_text()
    return {
        name: int(found[1]) / 1024 if (found := re.search(rf"{field}:\s+(\d+)", status)) else 0.0
        for name, field in (("resident", "VmRSS"), ("own", "RssAnon"))
    }
