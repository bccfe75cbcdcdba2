"""Which Word files of an agreement somebody may download: each by its own rule."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from access.viewer import Viewer
from documents.models.stored_file import StoredFile


@dataclass(frozen=True)
class FileView:
    label: str
    name: str
    size: int
    url: str


def files_of(version: Any, *, viewer: Viewer) -> list[FileView]:
    """As it was decided, and as it came in; one query."""
    labels = {version.adopted_id: _("As it was decided"), version.original_id: _("As it came in")}
    labels.pop(None, None)
    found = {file.pk: file for file in StoredFile.objects.visible_to(viewer).filter(pk__in=labels)}
    return [_view(found[pk], label) for pk, label in labels.items() if pk in found]


def files_of_letter(version: Any, *, viewer: Viewer) -> list[FileView]:
    """The template as it came in."""
    found = StoredFile.objects.visible_to(viewer).filter(pk=version.file_id)
    return [_view(file, _("The template")) for file in found]


def _view(file: StoredFile, label: str) -> FileView:
    return FileView(label, file.name, file.size, reverse("documents:file", args=[file.key]))
