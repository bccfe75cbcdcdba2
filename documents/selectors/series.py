"""The other versions of one agreement, as far as somebody may see them."""

from typing import Any

from access.viewer import Viewer
from documents.models.covenant import CovenantVersion, Standing
from documents.models.matrix import MatrixStanding, MatrixVersion
from workflows.refusals import Text


def other_versions(version: CovenantVersion | MatrixVersion, *, viewer: Viewer) -> list[tuple[Any, Text]]:
    """Newest first, each with what it is today; one query."""
    rows: Any
    labels: Any
    if isinstance(version, CovenantVersion):
        rows = CovenantVersion.objects.visible_to(viewer).with_standing(viewer.today)
        rows, labels = rows.filter(covenant=version.covenant_id), Standing
    else:
        rows = MatrixVersion.objects.visible_to(viewer).with_standing(viewer.at)
        rows, labels = rows.filter(matrix=version.matrix_id), MatrixStanding
    others = rows.exclude(pk=version.pk).order_by("-version_number")
    return [(other, labels(other.standing).label) for other in others]
