"""What people work by, of each kind of agreement: what holds today, and what will."""

from typing import Any

from access.viewer import Viewer
from documents.models.covenant import CovenantVersion, Standing
from documents.models.matrix import MatrixStanding, MatrixVersion
from documents.models.protocol import ProtocolVersion


def in_use(kind: str, viewer: Viewer) -> Any:
    """As far as this viewer may read it; a queryset."""
    if kind == "covenant":
        covenants: Any = CovenantVersion.objects.visible_to(viewer).with_standing(viewer.today)
        return covenants.filter(standing__in=(Standing.IN_FORCE, Standing.NOT_YET_BEGUN, Standing.WINDING_DOWN))
    if kind == "matrix":
        matrices: Any = MatrixVersion.objects.visible_to(viewer).with_standing(viewer.at)
        return matrices.filter(standing__in=(MatrixStanding.IN_EFFECT, MatrixStanding.TO_COME))
    return ProtocolVersion.objects.visible_to(viewer).in_use()
