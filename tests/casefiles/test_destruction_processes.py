"""Does a destruction survive kill -9 at any moment, and does the copy of an older database bring nothing back?"""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.db import connection
from pytest_django import Settings

from casefiles.models import Case
from search import state
from tests.casefiles.ending import CANARY, a_full_case, approved_lists, index_everything, on_disk, oversight

pytestmark = [pytest.mark.django_db(transaction=True)]
DESTROY = [sys.executable, "-c", "from casustafel.command_line import main; main()", "destroy"]
CASES = 6


@pytest.fixture
def house(tmp_path: Path, settings: Settings) -> Path:
    """The data folder of a house of its own: six cases due and approved, one that stays."""
    settings.SEARCH_INDEX_DIR, settings.PRIVATE_ROOT = tmp_path / "index", tmp_path / "private"
    kept = a_full_case(99)
    for number in range(CASES):
        a_full_case(number)
    Case.objects.filter(pk=kept.case.pk).update(state="active")
    index_everything()
    approved_lists(oversight())
    assert state.index_in_use()
    with sqlite3.connect(tmp_path / "casustafel.sqlite3") as copy:
        connection.connection.backup(copy)
    return tmp_path


def started(house: Path, command: list[str] = DESTROY) -> "subprocess.Popen[bytes]":
    surroundings = os.environ | {"CASUSTAFEL_DATA": str(house), "DJANGO_SETTINGS_MODULE": "casustafel.settings.test"}
    return subprocess.Popen(command, env=surroundings, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)


def finished(house: Path, command: list[str] = DESTROY) -> None:
    process = started(house, command)
    told, _errors = process.communicate(timeout=120)
    assert process.returncode == 0, told.decode()


def left(house: Path) -> list[int]:
    found = on_disk(house).replace(f"{CANARY}99".encode(), b"")
    return [number for number in range(CASES) if f"{CANARY}{number}".encode() in found]


def rows(house: Path, question: str) -> int:
    with sqlite3.connect(house / "casustafel.sqlite3") as database:
        return int(database.execute(question).fetchone()[0])


CERTIFICATES = "SELECT COUNT(DISTINCT code) FROM casefiles_destructioncertificate"


def test_killed_again_and_again_it_ends_with_nothing_left(house: Path) -> None:
    for lines in (1, 3):
        process = started(house)
        assert process.stdout
        # Killed after so many lines of progress, wherever it then is.
        for _line in range(lines):
            process.stdout.readline()
        time.sleep(0.02 * lines)
        process.send_signal(signal.SIGKILL)
        process.communicate()
    finished(house)
    assert left(house) == []
    assert rows(house, CERTIFICATES) == CASES
    assert f"{CANARY}99".encode() in on_disk(house)


def test_the_copy_of_an_older_database_brings_nothing_back(house: Path) -> None:
    older = house.parent / "backup"
    shutil.copytree(house, older)
    finished(house)
    shutil.copyfile(older / "casustafel.sqlite3", house / "casustafel.sqlite3")
    assert left(house) == list(range(CASES))
    # What a web server does before it serves.
    serving = [sys.executable, "-c", "import casustafel.wsgi"]
    finished(house, serving)
    assert rows(house, "SELECT COUNT(*) FROM casefiles_case") == 1
    finished(house)
    assert left(house) == []
