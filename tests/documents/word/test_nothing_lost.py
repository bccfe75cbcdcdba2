"""Does every word of a Word file end up in the result or in the list of what was skipped?"""

import re

from docx import Document
from docx.document import Document as WordFile
from hypothesis import given
from hypothesis import strategies as st

from documents.word.blocks import WordDocument, block_text
from documents.word.covenant import understand_covenant
from documents.word.covenant_shapes import CovenantImport
from documents.word.matrix import understand_matrix
from documents.word.matrix_shapes import MatrixImport
from documents.word.reading import read_document
from tests.documents.word.builders import saved

# Each made-up word carries a number of its own, so that one that is lost is missed.
HEADERS = ["Taken", "Verantwoordelijkheden", "Bevoegdheden"]
BITS = st.sampled_from(
    [*HEADERS, "weegt", "Bijlage 1", "Artikel 2", "Partijen:", "- ", "; ", "x", "Inhoud", "fase", "(", "n.v.t."]
)
TEXTS = st.lists(BITS, min_size=1, max_size=4)
ROWS = st.lists(st.lists(TEXTS | st.just([]), min_size=3, max_size=4), max_size=4)
TABLES = st.builds(lambda rows, titled: [[[one] for one in HEADERS]] * titled + rows, ROWS, st.booleans())
STYLES = st.sampled_from(["Normal", "Heading 1", "Title", "List Bullet", "List Number", "bold", "page break"])
PIECES = st.lists(st.tuples(STYLES, TEXTS) | TABLES, max_size=8)


class Numbered:
    def __init__(self) -> None:
        self.last = 100

    def text(self, bits: list[str]) -> str:
        words = []
        for bit in bits:
            self.last += 1
            words.append(f"{bit} q{self.last}")
        return " ".join(words)


def built(pieces: list[object], numbers: Numbered) -> bytes:
    file = Document()
    for piece in pieces:
        if isinstance(piece, tuple):
            add_line(file, piece[0], numbers.text(piece[1]))
        elif isinstance(piece, list):
            table = file.add_table(rows=len(piece), cols=max(map(len, piece), default=3))
            for row, texts in zip(table.rows, piece, strict=True):
                for cell, bits in zip(row.cells, texts, strict=False):
                    cell.text = numbers.text(bits)
    return saved(file)


def add_line(file: WordFile, style: str, text: str) -> None:
    if style == "page break":
        file.add_page_break()
    paragraph = file.add_paragraph(style=None if style in {"bold", "page break"} else style)
    paragraph.add_run(text).bold = style == "bold" or None


def numbers_in(*texts: str) -> set[str]:
    return {found for text in texts for found in re.findall(r"q\d+", text.casefold())}


def numbers_of(document: WordDocument) -> set[str]:
    skipped = [entry.text for entry in document.skipped]
    return numbers_in(document.title, *map(block_text, document.blocks), *skipped)


def numbers_of_covenant(covenant: CovenantImport) -> set[str]:
    skipped = [entry.text for entry in covenant.skipped]
    return numbers_in(covenant.title, *map(block_text, covenant.all_blocks), *skipped)


def numbers_of_matrix(matrix: MatrixImport) -> set[str]:
    sections = [text for one in matrix.sections for text in (one.role, *one.aliases, *(row.text for row in one.rows))]
    return numbers_in(matrix.title, *sections, *(entry.text for entry in matrix.skipped))


@given(PIECES)
def test_every_word_is_in_the_result_or_in_the_list_of_what_was_skipped(pieces: list[object]) -> None:
    numbers = Numbered()
    document = read_document(built(pieces, numbers))
    written = {f"q{number}" for number in range(101, numbers.last + 1)}
    assert numbers_of(document) == written
    assert numbers_of_covenant(understand_covenant(document)) == written
    assert numbers_of_matrix(understand_matrix(document)) == written
