"""What must hold before a case closes: the person was told, and nothing is left unfinished."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from access.viewer import Viewer
from documents.models import CaseFunction
from workflows.refusals import Unmet

UNWRITTEN = ("received", "being_written")
DIRECTION = CaseFunction.PROCESS_DIRECTION


def person_is_told(case: Any, viewer: Viewer) -> Unmet | None:
    if case.closingnotice_set.filter(state="recorded").exists():
        return None
    return Unmet(
        _("It is not recorded that the person was told, or why not."),
        who=DIRECTION.label,
        url=reverse("casefiles:record_closing_notice", args=[case.key]),
        url_label=_("Record it"),
    )


def person_is_not_told_yet(notice: Any, viewer: Viewer) -> Unmet | None:
    earlier = notice.case.closingnotice_set.filter(state="recorded").first()
    if earlier is None:
        return None
    return Unmet(_("%(person)s recorded it before you.") % {"person": earlier.author})


def nothing_is_unfinished(case: Any, viewer: Viewer) -> Unmet | None:
    """Of what the reader sees: a hidden draft is no secret that a refusal may tell."""
    found = list(_unfinished(case, viewer))
    if not found:
        return None
    words = {"what": get_text_list([text for text, _who in found], _("and"))}
    who = ", ".join(dict.fromkeys(who for _text, who in found))
    return Unmet(_("Not finished yet: %(what)s.") % words, who=who)


def _unfinished(case: Any, viewer: Viewer) -> Iterator[tuple[str, str]]:
    reports, plans = case.report_set.visible_to(viewer), case.planversion_set.visible_to(viewer)
    for report in reports.filter(state__in=UNWRITTEN).select_related("owner"):
        yield _("a report of %(person)s") % {"person": report.owner}, str(report.owner)
    if plans.filter(state__in=["draft", "in_consultation"]).exists():
        yield _("a plan of action in the making"), str(CaseFunction.CASE_DIRECTION.label)
    if case.scalingrequest_set.filter(state="waiting").exists():
        yield _("a request to scale up"), str(DIRECTION.label)


def death_is_not_recorded_yet(case: Any, viewer: Viewer) -> Unmet | None:
    return None if case.died_on is None else Unmet(_("The death is recorded already."))
