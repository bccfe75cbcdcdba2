"""Emergency access in the municipalities that somebody watches over: what waits for review, and what was judged."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from access.middleware import ViewerRequest
from casefiles.models import EmergencyAccess
from casefiles.places import WATCH, places_held
from casustafel.portal.access import may_oversee
from casustafel.portal.tables import emergency_table

PER_PAGE = 25


@require_safe
def emergencies(request: ViewerRequest) -> HttpResponse:
    viewer = request.viewer
    if not may_oversee(viewer):
        raise Http404
    rows = EmergencyAccess.objects.visible_to(viewer).filter(case__municipality__in=places_held(viewer, WATCH))
    rows = rows.select_related("case__municipality", "author", "person__organisation")
    page = Paginator(rows.order_by("-shared_at"), PER_PAGE).get_page(request.GET.get("page"))
    viewer.trail.touched([one.case.key for one in page.object_list])
    context = {"page": page, "table": emergency_table(page.object_list)}
    return render(request, "portal/emergencies.html", context)
