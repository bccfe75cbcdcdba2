"""Which agreements this viewer was asked to read, and has not confirmed yet."""

from django.utils.translation import gettext as _

from access.viewer import Viewer
from casustafel.portal.selectors.rows import Row
from documents.selectors.reading import ToConfirm, to_confirm


def rows_to_confirm(viewer: Viewer) -> list[Row]:
    return [_row(one) for one in to_confirm(viewer)]


def _row(one: ToConfirm) -> Row:
    about = {"document": one.version.title, "number": one.version.version_number}
    return Row(
        title=_("Confirm that you read it"),
        url=one.version.get_absolute_url(),
        detail=_("%(document)s, version %(number)s") % about,
        due=one.due_on,
    )
