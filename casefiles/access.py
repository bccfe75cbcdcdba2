"""Who may do what in a case that is not a step of a machine: grants, reports, plans, progress."""

from access.viewer import Viewer
from accounts.models import Role
from casefiles.machines import functions_of, usable
from casefiles.models import (
    Case,
    CaseState,
    Checklist,
    ChecklistState,
    Circle,
    PlanAction,
    PlanConsultation,
    PlanSection,
    PlanState,
    PlanVersion,
    Report,
    ReportState,
)
from casefiles.rules import USER, case_token
from casefiles.standing import Mode, Standing, by_own_right_first, standings_in
from documents.models import CaseFunction
from workflows.authority import Held
from workflows.four_eyes import held_by
from workflows.steps import Step, step_by_id


def place(viewer: Viewer, case: Case, function: str) -> Standing | None:
    """The viewer's full place in this function, or none; in a case that was merged into another nobody has one."""
    if case.merged_into_id is not None:
        return None
    found = (one for one in standings_in(viewer, case.pk) if one.mode == Mode.FULL and function in functions_of(one))
    return next(found, None)


def may_grant(viewer: Viewer, case: Case) -> Standing | None:
    """D-15: process direction; after scale-up also the house's process manager or broker, when in the team."""
    directing = place(viewer, case, CaseFunction.PROCESS_DIRECTION)
    house = viewer.has_role(Role.PROCESS_MANAGER) or viewer.has_role(Role.SAFETY_BROKER)
    scaled_up = house and case.state == CaseState.SCALED_UP
    return _by_own_right(directing, place(viewer, case, CaseFunction.MEMBER) if scaled_up else None)


def may_end(viewer: Viewer, case: Case) -> Standing | None:
    """Ending is open to direction also when no covenant is in force any more (D-1)."""
    directing = (
        one
        for one in standings_in(viewer, case.pk)
        if one.function == CaseFunction.PROCESS_DIRECTION and one.mode in {Mode.FULL, Mode.CLOSING}
    )
    return _by_own_right(next(directing, None), may_grant(viewer, case))


def may_put_in_care(viewer: Viewer, case: Case) -> Standing | None:
    """The care circle is opened by case direction only (D-15)."""
    return place(viewer, case, CaseFunction.CASE_DIRECTION)


def may_report(viewer: Viewer, case: Case) -> Standing | None:
    """Every member of the team whose organisation a covenant in force covers."""
    return place(viewer, case, CaseFunction.MEMBER) if case.is_open else None


def may_write_on_behalf(viewer: Viewer, case: Case) -> Standing | None:
    return place(viewer, case, CaseFunction.DESK) if case.is_open else None


def may_edit_report(viewer: Viewer, report: Report) -> bool:
    """The reporter (D-24); until it is recorded also who types it. Only while a member, and while the case is open."""
    if report.shared_at is None and report.author_id == viewer.user.pk:
        return bool(may_report(viewer, report.case) or may_write_on_behalf(viewer, report.case))
    return report.owner_id == viewer.user.pk and may_report(viewer, report.case) is not None


def may_check_report(viewer: Viewer, report: Report) -> bool:
    """The reporter, once, after the desk recorded it for them."""
    waits = report.on_behalf and report.shared_at is not None and report.checked_at is None
    return waits and report.owner_id == viewer.user.pk and report.state != ReportState.WITHDRAWN


def may_narrow(viewer: Viewer, report: Report) -> bool:
    """Owner or directors narrow what the whole team reads (D-21)."""
    directs = f"case:{report.case_id}:directors" in viewer.grants
    return report.circle == Circle.TEAM and (directs or report.owner_id == viewer.user.pk)


def may_report_progress(viewer: Viewer, action: PlanAction) -> bool:
    """On one's own organisation's actions, also while the covenant winds down; direction on all of them."""
    if not action.plan_version.case.is_open:
        return False
    for standing in standings_in(viewer, action.plan_version.case_id):
        if standing.function == CaseFunction.DESK:
            continue
        if standing.mode in {Mode.FULL, Mode.PAST} and standing.membership.organisation_id == action.organisation_id:
            return True
        if usable(standing, PROGRESS) and standing.function in {
            CaseFunction.PROCESS_DIRECTION,
            CaseFunction.CASE_DIRECTION,
        }:
            return True
    return False


def _by_own_right(*ways: Standing | None) -> Standing | None:
    """Of several ways to one act the viewer's own, else the first."""
    return min(filter(None, ways), key=by_own_right_first, default=None)


def lead_of_plan(viewer: Viewer, plan: PlanVersion) -> Held | None:
    """Who may submit a plan leads its writing: one clause for both."""
    held = held_by(viewer, step_by_id("plan.submit"), plan)
    return held[0] if held else None


def may_lead_plan(viewer: Viewer, plan: PlanVersion) -> bool:
    return lead_of_plan(viewer, plan) is not None


def may_write_part(viewer: Viewer, section: PlanSection) -> bool:
    """Of a draft: who leads its writing, and the member who was asked to write this part."""
    plan = section.plan_version
    if plan.state != PlanState.DRAFT:
        return False
    if may_lead_plan(viewer, plan):
        return True
    asked = section.writers.all() if section.pk else ()
    stands_for = any(case_token(plan.case_id, USER, one.pk) in viewer.grants for one in asked)
    return stands_for and plan.case.is_open and place(viewer, plan.case, CaseFunction.MEMBER) is not None


def lead_of_checklist(viewer: Viewer, checklist: Checklist) -> Held | None:
    """Who may align a checklist writes it: one clause for both."""
    held = held_by(viewer, step_by_id("checklist.align"), checklist)
    return held[0] if held else None


def may_remark(viewer: Viewer, checklist: Checklist) -> bool:
    """Every member of the team, while it is aligned."""
    aligned = checklist.state == ChecklistState.ALIGNED and checklist.case.is_open
    return aligned and place(viewer, checklist.case, CaseFunction.MEMBER) is not None


def may_write_care(viewer: Viewer, plan: PlanVersion) -> bool:
    """The care section of one's own institution, until the plan is adopted."""
    in_care = any(
        one.mode == Mode.FULL and (one.membership.in_care or one.function == CaseFunction.CASE_DIRECTION)
        for one in standings_in(viewer, plan.case_id)
    )
    return in_care and plan.case.is_open and plan.state in {PlanState.DRAFT, PlanState.IN_CONSULTATION}


def own_consultation(viewer: Viewer, plan: PlanVersion) -> PlanConsultation | None:
    """The question that the viewer, or whom they stand in for, may answer now."""
    if plan.state != PlanState.IN_CONSULTATION or place(viewer, plan.case, CaseFunction.MEMBER) is None:
        return None
    asked = PlanConsultation.objects.visible_to(viewer).filter(plan_version=plan).select_related("person")
    return next((one for one in asked if case_token(plan.case_id, USER, one.person_id) in viewer.grants), None)


# Not a step of a machine: only its place in D-1's table is asked.
PROGRESS = Step("plan.progress", "", (), "", CaseFunction.MEMBER)
