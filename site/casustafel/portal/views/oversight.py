"""Oversight: the access log over all cases, by person and period."""

from datetime import timedelta

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from access.middleware import ViewerRequest
from accounts.models import User
from casustafel.portal.access import may_oversee
from casustafel.portal.forms import LogFilter
from casustafel.portal.selectors.log_lines import Asked, codes_overseen, entries_over_all, lines_of_log
from casustafel.portal.tables import log_table

PER_PAGE = 25
# What is shown before anything is chosen.
LAST_DAYS = 30


@require_safe
def oversight(request: ViewerRequest) -> HttpResponse:
    viewer = request.viewer
    if not may_oversee(viewer):
        raise Http404
    first = {"start": (viewer.today - timedelta(days=LAST_DAYS)).isoformat()}
    form = LogFilter(request.GET or first, people=User.objects.select_related("organisation"))
    asked = Asked(**form.cleaned_data) if form.is_valid() else None
    viewer.trail.looked_at("audit.accesslogentry", asked.person if asked else "")
    if asked is None:
        return render(request, "portal/oversight.html", {"form": form, "has_errors": True}, status=422)
    viewer.trail.details.update(asked.as_details())
    page = Paginator(entries_over_all(viewer, asked), PER_PAGE).get_page(request.GET.get("page"))
    table = log_table(lines_of_log(page.object_list, codes=codes_overseen(viewer)), cases=True)
    return render(request, "portal/oversight.html", {"form": form, "page": page, "table": table})
