"""What must hold before a case is offered, accepted and handed over, here or elsewhere (D-39)."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from access.viewer import Viewer
from accounts.models import Role, RoleAssignment
from casefiles.guards import cover_of, wrong_kind
from documents.models import CaseFunction
from workflows.refusals import Unmet

DIRECTION = CaseFunction.PROCESS_DIRECTION


def no_handover_waits(handover: Any, viewer: Viewer) -> Unmet | None:
    waiting = handover.case.handover_set.filter(state="offered").exclude(pk=handover.pk).first()
    return _waits(waiting) if waiting else None


def no_answer_is_awaited(case: Any, viewer: Viewer) -> Unmet | None:
    """Whoever closes a case leaves nobody with a question."""
    waiting = case.handover_set.filter(state="offered").first()
    return _waits(waiting) if waiting else None


def _waits(handover: Any) -> Unmet:
    return Unmet(
        _("A handover to %(receiver)s waits for an answer.") % {"receiver": handover.receiver_name},
        who=handover.receiver_name,
        url=reverse("casefiles:handover", args=[handover.key]),
        url_label=_("To the handover"),
    )


def receiver_is_somebody_else(handover: Any, viewer: Viewer) -> Unmet | None:
    if handover.receiver_id == viewer.user.pk:
        return Unmet(_("You cannot hand over to yourself."), forbidden=True)
    if handover.municipality_id is not None and handover.municipality_id == handover.case.municipality_id:
        return Unmet(_("The case lies in this municipality already."))
    return None


def receiver_is_outside(handover: Any, viewer: Viewer) -> Unmet | None:
    if handover.outside:
        return None
    return Unmet(_("%(receiver)s answers themselves.") % {"receiver": handover.receiver_name})


def receiver_directs_there(handover: Any, viewer: Viewer) -> Unmet | None:
    """D-39: whoever takes a case over for a municipality directs there."""
    if handover.municipality_id is None:
        return None
    role = handover.case.meeting_type.role_for(DIRECTION)
    held = RoleAssignment.objects.current(viewer.today).filter(user=handover.receiver_id, role=role)
    if any(one.municipality_id in {None, handover.municipality_id} for one in held):
        return wrong_kind(handover.case.meeting_type, DIRECTION, handover.receiver)
    words = {
        "person": handover.receiver_name,
        "role": Role(role).label if role in Role.values else role,
        "municipality": handover.municipality,
    }
    return Unmet(_("%(person)s is not %(role)s of %(municipality)s.") % words)


def receiver_is_covered_there(handover: Any, viewer: Viewer) -> Unmet | None:
    """The gate is run again in the new municipality (D-39)."""
    if handover.municipality_id is None:
        return None
    return cover_of(
        meeting_type_id=handover.case.meeting_type_id,
        organisation_id=handover.receiver.organisation_id,
        municipality_id=handover.municipality_id,
        viewer=viewer,
    )


def receiver_accepted(case: Any, viewer: Viewer) -> Unmet | None:
    if case.handover_set.filter(state="accepted", municipality__isnull=True).exists():
        return None
    waiting = case.handover_set.filter(state="offered", municipality__isnull=True).first()
    if waiting:
        text = _("%(receiver)s did not accept the handover yet.") % {"receiver": waiting.receiver_name}
        who, name, key = waiting.receiver_name, "casefiles:handover", waiting.key
    else:
        text = _("Nobody accepted the handover yet: it is not offered to anybody.")
        who, name, key = str(DIRECTION.label), "casefiles:offer_handover", case.key
    return Unmet(text, who=who, url=reverse(name, args=[key]), url_label=_("To the handover"))
