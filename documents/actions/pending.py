"""Where a Word file waits between being shown to its importer and being saved: private, nameless, for a day."""

import time
from pathlib import Path
from typing import Any

from django.conf import settings

from documents.storage import private_storage, read_private, write_private

FOLDER = "pending"
KEPT_SECONDS = 24 * 60 * 60


def hold(content: bytes) -> dict[str, Any]:
    """Lay a file aside; returns where it lies, for the importer's own session. What waited too long goes."""
    _sweep()
    return write_private(content, folder=FOLDER)


def held(place: dict[str, Any]) -> bytes:
    """Raises FileDamaged when it is gone or changed."""
    return read_private(place["path"], sha256=place["sha256"])


def drop(place: dict[str, Any]) -> None:
    private_storage().delete(place["path"])


def _sweep() -> None:
    old = time.time() - KEPT_SECONDS
    for file in Path(settings.PRIVATE_ROOT, FOLDER).glob("*"):
        if file.stat().st_mtime < old:
            file.unlink(missing_ok=True)
