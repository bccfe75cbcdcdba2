"""What roles, meetings, documents and systems are called here: the page that the statements of a matrix link to."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from access.middleware import ViewerRequest
from documents.access import may_make
from documents.models.function_mapping import FunctionMapping
from documents.selectors.named_things import named_things
from documents.views.crumbs import agreements_crumb


@require_safe
def names(request: ViewerRequest) -> HttpResponse:
    found = named_things()
    context = {
        "groups": [
            ("roles", _("Roles"), found.roles),
            ("meetings", _("Kinds of meeting"), found.meetings),
            ("documents", _("Kinds of documents"), found.documents),
            ("systems", _("Systems"), found.systems),
        ],
        "pending": FunctionMapping.objects.visible_to(request.viewer).pending().select_related("meeting_type"),
        "may_make": may_make(request.viewer),
        "crumbs": [agreements_crumb()],
    }
    return render(request, "documents/names.html", context)
