"""Who may write what in the dossier of a case, and what every item of it begins with."""

from typing import Any

from django.utils.translation import gettext as _

from access.viewer import Viewer
from accounts.models import OrganisationKind
from casefiles import guards
from casefiles.access import place
from casefiles.models import Case, Circle, LookBack, RoundTask
from casefiles.standing import Standing
from documents.models import CaseFunction
from workflows.refusals import StepRefused, Text, Unmet

# Answers and lists are for the team, or for who directs; medical data have the report form in the care circle.
CIRCLES = (Circle.TEAM, Circle.DIRECTORS)


def may_direct(viewer: Viewer, case: Case) -> Standing | None:
    """Client, relatives, representatives and what is asked in the round: process and case direction."""
    if not case.is_open:
        return None
    return place(viewer, case, CaseFunction.PROCESS_DIRECTION) or may_coordinate(viewer, case)


def may_coordinate(viewer: Viewer, case: Case) -> Standing | None:
    """Risk inventory and analysis: case direction."""
    return place(viewer, case, CaseFunction.CASE_DIRECTION) if case.is_open else None


def may_merge(viewer: Viewer, case: Case) -> Standing | None:
    return place(viewer, case, CaseFunction.PROCESS_DIRECTION) if case.is_open else None


def may_answer(viewer: Viewer, task: RoundTask) -> Standing | None:
    """Whoever is in the team for the organisation that was asked; or who directs, for what came by phone."""
    if not task.case.is_open or guards.is_asked_of_reader(task, viewer):
        return None
    return place(viewer, task.case, CaseFunction.MEMBER)


def may_read_in(viewer: Viewer, case: Case) -> Standing | None:
    """A list of the police: the police in the team, or who directs."""
    police = viewer.user.organisation.kind == OrganisationKind.POLICE
    found = place(viewer, case, CaseFunction.MEMBER) if police and case.is_open else None
    return found or may_direct(viewer, case)


def may_analyse(viewer: Viewer, look_back: LookBack) -> Standing | None:
    return may_coordinate(viewer, look_back.case) if look_back.shared_at else None


DIRECTS = (CaseFunction.PROCESS_DIRECTION, CaseFunction.CASE_DIRECTION)
COORDINATES = (CaseFunction.CASE_DIRECTION,)


def not_yours(case: Case, heading: Text, *functions: CaseFunction) -> StepRefused:
    """The refusal for who may not: whose it is, or that the case is not open any more."""
    if not case.is_open:
        ended = _("The case is “%(state)s”.") % {"state": case.get_state_display()}
        text = _("This case was merged with another; the work goes on there.") if case.merged_into_id else ended
        return StepRefused(heading, [Unmet(text)])
    labels = ", ".join(str(function.label) for function in functions or DIRECTS)
    words = {"function": labels, "clause": _("fixed by the system")}
    return StepRefused(
        heading, [Unmet(_("This is up to: %(function)s (%(clause)s).") % words, who=labels, forbidden=True)]
    )


def shared_by(viewer: Viewer, case: Case) -> dict[str, Any]:
    """The fields of an item that is shared with its circle at once, by its author."""
    return {
        "case": case,
        "author": viewer.user,
        "owner": viewer.user,
        "source_organisation": viewer.user.organisation,
        "shared_at": viewer.at,
    }


def sharing_refusals(item: Any, *, viewer: Viewer) -> list[Unmet]:
    """The gate (D-17, D-18) on an item that is about to be shared, and its circle."""
    found = [guards.reporter_is_covered(item, viewer), guards.category_may_be_given(item, viewer)]
    if item.circle not in CIRCLES:
        found.append(Unmet(_("This circle cannot be chosen here.")))
    return [one for one in found if one]
