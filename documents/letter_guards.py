"""What must hold before a letter template is used."""

from typing import Any

from django.utils.translation import gettext as _

from access.viewer import Viewer
from documents.letter_fields import FIELDS
from workflows.refusals import Unmet


def every_field_exists(version: Any, viewer: Viewer) -> Unmet | None:
    """The list of fields is part of the product: an update may have taken one away since the template came in."""
    gone = [name for name in version.fields if name not in FIELDS]
    if not gone:
        return None
    return Unmet(_("The template uses fields that do not exist any more: %(fields)s.") % {"fields": ", ".join(gone)})
