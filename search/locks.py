"""Who writes to the index: one indexer and one rebuild at a time, and a lock that dies with its process."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from django.conf import settings

INDEXER = "indexer"
REBUILD = "rebuild"


@contextmanager
def held(name: str) -> Iterator[None]:
    """Wait for this lock, and hold it."""
    with _file(name) as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def is_held(name: str) -> bool:
    """Whether somebody holds this lock now."""
    with _file(name) as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        return False


def _file(name: str) -> IO[str]:
    folder = Path(settings.SEARCH_INDEX_DIR)
    folder.mkdir(parents=True, exist_ok=True)
    return (folder / f"{name}.lock").open("w")
