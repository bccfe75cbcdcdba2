"""What a matrix says otherwise than the version of its own series that was adopted before it."""

from access.doors import note_beside
from access.viewer import Viewer
from documents.comparing import Change, compare
from documents.models.matrix import MatrixVersion
from documents.selectors.version_parts import parts_of


def text_changes(version: MatrixVersion, *, viewer: Viewer) -> tuple[Change, ...]:
    """Nothing when no version was adopted before, or none that this viewer may read."""
    earlier = MatrixVersion.objects.visible_to(viewer).filter(matrix=version.matrix_id, adopted_at__isnull=False)
    before = earlier.filter(version_number__lt=version.version_number).order_by("-version_number").first()
    if before is None:
        return ()
    note_beside(viewer, before)
    return compare(parts_of(before), parts_of(version)).changes
