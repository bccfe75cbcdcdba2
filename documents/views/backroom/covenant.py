"""A covenant in the making: what stands in it, what it needs, who signed, and the way to every part of it."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from access.doors import find_or_404
from access.middleware import ViewerRequest
from documents.access import is_decided, is_editable, may_make
from documents.actions.edit_covenant import edit_covenant
from documents.actions.remind import ASKING
from documents.forms.covenant import FieldsForm, field_values
from documents.models.covenant import CovenantVersion
from documents.selectors.attachments import attachments_of
from documents.selectors.closing import closing
from documents.selectors.covenant_page import covenant_page, signatures_at_stake
from documents.selectors.files import files_of
from documents.selectors.next_steps import needs_of
from documents.selectors.offers import offers
from documents.selectors.steps_taken import steps_taken
from documents.views.backroom.bases import CovenantEditPage
from documents.views.crumbs import back_room_crumb


@require_safe
def covenant(request: ViewerRequest, key: str) -> HttpResponse:
    viewer = request.viewer
    version = find_or_404(viewer, CovenantVersion.objects.select_related("covenant"), key)
    if not may_make(viewer):
        raise Http404
    context = {
        "page": covenant_page(version, on=viewer.today),
        "needs": needs_of(version, viewer=viewer),
        "steps": offers("covenant", version, viewer=viewer),
        "taken": steps_taken(version, viewer=viewer),
        "files": files_of(version, viewer=viewer),
        "attachments": attachments_of(version, viewer=viewer),
        "editable": is_editable(version),
        "decided": is_decided(version),
        "at_stake": signatures_at_stake(version) if is_editable(version) else 0,
        "asking": version.state in ASKING,
        "awaited": version.state in ASKING and version.parties.awaited().exists(),
        "closing": closing(version, viewer=viewer),
        "crumbs": [back_room_crumb()],
    }
    return render(request, "documents/backroom/covenant.html", context)


class FieldsPage(CovenantEditPage):
    heading = _("When and where does it hold?")
    submit_label = _("Save covenant")
    saved = _("The covenant is saved.")

    def form(self, data: Any = None) -> FieldsForm:
        return FieldsForm(data, initial=field_values(self.version))

    def save(self, form: FieldsForm) -> None:
        edit_covenant(
            self.version, viewer=self.request.viewer, expected_version=form.expected_version, fields=form.covenant()
        )
