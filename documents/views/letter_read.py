"""One letter template as its readers know it: which letter it is, and what stands in it."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from access.doors import find_or_404
from access.middleware import ViewerRequest
from documents.access import may_make
from documents.models.letter import LetterVersion
from documents.views.crumbs import agreements_crumb


@require_safe
def letter(request: ViewerRequest, key: str) -> HttpResponse:
    version = find_or_404(request.viewer, LetterVersion.objects.select_related("template"), key)
    context = {
        "version": version,
        "purpose": version.template.get_purpose_display(),
        "lines": (version.words or "").splitlines(),
        "may_make": may_make(request.viewer),
        "crumbs": [agreements_crumb()],
    }
    return render(request, "documents/letter.html", context)
