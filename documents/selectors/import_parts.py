"""Which pieces of a reading can be corrected one by one, in pages of a size that a person can look over?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from documents.forms.matrix import CELLS
from documents.word.blocks import Block, Heading, Paragraph, block_text
from documents.word.corrections import ABOVE, COLUMNS, DUTY, END, HEADING, SKIP, START, TEXT
from documents.word.covenant_shapes import CovenantImport
from documents.word.matrix_shapes import MatrixImport, MatrixRow
from documents.word.protocol_shapes import ProtocolImport
from documents.word.untrusted import Import

Options = Sequence[tuple[str, Any]]
PAGE = 60
TAKEN, LEFT = "gelezen", "weggelaten"
LABELS = {TAKEN: gettext_lazy("Read from the file"), LEFT: gettext_lazy("Left out")}
COLUMN_NAMES = list(CELLS.values())


@dataclass(frozen=True)
class Piece:
    """`options` begin with what it is now; `where` tells the importer where it stands."""

    name: str
    text: str
    where: str | Promise
    options: Options


@dataclass(frozen=True)
class PartPage:
    part: str
    number: int
    pages: int
    pieces: Sequence[Piece]

    @property
    def next(self) -> int | None:
        return self.number + 1 if self.number < self.pages else None


def part_page(reading: Import, part: str, number: int) -> PartPage | None:
    pieces = pieces_of(reading, part)
    pages = page_count(len(pieces))
    if not 1 <= number <= pages:
        return None
    return PartPage(part, number, pages, pieces[(number - 1) * PAGE : number * PAGE])


def page_count(pieces: int) -> int:
    return (pieces + PAGE - 1) // PAGE


def pieces_of(reading: Import, part: str) -> list[Piece]:
    if part == LEFT:
        return list(_left_out(reading))
    if part != TAKEN:
        return []
    return list(_rows(reading) if isinstance(reading, MatrixImport) else _blocks(reading))


def column_options(read_as: str) -> Options:
    others = [(column, COLUMN_NAMES[int(column)]) for column in COLUMNS if column != read_as]
    return [("", COLUMN_NAMES[int(read_as)]), *others, (SKIP, _("Leave out"))]


def use_options(place: int) -> Options:
    above = [(ABOVE, _("Belongs to the role above"))] if place else []
    return [("", _("A role of its own")), *above, (SKIP, _("Leave out"))]


def _blocks(reading: CovenantImport | ProtocolImport) -> Iterator[Piece]:
    heading = _("Beginning")
    for place, block in enumerate(reading.all_blocks):
        if isinstance(block, Heading):
            heading = block.text
        yield Piece(f"block-{place}", block_text(block), heading, _block_options(block))


def _block_options(block: Block) -> Options:
    now = f"h{block.level}" if isinstance(block, Heading) else block.kind
    names = {
        "item": _("Item of a list"),
        "table": _("Table"),
        "paragraph": _("Text"),
        "step": _("Step"),
        "check": _("Item of a checklist"),
        "callout": _("Call-out"),
    }
    headings = [(f"h{level}", _("Heading of level %(level)s") % {"level": level}) for level in range(1, 7)]
    text = [(TEXT, _("Text"))] if not isinstance(block, Paragraph) else []
    label = dict(headings).get(now) or names[now]
    return [("", label), *text, *(one for one in headings if one[0] != now), (SKIP, _("Leave out"))]


def _rows(reading: MatrixImport) -> Iterator[Piece]:
    for place, section in enumerate(reading.sections):
        for number, row in enumerate(section.rows):
            where = _("%(role)s, row %(row)s") % {"role": section.role or "?", "row": number + 1}
            now, other = (HEADING, DUTY) if row.heading else (DUTY, HEADING)
            kinds = {HEADING: _("Heading between the rows"), DUTY: _("Row with cells")}
            yield Piece(
                f"row-{place}-{number}",
                row.text,
                where,
                [("", kinds[now]), (other, kinds[other]), (SKIP, _("Leave out"))],
            )
            yield from _statements(row, f"{place}-{number}", where)


def _statements(row: MatrixRow, name: str, where: str) -> Iterator[Piece]:
    if row.heading:
        return
    for column, statements in zip(COLUMNS, row.cells, strict=True):
        for place, text in enumerate(statements):
            # What its column was corrected to holds for it, until it is moved by itself.
            yield Piece(f"said-{name}-{column}-{place}", text, where, _moves(column))


def _moves(column: str) -> Options:
    stays = _("Stays in its column: %(column)s") % {"column": COLUMN_NAMES[int(column)]}
    names = [(one, COLUMN_NAMES[int(one)]) for one in COLUMNS]
    return [("", stays), *names, (SKIP, _("Leave out"))]


def _left_out(reading: Import) -> Iterator[Piece]:
    options: list[tuple[str, Any]] = [("", _("Leave out"))]
    if isinstance(reading, MatrixImport):
        options += [
            (str(place), _("New row below: %(role)s") % {"role": section.role or "?"})
            for place, section in enumerate(reading.sections)
        ]
    else:
        options += [(START, _("Text at the beginning")), (END, _("Text at the end"))]
    for place, one in enumerate(reading.skipped):
        yield Piece(f"left-{place}", one.text, one.reason, options)
