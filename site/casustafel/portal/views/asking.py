"""Oversight: who asks how often whether somebody occurs already (D-30)."""

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from access.middleware import ViewerRequest
from casustafel.portal.access import may_oversee
from casustafel.portal.selectors.asking import LAST_DAYS, asking
from casustafel.portal.tables import asking_table


@require_safe
def questions(request: ViewerRequest) -> HttpResponse:
    if not may_oversee(request.viewer):
        raise Http404
    request.viewer.trail.looked_at("audit.accesslogentry", "")
    context = {
        "crumbs": [(_("Oversight"), reverse("oversight"))],
        "table": asking_table(asking(request.viewer)),
        "days": LAST_DAYS,
        "limit": settings.QUESTIONS_A_DAY,
    }
    return render(request, "portal/asking.html", context)
