"""What must hold before an extract leaves the hands of those who know the person."""

from typing import Any

from django.utils.translation import gettext as _

from access.viewer import Viewer
from casefiles.recognise import names_left
from workflows.refusals import Unmet


def no_name_is_left(extract: Any, viewer: Viewer) -> Unmet | None:
    """A name is never a matter of weighing; everything else that may identify is a warning."""
    left = names_left(extract)
    return Unmet(_("These names are still in the text: %(names)s.") % {"names": ", ".join(left)}) if left else None
