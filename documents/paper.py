"""What a covenant or a matrix looks like as a Word file, and how the file of a decided version is kept."""

from collections.abc import Collection, Iterable, Iterator
from itertools import pairwise

from django.db.models import Prefetch
from django.utils import timezone
from django.utils.text import slugify

from accounts.models import User
from documents import body
from documents.attached_paper import attached_to
from documents.days import today
from documents.models.covenant import CovenantState, CovenantVersion
from documents.models.matrix import MatrixState, MatrixVersion
from documents.models.matrix_rows import Column, EmptyMark, MatrixRow, MatrixSection
from documents.models.party import Annex, AnnexPartner, Party
from documents.models.purpose import DataCategory
from documents.phase_paper import as_word, phase_tables_of
from documents.revision import digest
from documents.storage import store
from documents.word import covenant_shapes, exports, matrix_shapes
from documents.word.blocks import Block, Cell, Heading, ListItem, Paragraph, Row, Table
from documents.word.codec import encode
from documents.word.matrix_shapes import Note
from documents.word.writing import write_covenant, write_matrix

# Words of the document, which is Dutch whatever language its reader has chosen on the screen.
MATRIX_STATUS = {
    MatrixState.DRAFT: "concept",
    MatrixState.PROPOSED: "voorgesteld",
    MatrixState.ADOPTED: "vastgesteld",
    MatrixState.SUPERSEDED: "vervangen",
}
COVENANT_STATUS = {
    CovenantState.DRAFT: "concept",
    CovenantState.IN_CONSULTATION: "in overleg",
    CovenantState.READY_TO_SIGN: "klaar om te tekenen",
    CovenantState.SIGNED: "ondertekend",
    CovenantState.TERMINATED: "beëindigd",
    CovenantState.REPLACED: "vervangen",
}
ANNEX, PURPOSE, TARGET_GROUP, LEGAL_BASIS = "Bijlage", "Doel", "Doelgroep", "Grondslag"
CRITERIA, DEVIATIONS = "Toelatingscriteria", "Afwijkende afspraken"
ADMISSION = "Een casus wordt opgenomen als is voldaan aan"
TERRITORY, PARTNERS = "Gebied", ("Deelnemer", "Geeft", "Krijgt")
NOTHING = "niets"
NOTES: dict[str, Note] = {"": "", EmptyMark.DELIBERATE: "deliberately_empty", EmptyMark.TO_AGREE: "to_be_agreed"}


def keep_matrix_file(version: MatrixVersion, *, by: User) -> None:
    """Store the Word file of an adopted matrix; who sees the version may download it."""
    name = _file_name(version.matrix.number, version.matrix.title, version.version_number)
    version.adopted = store(matrix_file(version), name=name, audience=version.audience, by=by)
    version.save(update_fields=["adopted"])


def keep_covenant_file(version: CovenantVersion, *, by: User) -> None:
    """Store the Word file of a covenant with the signatures that concluded it."""
    name = _file_name(version.covenant.number, version.covenant.title, version.version_number)
    version.adopted = store(covenant_file(version), name=name, audience=version.audience, by=by)
    version.save(update_fields=["adopted"])


def matrix_file(version: MatrixVersion) -> bytes:
    sections = tuple(_section(section) for section in sections_of(version))
    tables = tuple(as_word(table) for table in phase_tables_of(version))
    cover = exports.Cover(
        title=version.matrix.title,
        number=version.matrix.number,
        version=str(version.version_number),
        dated=timezone.localdate(version.adopted_at) if version.adopted_at else today(),
        status=MATRIX_STATUS[MatrixState(version.state)],
        content_hash=digest(encode((sections, tables) if tables else sections)),
    )
    return write_matrix(exports.MatrixExport(cover, sections, tables, attached_to(version)))


def covenant_file(version: CovenantVersion) -> bytes:
    cover = exports.Cover(
        title=version.covenant.title,
        number=version.covenant.number,
        version=str(version.version_number),
        dated=version.signed_on or today(),
        status=COVENANT_STATUS[CovenantState(version.state)],
        content_hash=version.revision,
    )
    parties = list(version.parties.select_related("organisation", "signatory"))
    return write_covenant(
        exports.CovenantExport(
            cover=cover,
            blocks=(*body.from_json(version.body), *_territory(version)),
            annexes=tuple(_annex(annex, place) for place, annex in enumerate(version.annexes.all(), start=1)),
            parties=tuple(covenant_shapes.Party(party.organisation.name) for party in parties),
            signatures=tuple(_signature(party) for party in parties),
            attached=attached_to(version),
        )
    )


