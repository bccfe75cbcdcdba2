"""Other functions of a meeting, as proposed: who gains and who loses which step, and the way to the decision."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from access.doors import find_or_404
from access.middleware import ViewerRequest
from access.querysets import ProtectedQuerySet
from documents.models.function_mapping import FunctionMapping
from documents.selectors.mapping_page import mapping_page
from documents.selectors.offers import offers
from documents.selectors.steps_taken import steps_taken
from documents.views.crumbs import agreements_crumb
from documents.views.steps import StepPage


@require_safe
def mapping(request: ViewerRequest, key: str) -> HttpResponse:
    viewer = request.viewer
    found = find_or_404(viewer, _all(), key)
    context = {
        "mapping": found,
        "page": mapping_page(found, viewer=viewer),
        "steps": offers("mapping", found, viewer=viewer),
        "taken": steps_taken(found, viewer=viewer),
        "crumbs": [agreements_crumb()],
    }
    return render(request, "documents/mapping.html", context)


class MappingStep(StepPage):
    machine = "mapping"

    def versions(self) -> ProtectedQuerySet[FunctionMapping]:
        return _all()

    def home(self) -> str:
        return str(self.version.get_absolute_url())


def _all() -> ProtectedQuerySet[FunctionMapping]:
    return FunctionMapping.objects.select_related("meeting_type", "proposer", "organisation")
