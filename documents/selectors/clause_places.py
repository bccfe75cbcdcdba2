"""Where in a matrix a clause stands: the address of its row, for who may read that version."""

from collections.abc import Iterable

from django.urls import reverse

from access.viewer import Viewer
from documents.models.matrix import MatrixVersion
from documents.models.matrix_rows import Statement


def row_url(key: str, section: int, row: int) -> str:
    """Of a long matrix a part is shown at a time: the address names role and row for the server as well."""
    return f"{reverse('documents:matrix', args=[key])}?{row_part(section, row)}"


def row_part(section: int, row: int) -> str:
    """What follows the address of a page of a matrix to come to this row."""
    return f"rol={section}&rij={row}#row-{row}"


def clause_urls(viewer: Viewer, statement_ids: Iterable[int | None]) -> dict[int, str]:
    """By statement; one that the viewer may not read is left out. One query."""
    wanted = {one for one in statement_ids if one is not None}
    if not wanted:
        return {}
    seen = MatrixVersion.objects.visible_to(viewer)
    found = Statement.objects.filter(pk__in=wanted, row__section__version__in=seen)
    places = found.values_list("pk", "row__section__version__key", "row__section__order", "row__order")
    return {pk: row_url(key, section, row) for pk, key, section, row in places}
