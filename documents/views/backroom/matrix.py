"""A matrix in the making: what stands in it, what it needs, and the way to every part of it."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from access.doors import find_or_404
from access.middleware import ViewerRequest
from documents.access import is_decided, is_editable, may_make
from documents.actions.decide_matrix import set_scope
from documents.forms.matrix import ScopeForm, scope_values
from documents.gaps import keep_gaps
from documents.models.matrix import MatrixVersion
from documents.selectors.attachments import attachments_of
from documents.selectors.files import files_of
from documents.selectors.matrix_outline import Place
from documents.selectors.matrix_page import matrix_page
from documents.selectors.next_steps import needs_of
from documents.selectors.offers import offers
from documents.selectors.steps_taken import steps_taken
from documents.views.backroom.bases import MatrixEditPage
from documents.views.crumbs import back_room_crumb


@require_safe
def matrix(request: ViewerRequest, key: str) -> HttpResponse:
    viewer = request.viewer
    version = find_or_404(viewer, MatrixVersion.objects.with_scope().select_related("proposer__organisation"), key)
    if not may_make(viewer):
        raise Http404
    keep_gaps(version, viewer=viewer)
    context = {
        "page": matrix_page(version, viewer=viewer, place=Place.asked(request.GET.dict()), resembling=True),
        "needs": needs_of(version, viewer=viewer),
        "steps": offers("matrix", version, viewer=viewer),
        "taken": steps_taken(version, viewer=viewer),
        "files": files_of(version, viewer=viewer),
        "attachments": attachments_of(version, viewer=viewer),
        "editable": is_editable(version),
        "decided": is_decided(version),
        "crumbs": [back_room_crumb()],
    }
    return render(request, "documents/backroom/matrix.html", context)


class ScopePage(MatrixEditPage):
    heading = _("For which cases, and from when?")
    submit_label = _("Save scope")
    saved = _("The scope is saved.")

    def form(self, data: Any = None) -> ScopeForm:
        return ScopeForm(data, initial=scope_values(self.version))

    def save(self, form: ScopeForm) -> None:
        set_scope(self.version, viewer=self.request.viewer, expected_version=form.expected_version, scope=form.scope())
