"""Why somebody cannot start something in a case now, before they have typed a word; none when they can."""

from django.utils.translation import gettext as _

from access.viewer import Viewer
from casefiles.access import may_report, may_write_on_behalf
from casefiles.guards import cover_of
from casefiles.models import Case, Report
from documents.models import CaseFunction
from workflows.refusals import StepRefused, Unmet


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
