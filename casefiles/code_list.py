"""How the codes of some cases stand in a sentence."""

from collections.abc import Collection

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from access.viewer import Viewer

# So many codes are written out; of the rest the number is told.
NAMED = 12


def code_list(codes: Collection[str], *, viewer: Viewer) -> str:
    """Only for cases that this viewer sees; what is written out is named on their line of the log."""
    shown = sorted(codes)[:NAMED]
    viewer.trail.touched(shown)
    rest = len(codes) - len(shown)
    more = [ngettext("%(number)s more", "%(number)s more", rest) % {"number": rest}] if rest else []
    return get_text_list([*shown, *more], _("and"))
