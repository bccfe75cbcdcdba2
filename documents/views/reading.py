"""What changed since somebody read an agreement, and confirming that they read it: alike for every kind."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from access.doors import find_or_404
from access.middleware import ViewerRequest
from access.viewer import Viewer
from documents.actions.confirm_reading import confirm_reading
from documents.kinds import MODELS, kind_of
from documents.selectors.comparison import comparison, earlier_for
from documents.selectors.reading import asked_of
from documents.views.answers import refused
from documents.views.crumbs import agreements_crumb
from workflows.refusals import StepRefused


def reading_context(version: Any, *, viewer: Viewer) -> dict[str, Any]:
    """For the page on which an agreement is read; after the reading was noted."""
    kind = kind_of(version)
    return {
        "version": version,
        "earlier": earlier_for(viewer, version),
        "asked": asked_of(viewer, version),
        "changes_url": f"documents:{kind}_changes",
        "confirm_url": f"documents:{kind}_confirm",
    }


@require_safe
def changes(request: ViewerRequest, key: str, kind: str) -> HttpResponse:
    version = _found(request, kind, key)
    context = {
        "version": version,
        "comparison": comparison(request.viewer, version),
        "crumbs": [agreements_crumb(), (version.title, version.get_absolute_url())],
    }
    return render(request, "documents/changes.html", context)


@require_POST
def confirm(request: ViewerRequest, key: str, kind: str) -> HttpResponse:
    version = _found(request, kind, key)
    try:
        confirm_reading(version, viewer=request.viewer)
    except StepRefused as refusal:
        return refused(request, refusal, back_url=version.get_absolute_url())
    messages.success(request, _("You confirmed that you read it. The project leader sees that."))
    return redirect(version.get_absolute_url())


def _found(request: ViewerRequest, kind: str, key: str) -> Any:
    return find_or_404(request.viewer, MODELS[kind].objects.select_related(kind), key)
