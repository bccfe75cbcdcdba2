"""Does the Makefile explain itself, and does `make reset` remove nothing but our own data?"""

import subprocess
from pathlib import Path

import pytest

from tests.house.sources import ROOT

PROMISED = ("install", "demo", "test", "check", "bench", "worlds", "reset", "lock", "messages")
MARKER = ".casustafel-data"


def _make(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["make", "--no-print-directory", *arguments], cwd=ROOT, capture_output=True, text=True)


def test_make_alone_prints_every_target() -> None:
    lines = _make().stdout.splitlines()
    assert [target for target in PROMISED if not any(line.split()[:1] == [target] for line in lines)] == []


def test_reset_removes_the_folder_that_the_demo_marked(tmp_path: Path) -> None:
    ours = tmp_path / "data of the demo"
    ours.mkdir()
    (ours / MARKER).touch()
    assert _make("reset", f"DATA={ours}").returncode == 0
    assert not ours.exists()


@pytest.mark.parametrize("inside", [[], ["holiday.jpg"]])
def test_reset_refuses_a_folder_that_is_not_ours(tmp_path: Path, inside: list[str]) -> None:
    for name in inside:
        (tmp_path / name).touch()
    done = _make("reset", f"DATA={tmp_path}")
    assert done.returncode != 0
    assert MARKER in done.stdout + done.stderr
    assert tmp_path.exists()


def test_reset_of_a_folder_that_is_not_there_is_no_fault(tmp_path: Path) -> None:
    assert _make("reset", f"DATA={tmp_path / 'nowhere'}").returncode == 0


def test_a_python_that_is_too_old_gets_one_clear_line(tmp_path: Path) -> None:
    done = _make("--silent", "python-that-fits", "PYTHON=/usr/bin/false")
    assert done.returncode != 0
    assert "3.11" in done.stdout + done.stderr
