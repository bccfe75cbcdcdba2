"""Which confidentiality declarations wait for this viewer's signature, and which of theirs end soon."""

from django.urls import reverse
from django.utils.translation import gettext as _

from access.viewer import Viewer
from casustafel.portal.selectors.rows import Row
from documents.selectors.declarations import ending, to_sign


def rows_to_sign(viewer: Viewer) -> list[Row]:
    sign, ends = _("Sign confidentiality declaration"), _("Your confidentiality declaration ends soon")
    page = reverse("documents:declarations")
    return [
        *(Row(sign, reverse("documents:declare", args=[one.key]), detail=one.title) for one in to_sign(viewer)),
        *(Row(ends, page, detail=one.version.title, due=one.valid_until) for one in ending(viewer)),
    ]
