"""A covenant, a matrix, a protocol or a plan of action as a Word file, exactly as far as one person may see it."""

import os
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.models import Model
from django.utils.translation import gettext as _

from access.doors import may_see, note_look
from access.viewer import Viewer
from audit.trail import Identity, Origin, record_look
from casustafel.exports import EXPORTS, keeper_of
from casustafel.lookup import thing_by_key, viewer_by_email


class Command(BaseCommand):
    help = "Write a covenant, a role matrix, a protocol or a plan of action as a Word file (.docx)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("key")
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--as",
            dest="email",
            default="",
            metavar="EMAIL",
            help="whose eyes; else those of who answers for the paper",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        viewer = viewer_by_email(options["email"]) if options["email"] else None
        paper = thing_by_key(options["key"])
        if viewer and not may_see(viewer, paper):
            # The same line as for a key that never was.
            raise CommandError(_("Unknown key: %(key)s") % {"key": options["key"]})
        export = EXPORTS.get(type(paper))
        if export is None:
            raise CommandError(_("%(key)s is nothing that becomes a Word file.") % {"key": options["key"]})
        viewer = viewer or keeper_of(paper)
        if viewer is None:
            raise CommandError(_("Say who looks: --as EMAIL of somebody who may see it."))
        content = export.write(paper)
        _note(viewer, paper)
        _put(options["file"], content)
        self.stdout.write(_("%(file)s, as %(name)s sees it") % {"file": options["file"], "name": viewer.user.name})


def _note(viewer: Viewer, paper: Model) -> None:
    """The line says that it was asked at the machine itself, and stands before the file does."""
    note_look(viewer, paper)
    trail = viewer.trail
    trail.identity, trail.on_behalf_of_key = Identity(), viewer.user.key
    trail.origin = Origin(route="casustafel export_docx", method="command")
    trail.downloaded(export=True)
    record_look(trail)


def _put(file: Path, content: bytes) -> None:
    """Readable by who asked for it, and nobody else on the machine."""
    try:
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
            out.write(content)
    except OSError as problem:
        raise CommandError(
            _("%(file)s can not be written: %(why)s") % {"file": file, "why": problem.strerror}
        ) from problem