def sections_of(
    version: MatrixVersion, *, orders: Collection[int] | None = None, rows: tuple[int, int] | None = None
) -> list[MatrixSection]:
    """All sections, or some by order, with everything below them, or the rows from … to: in six queries at most."""
    below = MatrixRow.objects.filter(order__range=rows) if rows else MatrixRow.objects.all()
    sections = version.sections.prefetch_related(
        Prefetch("rows", below.prefetch_related("statements__bindings", "empty_cells"))
    )
    return list(sections if orders is None else sections.filter(order__in=orders))


def _section(section: MatrixSection) -> matrix_shapes.MatrixSection:
    rows = tuple(_row(row) for row in section.rows.all())
    return matrix_shapes.MatrixSection(section.name, tuple(section.aliases), rows)


def _row(row: MatrixRow) -> matrix_shapes.MatrixRow:
    if row.is_heading:
        return matrix_shapes.MatrixRow(tasks=(row.heading,), heading=True)
    cells: dict[str, list[str]] = {column: [] for column in Column.values}
    for statement in row.statements.all():
        cells[statement.column].append(statement.text)
    marks = {cell.column: cell.mark for cell in row.empty_cells.all()}
    task, responsibility, authority = (NOTES[marks.get(column, "")] for column in Column.values)
    return matrix_shapes.MatrixRow(
        tuple(cells[Column.TASK]),
        tuple(cells[Column.RESPONSIBILITY]),
        tuple(cells[Column.AUTHORITY]),
        notes=(task, responsibility, authority),
    )


def _annex(annex: Annex, place: int) -> covenant_shapes.Annex:
    """Its own words as they were imported, and below them what the software holds people to."""
    own = body.from_json(annex.body)
    # What stands in its own words already is not said twice.
    said = {
        (above.text, below.text)
        for above, below in pairwise(own)
        if isinstance(above, Heading) and isinstance(below, Paragraph)
    }
    agreed = ((PURPOSE, annex.purpose), (TARGET_GROUP, annex.target_group), (LEGAL_BASIS, annex.legal_basis))
    to_say = (one for one in agreed if one[1] and one not in said)
    lines = [block for label, text in to_say for block in (Heading(label, 2), Paragraph(text))]
    partners = annex.partners.select_related("organisation").prefetch_related("gives", "receives")
    rows = (_cells(PARTNERS, bold=True), *(_partner(partner) for partner in partners))
    return covenant_shapes.Annex(
        heading=f"{ANNEX} {place} {annex.title}",
        title=annex.title,
        blocks=(*own, *lines, *_criteria(annex), *_deviations(annex), Table(rows)),
        purpose=annex.purpose,
        partners=tuple(partner.organisation.name for partner in partners),
    )


def _criteria(annex: Annex) -> Iterator[Block]:
    criteria = annex.criteria.all()
    if criteria:
        yield Heading(CRITERIA, 2)
    for place, one in enumerate(criteria, start=1):
        yield ListItem("\n".join(text for text in (one.question, one.explanation) if text), f"{place}.")
    if annex.admission:
        yield Paragraph(f"{ADMISSION}: {annex.admission}.")


def _deviations(annex: Annex) -> Iterator[Block]:
    deviations = annex.deviations.all()
    if deviations:
        yield Heading(DEVIATIONS, 2)
    for one in deviations:
        yield ListItem("\n".join(text for text in (one.clause, one.agreed) if text))


def _partner(partner: AnnexPartner) -> Row:
    return _cells((partner.organisation.name, _labels(partner.gives.all()), _labels(partner.receives.all())))


def _labels(categories: Iterable[DataCategory]) -> str:
    return ", ".join(category.label for category in categories) or NOTHING


def _cells(texts: Iterable[str], *, bold: bool = False) -> Row:
    return Row(tuple(Cell((text,), bold=bold) for text in texts))


def _territory(version: CovenantVersion) -> Iterator[Block]:
    names = [place.name for place in version.territory.all()]
    if names:
        yield Heading(TERRITORY)
        yield Paragraph(", ".join(names))


def _signature(party: Party) -> exports.Signature:
    signatures = party.version.signatures.filter(organisation=party.organisation, declined=False)
    signed = signatures.filter(revision=party.version.revision).first()
    return exports.Signature(
        party=party.organisation.name,
        name=party.signatory.name if party.signatory else "",
        function=party.mandate,
        signed_on=timezone.localdate(signed.signed_at) if signed else None,
    )


def _file_name(number: str, title: str, version: int) -> str:
    return f"{number}-{slugify(title)[:80]}-versie-{version}.docx"
