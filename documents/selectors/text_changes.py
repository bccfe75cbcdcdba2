"""What a matrix says otherwise than the version of its own series that was adopted before it."""

from documents.comparing import Change, compare
from documents.models.matrix import MatrixVersion
from documents.selectors.version_parts import parts_of


def text_changes(version: MatrixVersion) -> tuple[Change, ...]:
    """Nothing when no version was adopted before."""
    earlier = version.matrix.versions.filter(adopted_at__isnull=False, version_number__lt=version.version_number)
    before = earlier.order_by("-version_number").first()
    return compare(parts_of(before), parts_of(version)).changes if before else ()
