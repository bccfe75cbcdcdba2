"""My details and access: roles, cases, and who stands in for whom."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from access.middleware import ViewerRequest
from casefiles.selectors.team import replacements_of
from casustafel.portal.selectors.cases import cases_of, lines_of
from casustafel.portal.selectors.own import replaced_by, roles_of
from casustafel.portal.tables import place_table, role_table


@require_safe
def my_access(request: ViewerRequest) -> HttpResponse:
    viewer = request.viewer
    lines = lines_of(viewer, cases_of(viewer, chosen={}))
    viewer.trail.touched(line.case.key for line in lines)
    context = {
        "roles": role_table(roles_of(viewer)),
        "places": place_table(lines),
        "deputies": replacements_of(viewer),
        "stands_in_for": replaced_by(viewer),
        "question_days": settings.SEARCH_QUESTION_DAYS,
    }
    return render(request, "portal/my_access.html", context)
