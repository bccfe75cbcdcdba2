"""What must hold to close a case or to hand it over, listed before one tries, and who can mend each."""

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_GET

from access.middleware import ViewerRequest
from casefiles.selectors.closing import ways_to_end, ways_to_go_on
from casefiles.selectors.frame import case_frame
from casefiles.selectors.place import place_in
from casefiles.views.answers import show
from casefiles.views.found import the_case


@require_GET
def closing_page(request: ViewerRequest, code: str) -> HttpResponse:
    case, viewer = the_case(request, code), request.viewer
    if not place_in(viewer, case).in_team:
        raise Http404
    context = {
        "case_frame": case_frame(case, viewer=viewer, tab="overview", primary=False),
        "case": case,
        "ways": ways_to_end(case, viewer=viewer),
        "elsewhere": ways_to_go_on(case, viewer=viewer),
    }
    return show(request, "casefiles/closing.html", context)
