"""The other versions of one agreement, as far as somebody may see them."""

from typing import Any

from access.viewer import Viewer
from documents.actions.read_version import series_of
from documents.kinds import MODELS, kind_of
from documents.models.covenant import Standing
from documents.models.matrix import MatrixStanding
from documents.models.protocol import ProtocolStanding
from workflows.refusals import Text

LABELS: dict[str, Any] = {"covenant": Standing, "matrix": MatrixStanding, "protocol": ProtocolStanding}


def other_versions(version: Any, *, viewer: Viewer) -> list[tuple[Any, Text]]:
    """Newest first, each with what it is today; one query."""
    kind = kind_of(version)
    # A matrix takes effect at a moment, the others hold by day.
    now = viewer.at if kind == "matrix" else viewer.today
    rows = MODELS[kind].objects.visible_to(viewer).with_standing(now)
    others = rows.filter(**{kind: series_of(version)["series_id"]}).exclude(pk=version.pk).order_by("-version_number")
    return [(other, LABELS[kind](other.standing).label) for other in others]
