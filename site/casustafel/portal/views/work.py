"""My work: what waits for whom."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from access.middleware import ViewerRequest
from casustafel.portal.menu import landing_of
from casustafel.portal.selectors.my_work import my_work


@require_safe
def home(request: ViewerRequest) -> HttpResponse:
    """Where each role begins."""
    return redirect(landing_of(request.viewer))


@require_safe
def work(request: ViewerRequest) -> HttpResponse:
    found = my_work(request.viewer)
    request.viewer.trail.touched(found.case_codes)
    return render(request, "portal/my_work.html", {"work": found})
