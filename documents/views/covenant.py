"""One covenant: who is party, who signed what, where and until when it holds, and what is agreed per meeting."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from access.doors import find_or_404
from access.middleware import ViewerRequest
from documents.access import may_make
from documents.actions.read_version import note_reading
from documents.models.covenant import CovenantKind, CovenantVersion
from documents.selectors.attachments import attachments_of
from documents.selectors.closing import closing, is_over
from documents.selectors.covenant_page import covenant_page
from documents.selectors.declarations import to_sign
from documents.selectors.files import files_of
from documents.selectors.offers import offers
from documents.selectors.series import other_versions
from documents.selectors.steps_taken import steps_taken
from documents.views.crumbs import agreements_crumb
from documents.views.reading import reading_context


@require_safe
def covenant(request: ViewerRequest, key: str) -> HttpResponse:
    viewer = request.viewer
    version = find_or_404(viewer, CovenantVersion.objects.select_related("covenant"), key)
    note_reading(version, viewer=viewer)
    context = {
        "page": covenant_page(version, on=viewer.today),
        "steps": offers("covenant", version, viewer=viewer),
        "closing": None if is_over(version, on=viewer.today) else closing(version, viewer=viewer),
        "others": other_versions(version, viewer=viewer),
        "taken": steps_taken(version, viewer=viewer),
        "files": files_of(version, viewer=viewer),
        "attachments": attachments_of(version, viewer=viewer),
        "may_make": may_make(viewer),
        "may_declare": version.covenant.kind == CovenantKind.CONFIDENTIALITY_DECLARATION and version in to_sign(viewer),
        "crumbs": [agreements_crumb()],
        "about": _("covenant %(number)s, version %(version)s")
        % {"number": version.covenant.number, "version": version.version_number},
    }
    return render(request, "documents/covenant.html", context | reading_context(version, viewer=viewer))
