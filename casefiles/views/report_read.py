"""One report: its newest text, its versions, and what its owner or the directors may still do with it."""

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from access.doors import note_look
from access.middleware import ViewerRequest
from casefiles.access import may_check_report, may_edit_report, may_narrow
from casefiles.models import Report
from casefiles.models.report import READABLE
from casefiles.sealing import may_seal
from casefiles.selectors.cards import Look, cards
from casefiles.selectors.frame import case_frame
from casefiles.selectors.journal import readable_version, versions_of
from casefiles.selectors.offers import offers
from casefiles.selectors.person_rights import may_direct
from casefiles.selectors.read_back import facts
from casefiles.setting_aside import offers_setting_aside
from casefiles.views.answers import show
from casefiles.views.found import the_report


@require_GET
def report_page(request: ViewerRequest, key: str) -> HttpResponse:
    """Who no longer sees the report as it is now reads the last text that they may see (D-1)."""
    viewer, version = request.viewer, readable_version(request.viewer, key)
    if version is None:
        return _draft(request, the_report(request, key))
    note_look(viewer, version)
    rows = Report.objects.visible_to(viewer).filter(pk=version.report_id)
    now = rows.select_related("case__municipality", "case__meeting_type", "owner", "source_organisation").first()
    return show(
        request,
        "casefiles/report.html",
        {
            "case_frame": case_frame(version.case, viewer=viewer, tab="journal"),
            "card": cards([version], viewer=viewer, look=Look(level=2, alone=True))[0],
            "versions": versions_of(version.report_id, viewer=viewer),
            "report": now,
            "to_check": now is not None and may_check_report(viewer, now),
            "may_seal": now is not None and may_seal(viewer, now),
            "may_restrict": now is not None and offers_setting_aside(viewer, now),
            "may_narrow": now is not None and may_narrow(viewer, now),
            "may_state": now is not None and now.state in READABLE and may_direct(viewer, now.case),
            "steps": offers("report", now, viewer=viewer) if now else [],
        },
    )


def _draft(request: ViewerRequest, report: Report) -> HttpResponse:
    context = {
        "case_frame": case_frame(report.case, viewer=request.viewer, tab="journal"),
        "report": report,
        "facts": facts(report),
        "may_edit": may_edit_report(request.viewer, report),
        "steps": offers("report", report, viewer=request.viewer),
    }
    return show(request, "casefiles/report_draft.html", context)
