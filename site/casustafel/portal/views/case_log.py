"""Who looked at this case: for its directors, and for who oversees the log."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from access.middleware import ViewerRequest
from casefiles.models import Client
from casefiles.selectors.frame import case_frame
from casustafel.portal.access import case_of_log_or_404, directs, may_see_client_in_log
from casustafel.portal.selectors.log_lines import entries_of_case, lines_of_log
from casustafel.portal.tables import log_table

PER_PAGE = 25


@require_safe
def case_log(request: ViewerRequest, code: str) -> HttpResponse:
    viewer = request.viewer
    case = case_of_log_or_404(viewer, code)
    page = Paginator(entries_of_case(viewer, case), PER_PAGE).get_page(request.GET.get("page"))
    context: dict[str, Any] = {"case": case, "page": page, "table": log_table(lines_of_log(page.object_list))}
    if directs(viewer, case):
        context["case_frame"] = case_frame(case, viewer=viewer, tab="log", primary=False)
        return render(request, "portal/case_log.html", context)
    context["crumbs"] = [(_("Access log"), reverse("oversight"))]
    if may_see_client_in_log(viewer, case):
        context["client"] = Client.objects.filter(case=case).first()
    return render(request, "portal/case_log.html", context)
