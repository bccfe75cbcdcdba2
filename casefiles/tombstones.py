"""Which cases and referrals may never come back: a list outside the database, so that no backup of it knows better.

One line each, only ever added to: kind, code, moment and a signature. `TOMBSTONES_COPY` names a second place, beside
the backups; whatever stands in either of the two is destroyed again before anybody is served.
"""

import logging
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.utils import timezone

log = logging.getLogger(__name__)
SIGNER = "casefiles.tombstones"


@dataclass(frozen=True)
class Tombstone:
    kind: str
    code: str
    at: datetime


def places() -> list[Path]:
    """The file in the data folder, and its copy where one is kept."""
    return [Path(settings.TOMBSTONES), *([Path(settings.TOMBSTONES_COPY)] if settings.TOMBSTONES_COPY else [])]


def add(kind: str, code: str) -> None:
    """On disk before anything is destroyed: a kill after this is finished by whoever starts next."""
    line = Signer(salt=SIGNER).sign(f"{kind} {code} {timezone.now().isoformat()}") + "\n"
    for place in places():
        place.parent.mkdir(parents=True, exist_ok=True)
        with place.open("ab") as file:
            # A line that a kill cut short must not swallow this one.
            file.write(b"" if _ends_a_line(place) else b"\n")
            file.write(line.encode())
            file.flush()
            os.fsync(file.fileno())


def all_tombstones() -> Iterator[Tombstone]:
    """Each once; a line that we did not sign is reported and not acted upon."""
    seen = set()
    for place in places():
        for line in place.read_text().splitlines() if place.exists() else ():
            if line.strip() and line not in seen:
                seen.add(line)
                yield from _read(line, place)


def _read(line: str, place: Path) -> Iterator[Tombstone]:
    try:
        kind, code, at = Signer(salt=SIGNER).unsign(line).split(" ")
    except (BadSignature, ValueError):
        log.error("a line of %s is not ours; nothing is destroyed for it", place.name)
        return
    yield Tombstone(kind, code, datetime.fromisoformat(at))


def _ends_a_line(place: Path) -> bool:
    if not place.exists() or place.stat().st_size == 0:
        return True
    with place.open("rb") as file:
        file.seek(-1, os.SEEK_END)
        return file.read(1) == b"\n"
