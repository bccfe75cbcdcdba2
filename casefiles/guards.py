"""What must hold before a step in a case can be taken; each refusal says what is missing and who can mend it.

A guard may reveal nothing that its reader cannot see. Guards reach other nouns through the thing they guard, because
the models that declare the steps import this module.
"""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from access.viewer import Viewer
from casefiles.rules import SEALED
from documents.gate import Cover, coverings, may_give, missing_cover
from documents.models import CaseFunction
from workflows.refusals import Unmet

RESOLVED = {"done", "dropped"}


def cover_of(*, meeting_type_id: int, organisation_id: int, municipality_id: int, viewer: Viewer) -> Unmet | None:
    """The covenant gate (D-17): none when an annex in force covers this organisation in this municipality."""
    triple = (meeting_type_id, organisation_id, municipality_id)
    if coverings([triple], on=viewer.today)[triple].cover == Cover.IN_FORCE:
        return None
    return missing_cover(triple, on=viewer.today, viewer=viewer)


def referrer_is_covered(referral: Any, viewer: Viewer) -> Unmet | None:
    return cover_of(
        meeting_type_id=referral.meeting_type_id,
        organisation_id=referral.organisation_id,
        municipality_id=referral.municipality_id,
        viewer=viewer,
    )


def direction_is_named(referral: Any, viewer: Viewer) -> Unmet | None:
    if referral.process_direction_id and referral.case_direction_id:
        return None
    return Unmet(_("It is not yet named who holds process direction and who holds case direction."))


def direction_is_covered(referral: Any, viewer: Viewer) -> Unmet | None:
    """No case opens for people whose organisations no covenant covers."""
    for person in filter(None, (referral.process_direction, referral.case_direction)):
        refusal = cover_of(
            meeting_type_id=referral.meeting_type_id,
            organisation_id=person.organisation_id,
            municipality_id=referral.municipality_id,
            viewer=viewer,
        )
        if refusal:
            return refusal
    return None


def case_is_open(item: Any, viewer: Viewer) -> Unmet | None:
    if item.case.is_open:
        return None
    return Unmet(_("The case is “%(state)s”.") % {"state": item.case.get_state_display()})


def is_own_report(report: Any, viewer: Viewer) -> Unmet | None:
    if report.owner_id == viewer.user.pk == report.author_id:
        return None
    return Unmet(_("This is the report of %(person)s.") % {"person": report.owner}, forbidden=True)


def everything_is_told(report: Any, viewer: Viewer) -> Unmet | None:
    """A draft may miss anything; what others read may not."""
    questions = {"scope": _("what it is about"), "valence": _("how it goes"), "story": _("the story in own words")}
    missing = [question for name, question in questions.items() if not getattr(report, name).strip()]
    return Unmet(_("Not told yet: %(missing)s.") % {"missing": ", ".join(missing)}) if missing else None


def reporter_is_covered(report: Any, viewer: Viewer) -> Unmet | None:
    """The gate at each publication; what a covenant allowed yesterday it need not allow today."""
    return cover_of(
        meeting_type_id=report.case.meeting_type_id,
        organisation_id=report.source_organisation_id,
        municipality_id=report.case.municipality_id,
        viewer=viewer,
    )


def category_may_be_given(report: Any, viewer: Viewer) -> Unmet | None:
    """D-18: the source organisation may give this kind of data under the annex.

    Medical data stay in the care circle, for which a covenant is never the ground (D-20): nothing is given there.
    """
    if report.circle == "care":
        return None
    if report.data_category_id is None:
        return Unmet(_("It is not yet said what kind of data this is."))
    case = report.case
    triple = (case.meeting_type_id, report.source_organisation_id, case.municipality_id)
    if may_give(triple, report.data_category_id, on=viewer.today):
        return None
    covering = coverings([triple], on=viewer.today)[triple]
    return Unmet(
        _("%(organisation)s may not give “%(category)s” here (%(clause)s).")
        % {
            "organisation": report.source_organisation,
            "category": report.data_category,
            "clause": covering.clause or _("no covenant in force"),
        },
        who=_("project leader"),
    )


def has_adopted_plan(case: Any, viewer: Viewer) -> Unmet | None:
    if case.planversion_set.filter(state="adopted").exclude(circle=SEALED).exists():
        return None
    return Unmet(
        _("There is no adopted plan of action yet."),
        who=CaseFunction.CASE_DIRECTION.label,
        url=reverse("casefiles:plan", args=[case.key]),
        url_label=_("To the plan"),
    )


def plan_has_actions(plan: Any, viewer: Viewer) -> Unmet | None:
    return None if plan.actions.exists() else Unmet(_("The plan has no actions yet."))


def every_action_is_complete(plan: Any, viewer: Viewer) -> Unmet | None:
    open_actions = [action for action in plan.actions.all() if action.unanswered]
    if not open_actions:
        return None
    numbers = ", ".join(str(action.order) for action in open_actions)
    return Unmet(_("Not all seven questions are answered for action %(numbers)s.") % {"numbers": numbers})


def evaluation_is_written(plan: Any, viewer: Viewer) -> Unmet | None:
    return None if plan.evaluation.strip() else Unmet(_("The evaluation is not written yet."))


def actions_are_resolved(case: Any, viewer: Viewer) -> Unmet | None:
    plan = case.planversion_set.filter(state__in=["adopted", "evaluated"]).order_by("-number").first()
    actions = plan.actions.prefetch_related("progress") if plan else []
    unresolved = [action for action in actions if _status(action) not in RESOLVED]
    if not unresolved:
        return None
    numbers = ", ".join(str(action.order) for action in unresolved)
    return Unmet(
        _("These actions of the plan are not finished: %(numbers)s.") % {"numbers": numbers},
        url=reverse("casefiles:plan", args=[case.key]),
        url_label=_("To the plan"),
    )


def plan_is_evaluated(case: Any, viewer: Viewer) -> Unmet | None:
    if not case.planversion_set.filter(state="adopted").exists():
        return None
    return Unmet(_("The plan of action is not evaluated yet."), who=CaseFunction.CASE_DIRECTION.label)


def _status(action: Any) -> str:
    latest = next(iter(action.progress.all()), None)
    return latest.status if latest else "open"
