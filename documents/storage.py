"""How private files are written and read back: random names, checked by digest, never below a served folder."""

import hashlib
import secrets
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage

from access.models import Audience
from accounts.models import User
from documents.models.stored_file import StoredFile


class FileDamaged(Exception):
    """What lies on disk is not what was stored."""


def private_storage() -> FileSystemStorage:
    """A folder of its own, which no address leads to: only a view that has checked reads from it."""
    return FileSystemStorage(
        location=settings.PRIVATE_ROOT, file_permissions_mode=0o600, directory_permissions_mode=0o700
    )


def write_private(content: bytes, *, folder: str = "") -> dict[str, Any]:
    """Write bytes under a random name; returns `path`, `sha256` and `size`, the columns of a row that keeps them."""
    name = secrets.token_hex(16)
    path = private_storage().save(f"{folder or name[:2]}/{name}", ContentFile(content))
    return {"path": path, "sha256": hashlib.sha256(content).hexdigest(), "size": len(content)}


def read_private(path: str, *, sha256: str) -> bytes:
    """The bytes as they were stored; raises FileDamaged when they are gone or changed."""
    try:
        content = Path(private_storage().path(path)).read_bytes()
    except FileNotFoundError as missing:
        raise FileDamaged(path) from missing
    if hashlib.sha256(content).hexdigest() != sha256:
        raise FileDamaged(path)
    return content


def store(content: bytes, *, name: str, audience: Audience, by: User) -> StoredFile:
    """Keep a Word file, shown to this audience. `name` is what the reader's copy will be called."""
    return StoredFile.objects.create(name=name[:200], audience=audience, stored_by=by, **write_private(content))
