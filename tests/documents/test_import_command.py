"""`import_docx` as an operator runs it: a report, a draft, or one clear line."""

import json
from datetime import date
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from documents.models import CovenantVersion, MatrixVersion, ProtocolVersion
from documents.word.exports import Cover
from documents.word.protocol_shapes import ProtocolExport
from documents.word.writing_protocol import write_protocol
from tests.documents.word.builders import realistic_covenant_docx, realistic_matrix_docx
from tests.factories.documents import a_leader
from tests.factories.people import a_person
from tests.factories.protocols import TEXT

pytestmark = pytest.mark.django_db


@pytest.fixture
def matrix(tmp_path: Path) -> Path:
    path = tmp_path / "matrix.docx"
    path.write_bytes(realistic_matrix_docx())
    return path


def run(capsys, *words) -> str:
    call_command("import_docx", *map(str, words))
    return capsys.readouterr().out


def test_a_dry_run_reports_and_saves_nothing(matrix, capsys):
    report = json.loads(run(capsys, "matrix", matrix, "--dry-run", "--json"))
    assert set(report) == {"kind", "title", "sections", "rows", "empty_cells", "warnings", "text", "skipped"}
    assert report["rows"] == sum(section["rows"] for section in report["sections"])
    assert not MatrixVersion.objects.exists()


def test_it_saves_a_draft_of_a_matrix_under_the_given_title(matrix, capsys):
    a_leader()
    report = json.loads(run(capsys, "matrix", matrix, "--title", "Matrix Noord", "--json"))
    assert report["title"] == MatrixVersion.objects.get().title == "Matrix Noord"


def test_it_saves_a_draft_of_a_covenant(tmp_path, capsys):
    a_leader()
    path = tmp_path / "convenant.docx"
    path.write_bytes(realistic_covenant_docx())
    report = json.loads(run(capsys, "covenant", path, "--json"))
    counts = {"headings", "paragraphs", "tables"}
    assert set(report) == {"kind", "title", *counts, "parties", "warnings", "text", "skipped"}
    assert CovenantVersion.objects.get().title == report["title"]


def test_it_saves_a_draft_of_a_protocol(tmp_path, capsys):
    a_leader()
    path = tmp_path / "protocol.docx"
    cover = Cover("Melding afhandelen", "x", "1", date(2026, 11, 22), "concept")
    path.write_bytes(write_protocol(ProtocolExport(cover, TEXT)))
    report = json.loads(run(capsys, "protocol", path, "--json"))
    assert set(report) == {"kind", "title", "headings", "paragraphs", "tables", "steps", "warnings", "text", "skipped"}
    assert "Vraag wie er belt." in report["text"]
    assert (report["kind"], report["headings"], report["steps"]) == ("protocol", 2, 2)
    assert ProtocolVersion.objects.get().title == report["title"] == "Melding afhandelen"


def test_for_people_it_prints_what_was_understood_and_what_was_left_out(matrix, capsys):
    out = run(capsys, "matrix", matrix, "--dry-run")
    assert "Casuscoördinator GGZ" in out
    assert "Deze matrix beschrijft" in out


@pytest.mark.parametrize("content", [None, b"", b"geen word"])
def test_a_missing_or_wrong_file_is_one_clear_line(tmp_path, content):
    path = tmp_path / "weg.docx"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(CommandError) as refused:
        call_command("import_docx", "matrix", str(path))
    assert "\n" not in str(refused.value)


def test_somebody_must_be_the_importer(matrix):
    with pytest.raises(CommandError, match="--as"):
        call_command("import_docx", "matrix", str(matrix))
    for email in ("nobody@voorbeeld.example", a_person(None, "partner").email):
        with pytest.raises(CommandError):
            call_command("import_docx", "matrix", str(matrix), "--as", email)
    assert not MatrixVersion.objects.exists()
