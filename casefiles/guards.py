"""What must hold before a step in a case can be taken; each refusal says what is missing and who can mend it.

A guard may reveal nothing that its reader cannot see. Guards reach other nouns through the thing they guard, because
the models that declare the steps import this module.
"""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from access.viewer import Viewer
from accounts.models import OrganisationKind
from casefiles.rules import SEALED
from documents.gate import Cover, coverings, may_give, missing_cover
from documents.models import CaseFunction, MeetingType
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
    """Both, and of the kind of organisation that the meeting asks for (D-19)."""
    if not (referral.process_direction_id and referral.case_direction_id):
        return Unmet(_("It is not yet named who holds process direction and who holds case direction."))
    meeting = referral.meeting_type
    return wrong_kind(meeting, CaseFunction.PROCESS_DIRECTION, referral.process_direction) or wrong_kind(
        meeting, CaseFunction.CASE_DIRECTION, referral.case_direction
    )


def process_direction_is_covered(referral: Any, viewer: Viewer) -> Unmet | None:
    """No case opens for people whose organisations no covenant covers; each of them has a refusal of their own."""
    return _cover_of_person(referral, referral.process_direction, viewer)


def case_direction_is_covered(referral: Any, viewer: Viewer) -> Unmet | None:
    return _cover_of_person(referral, referral.case_direction, viewer)


def _cover_of_person(referral: Any, person: Any, viewer: Viewer) -> Unmet | None:
    if person is None:
        return None
    return cover_of(
        meeting_type_id=referral.meeting_type_id,
        organisation_id=person.organisation_id,
        municipality_id=referral.municipality_id,
        viewer=viewer,
    )


def may_ask_today(referral: Any, viewer: Viewer) -> Unmet | None:
    """D-30: each submitted referral asks whether somebody occurs already; that many a day is fishing."""
    since = viewer.at - timedelta(days=1)
    rows = type(referral)._default_manager.filter(referrer=viewer.user, submitted_at__gt=since)
    if rows.count() < settings.QUESTIONS_A_DAY:
        return None
    words = {"number": settings.QUESTIONS_A_DAY}
    return Unmet(
        _("You submitted %(number)s referrals in the last 24 hours. Submit this one tomorrow, or call the house.")
        % words,
        who=_("process manager of the safety house"),
    )


def occurrence_is_settled(referral: Any, viewer: Viewer) -> Unmet | None:
    """While the house looks whether the person is discussed already, no second case opens; for who weighs only."""
    if not referral.weighed_by(viewer) or not referral.occurrences.filter(state="waiting").exists():
        return None
    return Unmet(
        _("The house still looks whether this person is discussed somewhere already."),
        who=_("process manager of the safety house, or else its process director or privacy officer"),
    )


def criteria_are_weighed(referral: Any, viewer: Viewer) -> Unmet | None:
    """A category, an answer with a reason for each criterion, and a reason to decide otherwise; for who weighs only."""
    if not referral.weighed_by(viewer):
        return None
    triage = getattr(referral, "triage", None)
    missing = _not_weighed(triage)
    url = reverse("casefiles:weigh_referral", args=[referral.key])
    return Unmet(missing, url=url, url_label=_("To the criteria")) if missing else None


def _not_weighed(triage: Any) -> str:
    if triage is None or triage.category_id is None:
        return _("It is not yet said which kind of signal this is.")
    if triage.unanswered:
        numbers = ", ".join(str(number) for number in triage.unanswered)
        return _("These criteria have no answer with a reason yet: %(numbers)s.") % {"numbers": numbers}
    if triage.result != "met" and not triage.deviation.strip():
        return _("The criteria are not met. Write why a case opens all the same.")
    return ""


def referral_is_in_triage(occurrence: Any, viewer: Viewer) -> Unmet | None:
    """Only then its referrer reads nothing of it: what they see stays as it was."""
    if occurrence.referral.state == "in_triage":
        return None
    return Unmet(_("The referral is not being weighed now."), who=CaseFunction.PROCESS_DIRECTION.label)


