"""Why somebody cannot start something in a case now, before they have typed a word; none when they can."""

from typing import Any

from django.utils.translation import gettext as _

from access.viewer import Viewer
from casefiles.access import may_end, may_grant, may_narrow, may_put_in_care, may_report, may_write_on_behalf
from casefiles.guards import cover_of
from casefiles.models import Case, Membership, PlanState, PlanVersion, Report
from casefiles.selectors.frame import directors
from casefiles.selectors.place import role_name
from casefiles.selectors.plan_writing import may_evaluate
from documents.models import CaseFunction
from workflows.fire import without_authority
from workflows.four_eyes import held_by
from workflows.refusals import StepRefused, Unmet
from workflows.steps import step_by_id


def begin_refusal(step_id: str, example: Any, *, viewer: Viewer) -> StepRefused | None:
    """`example`: the item that would be made, unsaved; or the thing itself."""
    step = step_by_id(step_id)
    if held_by(viewer, step, example):
        return None
    return StepRefused(_("This is not yours to begin"), [without_authority(step, example)])


def report_refusal(case: Case, *, viewer: Viewer) -> StepRefused | None:
    if may_report(viewer, case):
        return None
    only = Unmet(_("Only members of the team write reports."), forbidden=True)
    return StepRefused(
        _("You cannot write a report in this case now."), _closed(case) or _uncovered(case, viewer) or [only]
    )


def on_behalf_refusal(case: Case, *, viewer: Viewer) -> StepRefused | None:
    if may_write_on_behalf(viewer, case):
        return None
    only = Unmet(_("Only the desk writes for a caller."), who=CaseFunction.DESK.label, forbidden=True)
    return StepRefused(_("You cannot write a report in this case now."), _closed(case) or [only])


def correction_refusal(report: Report, *, viewer: Viewer) -> StepRefused | None:
    if report.owner_id != viewer.user.pk:
        only = _("This is the report of %(person)s. Only they can change the text.") % {"person": report.owner}
        return StepRefused(only, [Unmet(only, who=str(report.owner), forbidden=True)])
    return report_refusal(report.case, viewer=viewer)


def grant_refusal(case: Case, *, viewer: Viewer) -> StepRefused | None:
    if may_grant(viewer, case):
        return None
    return _up_to(case, CaseFunction.PROCESS_DIRECTION, viewer)


def change_refusal(member: Membership, change: str, *, viewer: Viewer) -> StepRefused | None:
    """`change`: extend, end or care."""
    case, own = member.case, member.user_id == viewer.user.pk
    allowed = {"extend": may_grant, "end": may_end, "care": may_put_in_care}[change](viewer, case)
    if allowed or (change == "end" and own):
        return None
    function = CaseFunction.CASE_DIRECTION if change == "care" else CaseFunction.PROCESS_DIRECTION
    return _up_to(case, function, viewer)


def narrowing_refusal(report: Report, *, viewer: Viewer) -> StepRefused | None:
    if may_narrow(viewer, report):
        return None
    only = _("The owner and the directors narrow what the whole team reads.")
    return StepRefused(only, [Unmet(only, who=str(report.owner), forbidden=True)])


def evaluation_refusal(plan: PlanVersion, *, viewer: Viewer) -> StepRefused | None:
    if may_evaluate(plan, viewer=viewer):
        return None
    if plan.state != PlanState.ADOPTED:
        return StepRefused(_("This plan cannot be evaluated"), [Unmet(_("It is not in force."))])
    return StepRefused(_("This plan cannot be evaluated"), [without_authority(step_by_id("plan.evaluate"), plan)])


def _up_to(case: Case, function: CaseFunction, viewer: Viewer) -> StepRefused:
    names = ", ".join(one.name for one in directors(case, viewer=viewer) if one.function == function)
    text = _("This is up to: %(who)s.") % {"who": role_name(case, function)}
    return StepRefused(text, [Unmet(text, who=names, forbidden=True)])


def _closed(case: Case) -> list[Unmet]:
    if case.is_open:
        return []
    return [Unmet(_("The case is “%(state)s”.") % {"state": case.get_state_display()})]


def _uncovered(case: Case, viewer: Viewer) -> list[Unmet]:
    missing = cover_of(
        meeting_type_id=case.meeting_type_id,
        organisation_id=viewer.user.organisation_id,
        municipality_id=case.municipality_id,
        viewer=viewer,
    )
    return [missing] if missing else []
