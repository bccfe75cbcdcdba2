"""Is what is attached listed in the Word file, and is that list no text when the file comes back?"""

import io
from collections import Counter
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from docx import Document

from documents.word.attached import without_attached
from documents.word.blocks import Cell, Heading, Paragraph, Row, Table
from documents.word.covenant import understand_covenant
from documents.word.covenant_shapes import Annex
from documents.word.exports import AttachedFile, CovenantExport, Cover, MatrixExport, Signature
from documents.word.ledger import words_of
from documents.word.matrix import understand_matrix
from documents.word.matrix_shapes import MatrixRow, MatrixSection
from documents.word.protocol import understand_protocol
from documents.word.protocol_shapes import ProtocolExport
from documents.word.reading import read_document
from documents.word.writing import write_covenant, write_matrix
from documents.word.writing_protocol import write_protocol

COVER = Cover("Convenant Veldersloot", "12-004", "2", date(2026, 11, 3), "concept")
FILES = (
    AttachedFile(
        "plattegrond balie.pdf", 36_000, date(2026, 11, 3), "9f3c41d07ab2" + "0" * 52, "Plattegrond; maart 2026"
    ),
    AttachedFile("brief & bijlage.odt", 12, date(2026, 11, 4), "ab" * 32),
)
SECTION = MatrixSection("Wijkagent", (), (MatrixRow(("Weegt",), ("Hoort",), ()),))
ANNEX = Annex("Bijlage 1 Overleg", "Overleg", (Paragraph("Tekst."),))
SIGNATURES = (Signature("Gemeente Oostwaard", "Noor Verhage", "burgemeester"),)


def covenant(files: tuple[AttachedFile, ...]) -> tuple[bytes, Any]:
    data = write_covenant(CovenantExport(COVER, (Paragraph("Samen."),), (ANNEX,), (), SIGNATURES, files))
    return data, understand_covenant(read_document(data))


def matrix(files: tuple[AttachedFile, ...]) -> tuple[bytes, Any]:
    data = write_matrix(MatrixExport(COVER, (SECTION,), (), files))
    return data, understand_matrix(read_document(data))


def protocol(files: tuple[AttachedFile, ...]) -> tuple[bytes, Any]:
    data = write_protocol(ProtocolExport(COVER, (Heading("Doel"), Paragraph("Samen.")), files))
    return data, understand_protocol(read_document(data))


KINDS = pytest.mark.parametrize("written", [covenant, matrix, protocol])
Written = Callable[[tuple[AttachedFile, ...]], tuple[bytes, Any]]


@KINDS
def test_the_file_lists_name_size_date_and_the_beginning_of_the_digest(written: Written) -> None:
    table = Document(io.BytesIO(written(FILES)[0])).tables[-1]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Bestand", "Grootte", "Toegevoegd op", "SHA-256 (begin)"],
        ["plattegrond balie.pdf\nPlattegrond; maart 2026", "35 kB", "3 november 2026", "9f3c41d07ab2…"],
        ["brief & bijlage.odt", "1 kB", "4 november 2026", "abababababab…"],
    ]


@KINDS
def test_with_or_without_the_list_it_is_the_same_document(written: Written) -> None:
    (_with, listed), (_without, bare) = written(FILES), written(())
    assert (listed.text, listed.warnings) == (bare.text, bare.warnings)
    assert [one.why for one in listed.skipped if one not in bare.skipped] == ["attached", "attached"]


@KINDS
def test_every_word_of_the_list_is_in_what_was_left_out(written: Written) -> None:
    data, found = written(FILES)
    kept = Counter(word for text in (found.text, *(one.text for one in found.skipped)) for word in words_of(text))
    assert Counter(word for text in read_document(data).source for word in words_of(text)) - kept == Counter()


@pytest.mark.parametrize(
    "blocks",
    [
        (Heading("Bijgevoegde bestanden"), Paragraph("Zie het dossier.")),
        (Heading("Bijgevoegde bestanden"), Table((Row((Cell(("Bestand",)), Cell(("Datum",)))),))),
        (
            Heading("Overzicht"),
            Table((Row(tuple(Cell((t,)) for t in ("Bestand", "Grootte", "Toegevoegd op", "SHA-256 (begin)"))),)),
        ),
    ],
)
def test_what_only_looks_like_the_list_stays_text(blocks: Any) -> None:
    assert without_attached(blocks) == (blocks, ())
