"""What must hold before an access pack is checked and made: what was marked is what leaves."""

from typing import Any

from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from access.viewer import Viewer
from workflows.refusals import Unmet


def is_own_pack(pack: Any, viewer: Viewer) -> Unmet | None:
    """It is made with the rights of its maker, so nobody else sends it on."""
    if pack.owner_id == viewer.user.pk:
        return None
    return Unmet(_("%(person)s prepares this pack.") % {"person": pack.owner}, who=str(pack.owner), forbidden=True)


def passages_still_stand(pack: Any, viewer: Viewer) -> Unmet | None:
    """A passage that is not found any more would leave with the pack."""
    if not _content(pack).lost_passages:
        return None
    return Unmet(_("A marked passage is not found any more, because its text was changed. Mark it again."))


def nothing_changed_since(pack: Any, viewer: Viewer) -> Unmet | None:
    """Nobody approves what they did not look at."""
    if _content(pack).digest == pack.content_digest:
        return None
    return Unmet(_("The case changed since this pack was sent to be checked. Send it back, and check it again."))


def _content(pack: Any) -> Any:
    # By name: what a pack holds is read from models that import this module.
    return import_string("casefiles.pack_content.pack_content")(pack)
