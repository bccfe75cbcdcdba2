"""One protocol, as people work by it: steps, lists, tables and what must not be overlooked."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from access.doors import find_or_404
from access.middleware import ViewerRequest
from documents.access import may_make
from documents.actions.read_version import note_reading
from documents.models.protocol import ProtocolVersion
from documents.selectors.attachments import attachments_of
from documents.selectors.files import files_of
from documents.selectors.offers import offers
from documents.selectors.protocol_page import protocol_page
from documents.selectors.series import other_versions
from documents.views.crumbs import agreements_crumb
from documents.views.reading import reading_context


@require_safe
def protocol(request: ViewerRequest, key: str) -> HttpResponse:
    viewer = request.viewer
    version = find_or_404(viewer, ProtocolVersion.objects.select_related("protocol"), key)
    note_reading(version, viewer=viewer)
    context = {
        "page": protocol_page(version, on=viewer.today),
        "steps": offers("protocol", version, viewer=viewer),
        "others": other_versions(version, viewer=viewer),
        "files": files_of(version, viewer=viewer),
        "attachments": attachments_of(version, viewer=viewer),
        "may_make": may_make(viewer),
        "crumbs": [agreements_crumb()],
        "about": _("protocol %(number)s, version %(version)s")
        % {"number": version.protocol.number, "version": version.version_number},
    }
    return render(request, "documents/protocol.html", context | reading_context(version, viewer=viewer))