def wrong_kind(meeting: MeetingType, function: str, person: Any) -> Unmet | None:
    """Why this person cannot hold this function in this kind of meeting."""
    if meeting.admits(function, person.organisation.kind):
        return None
    words = {
        "function": CaseFunction(function).label,
        "kind": OrganisationKind(meeting.kind_for(function)).label,
        "person": person,
        "organisation": person.organisation,
    }
    text = _("In this meeting %(function)s belongs to: %(kind)s. %(person)s works for %(organisation)s.")
    return Unmet(text % words, who=_("project leader"))


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


def round_is_answered(case: Any, viewer: Viewer) -> Unmet | None:
    """Every question has an answer, or a reason why there is none. The whole team sees the questions."""
    asked = case.roundtask_set.filter(state="asked").select_related("organisation")
    titles = [f"{task.title} ({task.organisation or _('asked of nobody yet')})" for task in asked]
    if not titles:
        return None
    return Unmet(
        _("Still asked in the information round: %(questions)s.") % {"questions": "; ".join(titles)},
        who=CaseFunction.CASE_DIRECTION.label,
        url=reverse("casefiles:round", args=[case.key]),
        url_label=_("To the information round"),
    )


def is_asked_of_reader(task: Any, viewer: Viewer) -> Unmet | None:
    """Answered by somebody of the organisation that it was asked of; a director may write down what came by phone."""
    directs = f"case:{task.case_id}:directors" in viewer.grants
    if directs or f"case:{task.case_id}:org:{task.organisation_id}" in viewer.grants:
        return None
    return Unmet(
        _("This was asked of %(organisation)s.") % {"organisation": task.organisation or _("nobody yet")},
        who=task.organisation.name if task.organisation else CaseFunction.CASE_DIRECTION.label,
        forbidden=True,
    )


def answer_is_written(task: Any, viewer: Viewer) -> Unmet | None:
    if task.answers.all():
        return None
    return Unmet(
        _("No answer was written yet."),
        url=reverse("casefiles:answer_round", args=[task.key]),
        url_label=_("Write answer"),
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


def quality_owner_is_named(plan: Any, viewer: Viewer) -> Unmet | None:
    """Police section and care section stand under one quality owner, where there is one of them."""
    if plan.quality_owner_id or not plan.police_section.strip():
        return None
    return Unmet(_("It is not yet said who answers for the quality of the police section and the care section."))


def remarks_are_handled(plan: Any, viewer: Viewer) -> Unmet | None:
    """What was said of a part is read and ticked off there, before the plan is submitted again."""
    waiting = plan.remarks.filter(handled_at__isnull=True).order_by("pk")
    parts = list(dict.fromkeys(str(one.get_part_display()) for one in waiting))
    if not parts:
        return None
    return Unmet(_("Remarks that are not ticked off yet: %(parts)s.") % {"parts": ", ".join(parts)})


def plan_is_in_force(deviation: Any, viewer: Viewer) -> Unmet | None:
    """A deviation changes the version in force; of what was replaced meanwhile nothing is left to change."""
    if deviation.plan_version.state == "adopted":
        return None
    return Unmet(_("The version that this would change is not in force any more."))


def evaluation_is_written(plan: Any, viewer: Viewer) -> Unmet | None:
    """Goal by goal; plans from before that have one text."""
    if plan.evaluation.strip():
        return None
    goals = list(plan.goals.select_related("evaluation"))
    if goals and all(hasattr(goal, "evaluation") for goal in goals):
        return None
    missing = ", ".join(str(goal.order) for goal in goals if not hasattr(goal, "evaluation"))
    text = _("Not evaluated yet: goal %(numbers)s.") % {"numbers": missing} if missing else ""
    return Unmet(
        text or _("The evaluation is not written yet."),
        who=CaseFunction.CASE_DIRECTION.label,
        url=reverse("casefiles:evaluate_plan", args=[plan.key]),
        url_label=_("To the evaluation"),
    )


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
