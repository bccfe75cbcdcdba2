"""One attached file: what it is and where it belongs, the file itself, and why somebody sees it."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from access.doors import find_or_404
from access.explain import who, why
from access.middleware import ViewerRequest
from documents.access import may_make
from documents.attachment_owners import owners_of
from documents.attachments.download import download
from documents.models.attachment import Attachment
from documents.selectors.attachments import attachment_view
from documents.views.crumbs import agreements_crumb


@require_safe
def attachment(request: ViewerRequest, key: str) -> HttpResponse:
    found = find_or_404(request.viewer, Attachment.objects.listed(), key)
    version = owners_of([found]).get(found.audience_id)
    if version is None:
        raise Http404
    context = {
        "attachment": attachment_view(found),
        "version": version,
        "may_make": may_make(request.viewer),
        "crumbs": [agreements_crumb(), (version.title, version.get_absolute_url())],
    }
    return render(request, "documents/attachment.html", context)


@require_safe
def attachment_file(request: ViewerRequest, key: str) -> HttpResponse:
    found = find_or_404(request.viewer, Attachment.objects.listed(), key)
    request.viewer.trail.downloaded()
    return download(found)


@require_safe
def attachment_why(request: ViewerRequest, key: str) -> HttpResponse:
    # The audience is read once, however many people it is held against.
    attachments = Attachment.objects.listed().prefetch_related("audience__entries")
    found = find_or_404(request.viewer, attachments, key)
    context = {
        "version": {"title": found.name},
        "chain": why(request.viewer, found),
        "readers": who(found),
        "crumbs": [agreements_crumb(), (found.name, found.get_absolute_url())],
    }
    return render(request, "documents/why.html", context)
