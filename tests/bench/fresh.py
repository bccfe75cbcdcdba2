"""How soon is what somebody writes found by others, while twenty reports a second are changed? By the real worker."""

import subprocess
import sys
import time
from collections import deque
from itertools import cycle
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import F, Value
from django.db.models.functions import Concat

from access.viewer import Viewer
from casefiles.models import Report
from casustafel.demo.synthetic.region import BENCH
from search.outbox import changed
from search.query import Query
from search.service import search
from tests.bench.searching import bench_viewer
from tests.bench.timing import Times

A_SECOND, SECONDS = 20, 30
PATIENCE = 60  # seconds
MANAGE = Path(__file__).resolve().parents[2] / "site" / "manage.py"


def measure() -> dict[str, Any]:
    worker = subprocess.Popen([sys.executable, str(MANAGE), "worker"], stdout=subprocess.DEVNULL)
    try:
        viewer = bench_viewer(BENCH[1])
        _until_found(viewer, *_change(viewer, 0))
        waited = _under_load(viewer)
    finally:
        worker.terminate()
        worker.wait(PATIENCE)
    return Times.of(waited).as_json() | {"a_second": A_SECOND, "most": 1000 * max(waited)}


def _under_load(viewer: Viewer) -> list[float]:
    """A change every twentieth of a second; between two, whether the oldest that waits is found."""
    waiting: deque[tuple[str, float]] = deque()
    waited: list[float] = []
    keys = cycle(_keys(viewer))
    began, made = time.perf_counter(), 0
    while made < A_SECOND * SECONDS or waiting:
        now = time.perf_counter()
        if made < A_SECOND * SECONDS and now - began >= made / A_SECOND:
            made += 1
            waiting.append(_write(next(keys), made))
        elif waiting and _is_found(viewer, waiting[0][0]):
            waited.append(time.perf_counter() - waiting.popleft()[1])
        elif waiting and now - waiting[0][1] > PATIENCE:
            # Not found at all counts as the longest that we wait.
            waited.append(PATIENCE)
            waiting.popleft()
        else:
            time.sleep(0.005)
    return waited


def _change(viewer: Viewer, number: int) -> tuple[str, float]:
    return _write(_keys(viewer)[0], number)


def _keys(viewer: Viewer) -> list[str]:
    rows = Report.objects.visible_to(viewer).filter(circle="team", state="published")
    return list(rows.order_by("pk").values_list("key", flat=True)[: A_SECOND * SECONDS])


def _write(key: str, number: int) -> tuple[str, float]:
    """A word that was never seen before, and when it was committed. Words of before stay: they may not be found yet."""
    word = "zwq" + "".join(chr(ord("a") + int(digit)) for digit in f"{number:05}")
    with transaction.atomic():
        Report.objects.filter(key=key).update(story=Concat(F("story"), Value(f" {word}.")))
        changed("report", key)
    return word, time.perf_counter()


def _until_found(viewer: Viewer, word: str, began: float) -> None:
    """The worker has started when the first change is found."""
    while not _is_found(viewer, word):
        if time.perf_counter() - began > PATIENCE:
            raise TimeoutError("the worker does not index")
        time.sleep(0.05)


def _is_found(viewer: Viewer, word: str) -> bool:
    return search(viewer, Query(word)).count > 0
