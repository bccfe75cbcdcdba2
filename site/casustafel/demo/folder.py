"""Which folder holds the data of the demo, and is it whole? Asked before Django starts: its settings write there.

Two files say so: `.casustafel-data` is written first, so that `make reset` knows what it may remove, and
`.casustafel-filled` last. A folder with the first and without the second was interrupted, and starts anew.
"""

import fcntl
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

OURS = ".casustafel-data"
FILLED = ".casustafel-filled"
# What the settings of any command of ours leave in a folder that holds nothing else yet.
BEFORE_ANY_DATA = frozenset({OURS, "secret-key"})


class FolderRefused(Exception):
    """This folder cannot hold the demo; the message is one clear line."""


def claim(folder: Path) -> None:
    """Make the folder ours, and empty again when an earlier start was interrupted. Raises FolderRefused."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _must_be_ours(folder)
        (folder / OURS).touch()
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as problem:
        reason = problem.strerror or str(problem)
        raise FolderRefused(f"Cannot write in {folder}: {reason}. Choose another folder with DATA=.") from problem
    if not is_filled(folder):
        with filling(folder):
            _empty(folder)


@contextmanager
def filling(folder: Path) -> Iterator[None]:
    """Nobody else fills this folder meanwhile; the lock goes with this process."""
    with (folder / OURS).open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise FolderRefused(f"Another start is filling {folder} at this moment. Wait until it is done.") from None
        yield


def is_filled(folder: Path) -> bool:
    return (folder / FILLED).exists()


def mark_filled(folder: Path) -> None:
    (folder / FILLED).touch()


def _must_be_ours(folder: Path) -> None:
    names = {path.name for path in folder.iterdir()}
    if OURS not in names and names - BEFORE_ANY_DATA:
        raise FolderRefused(f"{folder} holds other things than the demo. Choose another folder with DATA=.")


def _empty(folder: Path) -> None:
    for path in folder.iterdir():
        if path.name == OURS:
            continue
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()
