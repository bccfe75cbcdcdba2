"""Does any of hundreds of hostile files crash us, cost too much, reach outside, or lose a word in silence?"""

import json
import re
import socket
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError

import pytest

from documents.word import untrusted
from documents.word.refusals import WordRefused
from tests.documents.word.corpus import corpus
from tests.documents.word.odd_files import words_of

MOST_SECONDS, MOST_MEGABYTES = 5, 200
SIDE_BY_SIDE = 2
# A reader that gives up without knowing why is a reader that crashed.
CRASHED = {"failed", "missing"}


class Listener:
    """Counts who connects: every hostile address of the corpus leads here."""

    def __init__(self) -> None:
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.heard = 0
        threading.Thread(target=self._listen, daemon=True).start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.socket.getsockname()[1]}"

    def _listen(self) -> None:
        while True:
            try:
                self.socket.accept()[0].close()
            except OSError:
                return
            self.heard += 1


def heard_within(listener: Listener, *, seconds: float) -> bool:
    """It listens in a thread of its own, which a busy machine may let wait."""
    until = time.monotonic() + seconds
    while not listener.heard and time.monotonic() < until:
        time.sleep(0.01)
    return listener.heard > 0


@dataclass(frozen=True)
class Outcome:
    name: str
    must_be_refused: bool
    data: bytes
    found: dict[str, Any]


@pytest.fixture(scope="module")
def listener() -> Iterator[Listener]:
    heard = Listener()
    yield heard
    heard.socket.close()


@pytest.fixture(scope="module")
def outcomes(listener: Listener, tmp_path_factory: pytest.TempPathFactory) -> list[Outcome]:
    folder = tmp_path_factory.mktemp("corpus")
    cases = []
    for number, (name, refused, build) in enumerate(corpus(listener.address)):
        stem = f"{number:04}{'mc'[number % 2]}"
        (folder / f"{stem}.docx").write_bytes(build())
        cases.append((stem, name, refused))
    found = _all_read(folder)
    return [
        Outcome(name, refused, (folder / f"{stem}.docx").read_bytes(), found[stem]) for stem, name, refused in cases
    ]


def _all_read(folder: Path) -> dict[str, dict[str, Any]]:
    command = [sys.executable, "-m", "tests.documents.word.corpus_run", str(folder)]
    answers = [folder / f"{one}.json" for one in range(SIDE_BY_SIDE)]
    running = [
        subprocess.Popen([*command, str(one), str(SIDE_BY_SIDE)], stdout=file.open("w"))
        for one, file in enumerate(answers)
    ]
    assert {process.wait() for process in running} == {0}
    found = [json.loads(line) for file in answers for line in file.read_text().splitlines()]
    return {answer["file"]: answer for answer in found}


def test_there_are_hundreds_and_each_had_an_outcome(outcomes: list[Outcome]) -> None:
    assert len(outcomes) >= 300
    assert len({one.name for one in outcomes}) == len(outcomes)


def test_each_is_understood_or_refused_with_a_reason_and_none_crashes(outcomes: list[Outcome]) -> None:
    assert [one.name for one in outcomes if one.found.get("refused") in CRASHED] == []
    refused = [one.found for one in outcomes if "refused" in one.found]
    assert all(len(WordRefused(one["refused"], **one["values"]).message) > 15 for one in refused)


def test_what_can_not_be_right_is_refused(outcomes: list[Outcome]) -> None:
    assert [one.name for one in outcomes if one.must_be_refused and "refused" not in one.found] == []


def test_none_takes_more_time_or_memory_than_allowed(outcomes: list[Outcome]) -> None:
    assert [one.name for one in outcomes if one.found["seconds"] > MOST_SECONDS] == []
    assert max(one.found["memory"] for one in outcomes) < MOST_MEGABYTES


def test_nothing_reaches_outside(outcomes: list[Outcome], listener: Listener) -> None:
    assert listener.heard == 0
    # The listener does hear: else its silence would say nothing.
    host, port = listener.socket.getsockname()
    for _attempt in range(2):
        socket.create_connection((host, port)).close()
    assert heard_within(listener, seconds=10)


def test_no_word_of_what_was_understood_is_lost(outcomes: list[Outcome]) -> None:
    understood = [one for one in outcomes if "text" in one.found]
    assert len(understood) > 50
    assert [one.name for one in understood if _written(one.data) - _words(one.found["text"])] == []


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.casefold()))


def _written(data: bytes) -> set[str]:
    try:
        return words_of(data)
    except (ParseError, zipfile.BadZipFile, NotImplementedError, LookupError):
        # Another reader may be stricter than ours; what ours understood is then compared with nothing.
        return set()


def test_the_child_has_no_way_out_below_python_either() -> None:
    """As the XML library would: straight from C."""
    attempt = """
import sys; sys.path[:0] = sys.argv[1].split(":")
import ctypes
from documents.word.doors import close_the_doors
library = ctypes.CDLL(None, use_errno=True)
before = library.socket(2, 1, 0)
library.close(before)
close_the_doors()
print(before >= 0, library.socket(2, 1, 0), library.fork())
"""
    paths = ":".join(map(str, (untrusted._HOUSE, *untrusted._LIBRARIES)))
    ended = subprocess.run([sys.executable, "-I", "-c", attempt, paths], capture_output=True, text=True, check=True)
    assert ended.stdout.split()[:2] == ["True", "-1"]
