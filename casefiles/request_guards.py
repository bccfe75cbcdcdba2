"""What must hold before a step of a rights request; the contact point reads codes of cases, and nothing in them."""

from typing import Any

from django.utils.translation import gettext as _

from access.viewer import Viewer
from casefiles import rules
from casefiles.rights_guards import BY_DIRECTION
from documents.models import CaseFunction
from workflows.refusals import Unmet


def term_still_runs(request: Any, viewer: Viewer) -> Unmet | None:
    """Who extends says so within the first term."""
    if viewer.today <= request.due_on:
        return None
    return Unmet(_("The term has run out: it cannot be extended any more."))


def every_case_answered(request: Any, viewer: Viewer) -> Unmet | None:
    asked = request.answers.filter(state="asked").values_list("case__key", flat=True)
    if not asked:
        return None
    return Unmet(_("Not prepared yet in: %(codes)s.") % {"codes": ", ".join(sorted(asked))}, who=BY_DIRECTION)


def objection_is_weighed_by_process_direction(answer: Any, viewer: Viewer) -> Unmet | None:
    """Whoever answers for the whole case weighs whether it goes on against somebody's will."""
    if answer.request.kind != "objection":
        return None
    # The place in the team is the ground of the grant; the room of places cannot be asked from here.
    own = viewer.grants.get(rules.case_token(answer.case_id, rules.OWN, viewer.user.pk), ())
    held = {getattr(grant.basis, "function", "") for grant in own}
    if CaseFunction.PROCESS_DIRECTION in held:
        return None
    text = _("An objection is weighed by process direction.")
    return Unmet(text, who=CaseFunction.PROCESS_DIRECTION.label, forbidden=True)


def report_is_recorded(statement: Any, viewer: Viewer) -> Unmet | None:
    if statement.report.state in {"published", "corrected"}:
        return None
    return Unmet(_("Only a recorded report can be answered."))


def plan_is_adopted(statement: Any, viewer: Viewer) -> Unmet | None:
    if statement.plan_version.number is not None:
        return None
    return Unmet(_("Only an adopted plan can be answered: one in the making is changed."))


def granted_restriction_is_made(answer: Any, viewer: Viewer) -> Unmet | None:
    """To say that something is set aside is not to set it aside."""
    granted = answer.request.kind == "restriction" and answer.outcome in {"granted", "partly"}
    if not granted or answer.restrictions.exists():
        return None
    return Unmet(_("Nothing was set aside for this request yet. Open the item, and choose to set it aside."))


def answer_is_reasoned(answer: Any, viewer: Viewer) -> Unmet | None:
    if answer.outcome and answer.reasoning.strip():
        return None
    return Unmet(_("The outcome and the reason for it are not written yet."))
