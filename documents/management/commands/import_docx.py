"""`import_docx`: a draft of a matrix, covenant or protocol in Word, or only a report of what would be understood."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from access.viewer import Viewer, resolve
from accounts.models import Role, RoleAssignment, User
from documents.actions.import_covenant import save_covenant
from documents.actions.import_matrix import save_matrix
from documents.actions.import_protocol import save_protocol
from documents.actions.upload import Upload
from documents.word.matrix_shapes import MatrixImport
from documents.word.protocol_shapes import ProtocolImport
from documents.word.refusals import WordRefused
from documents.word.untrusted import Import, Kind, read_untrusted
from workflows.refusals import StepRefused


class Command(BaseCommand):
    help = "Import a role matrix, a covenant or a protocol from a Word file (.docx) as a draft."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("kind", choices=["matrix", "covenant", "protocol"])
        parser.add_argument("file", type=Path)
        parser.add_argument("--title", default="", help="the title, where the one in the file will not do")
        parser.add_argument("--dry-run", action="store_true", help="report what is understood, and save nothing")
        parser.add_argument("--json", action="store_true", help="print the report as JSON, and nothing else")
        parser.add_argument("--as", dest="email", default="", help="the project leader who imports it")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            reading = self._reading(options["kind"], options["file"])
            if not options["dry_run"]:
                self._save(reading, options)
        except WordRefused as refused:
            raise CommandError(refused.message) from refused
        except StepRefused as refused:
            raise CommandError(str(refused)) from refused
        report = reading.summary() | ({"title": options["title"]} if options["title"] else {})
        if options["json"]:
            # Together they hold every word of the file.
            report |= {"text": reading.text, "skipped": [one.as_json() for one in reading.skipped]}
            self.stdout.write(json.dumps(report, ensure_ascii=False))
        else:
            self._tell(report, reading)

    def _reading(self, kind: Kind, file: Path) -> Import:
        return read_untrusted(file, kind)

    def _save(self, reading: Import, options: dict[str, Any]) -> None:
        file: Path = options["file"]
        upload = Upload(file.read_bytes(), file.name, options["title"])
        viewer = _importer(options["email"])
        if isinstance(reading, MatrixImport):
            save_matrix(reading, upload=upload, viewer=viewer)
        elif isinstance(reading, ProtocolImport):
            save_protocol(reading, upload=upload, viewer=viewer)
        else:
            save_covenant(reading, upload=upload, viewer=viewer)

    def _tell(self, report: dict[str, Any], reading: Import) -> None:
        for name, value in report.items():
            if name == "sections":
                self.stdout.writelines(f"  {_in_words(section)}" for section in value)
            elif name == "warnings":
                self.stdout.writelines(f"  ! {warning}" for warning in value)
            else:
                self.stdout.write(f"{name:12} {', '.join(value) if isinstance(value, list) else value}")
        self.stdout.writelines(f"  - {one.reason}: {one.text}" for one in reading.skipped)


def _in_words(section: dict[str, Any]) -> str:
    if section["shape"] == "role":
        return f"{section['role']}: {section['rows']} rows, {section['empty_cells']} empty"
    marks = ", ".join(f"{actor} {number}" for actor, number in section["marks"].items())
    return f"{section['phases']} phases: {section['tasks']} tasks, {section['unowned']} of nobody ({marks})"


def _importer(email: str) -> Viewer:
    """The person named, or else the only project leader of today."""
    if email:
        named = User.objects.filter(email__iexact=email, is_active=True).first()
        if named is None:
            raise CommandError(f"Unknown person: {email}")
        return resolve(named)
    current = RoleAssignment.objects.current(timezone.localdate()).filter(role=Role.PROJECT_LEADER)
    leaders = list(User.objects.filter(pk__in=current.values("user"), is_active=True))
    if len(leaders) != 1:
        raise CommandError("Say who imports it: --as EMAIL of a project leader.")
    return resolve(leaders[0])
