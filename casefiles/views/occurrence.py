"""Somebody who was referred occurs in a case already: for the process manager who holds it, and nobody else (D-30)."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from access.doors import may_see, note_beside
from access.middleware import ViewerRequest
from casefiles.models import Occurrence
from casefiles.selectors.confirm import Fact
from casefiles.selectors.offers import offers
from casefiles.selectors.stepping import referral_facts
from casefiles.views.answers import show
from casefiles.views.found import the_occurrence, the_referral_beside


@require_GET
def occurrence_page(request: ViewerRequest, key: str) -> HttpResponse:
    """Code and municipality of the case; case and referral themselves by the reader's own right only."""
    occurrence, viewer = the_occurrence(request, key), request.viewer
    referral = the_referral_beside(request, occurrence.referral_id)
    if referral:
        note_beside(viewer, referral)
    context = {
        "occurrence": occurrence,
        "facts": _facts(occurrence),
        "case": occurrence.case if may_see(viewer, occurrence.case) else None,
        "referral": referral,
        "referral_facts": referral_facts(referral) if referral else [],
        "steps": offers("occurrence", occurrence, viewer=viewer),
    }
    return show(request, "casefiles/occurrence.html", context)


def _facts(occurrence: Occurrence) -> list[Fact]:
    case = occurrence.case
    return [
        Fact(_("Case"), case.key),
        Fact(_("Municipality"), str(case.municipality)),
        Fact(_("Meeting of the case"), str(case.meeting_type)),
        Fact(_("Meeting of the referral"), str(occurrence.referral.meeting_type)),
        Fact(_("Status"), occurrence.get_state_display()),
    ]
