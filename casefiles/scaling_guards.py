"""What must hold before a case is scaled up, gets a flag or another purpose."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from access.viewer import Viewer
from casefiles.guards import cover_of
from documents.models import CaseFunction
from workflows.refusals import Unmet

DIRECTION = CaseFunction.PROCESS_DIRECTION
SCALES_FROM = "active"


def no_request_waits(case: Any, viewer: Viewer) -> Unmet | None:
    waiting = case.scalingrequest_set.filter(state="waiting").select_related("owner").first()
    if waiting is None:
        return None
    return Unmet(
        _("%(person)s asked already. Process direction decides.") % {"person": waiting.owner},
        who=DIRECTION.label,
        url=reverse("casefiles:scaling", args=[waiting.key]),
        url_label=_("To the request"),
    )


def case_can_scale_up(request: Any, viewer: Viewer) -> Unmet | None:
    if request.case.state == SCALES_FROM:
        return None
    return Unmet(_("The case is “%(state)s”.") % {"state": request.case.get_state_display()})


def flag_is_not_set_yet(flag: Any, viewer: Viewer) -> Unmet | None:
    earlier = flag.case.flag_set.filter(state="set", kind=flag.kind).select_related("author").first()
    if earlier is None:
        return None
    words = {"flag": flag.get_kind_display(), "person": earlier.author}
    return Unmet(_("%(person)s set %(flag)s already.") % words)


def purpose_is_as_read(change: Any, viewer: Viewer) -> Unmet | None:
    """Of two who change it at once, the second decides anew."""
    if change.before_id == change.case.meeting_type_id:
        return None
    return Unmet(
        _("The purpose was changed meanwhile. It is “%(purpose)s” now.") % {"purpose": change.case.meeting_type}
    )


def purpose_differs(change: Any, viewer: Viewer) -> Unmet | None:
    return None if change.after_id != change.case.meeting_type_id else Unmet(_("This is the purpose already."))


def director_is_covered_there(change: Any, viewer: Viewer) -> Unmet | None:
    """The gate for who decides it; every other member is asked again by the change itself (D-17)."""
    return cover_of(
        meeting_type_id=change.after_id,
        organisation_id=viewer.user.organisation_id,
        municipality_id=change.case.municipality_id,
        viewer=viewer,
    )
