"""My cases: the list, with a filter."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from access.middleware import ViewerRequest
from casustafel.portal.forms import CaseFilter
from casustafel.portal.menu import landing_of, may_refer
from casustafel.portal.selectors.cases import cases_of, lines_of, municipalities_of
from casustafel.portal.selectors.my_work import agreements_for
from casustafel.portal.tables import case_table

PER_PAGE = 25


@require_safe
def cases(request: ViewerRequest) -> HttpResponse:
    viewer = request.viewer
    form = CaseFilter(request.GET, municipalities=municipalities_of(viewer))
    # A value that is no choice is no error worth a page: the list is then unfiltered.
    chosen = form.cleaned_data if form.is_valid() else {}
    page = Paginator(cases_of(viewer, chosen=chosen), PER_PAGE).get_page(request.GET.get("page"))
    lines = lines_of(viewer, page.object_list)
    viewer.trail.touched(line.case.key for line in lines)
    context = {
        "form": form,
        "page": page,
        "table": case_table(lines),
        "filtered": any(chosen.values()),
        "may_refer": may_refer(viewer),
        # Who begins here would miss it: "my work" is another page.
        "group": agreements_for(viewer) if landing_of(viewer) == request.path else None,
    }
    return render(request, "portal/my_cases.html", context)
