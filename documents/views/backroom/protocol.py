"""A protocol in the making: what stands in it, what it needs, and the way to every part of it."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe
from django.views.generic import View

from access.doors import find_or_404
from access.middleware import ViewerRequest
from documents.access import is_decided, is_editable, may_make
from documents.actions.edit_protocol import edit_protocol, set_review_date
from documents.actions.import_protocol import begin_protocol
from documents.forms.protocol import BeginForm, ProtocolForm, ReviewForm, protocol_values
from documents.models.protocol import ProtocolState, ProtocolVersion
from documents.selectors.attachments import attachments_of
from documents.selectors.files import files_of
from documents.selectors.next_steps import needs_of
from documents.selectors.offers import offers
from documents.selectors.protocol_page import protocol_page
from documents.views.answers import UNPROCESSABLE
from documents.views.backroom.bases import ProtocolEditPage
from documents.views.crumbs import back_room_crumb
from workflows.forms import VersionForm


@require_safe
def protocol(request: ViewerRequest, key: str) -> HttpResponse:
    viewer = request.viewer
    version = find_or_404(viewer, ProtocolVersion.objects.select_related("protocol"), key)
    if not may_make(viewer):
        raise Http404
    context = {
        "page": protocol_page(version, on=viewer.today),
        "needs": needs_of(version, viewer=viewer),
        "steps": offers("protocol", version, viewer=viewer),
        "files": files_of(version, viewer=viewer),
        "attachments": attachments_of(version, viewer=viewer),
        "editable": is_editable(version),
        "decided": is_decided(version),
        "in_use": version.state == ProtocolState.ADOPTED,
        "crumbs": [back_room_crumb()],
    }
    return render(request, "documents/backroom/protocol.html", context)


class BeginPage(View):
    """A protocol that is written here, without a Word file."""

    http_method_names = ["get", "post", "head"]
    request: ViewerRequest

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not may_make(self.request.viewer):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.page(BeginForm())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = BeginForm(request.POST)
        if not form.is_valid():
            return self.page(form, status=UNPROCESSABLE)
        version = begin_protocol(form.cleaned_data["title"], viewer=self.request.viewer)
        return redirect("backroom:protocol", key=version.key)

    def page(self, form: BeginForm, *, status: int = 200) -> HttpResponse:
        context = {"form": form, "crumbs": [back_room_crumb()], "back_url": reverse("backroom:todo")}
        return render(self.request, "documents/backroom/begin_protocol.html", context, status=status)


class FieldsPage(ProtocolEditPage):
    heading = gettext_lazy("Title and review date")
    submit_label = gettext_lazy("Save protocol")
    saved = gettext_lazy("The protocol is saved.")

    def form(self, data: Any = None) -> ProtocolForm:
        return ProtocolForm(data, initial=protocol_values(self.version))

    def save(self, form: ProtocolForm) -> None:
        edit_protocol(
            self.version, viewer=self.request.viewer, expected_version=form.expected_version, fields=form.protocol()
        )


class ReviewedPage(ProtocolEditPage):
    """Looked at again, and nothing has to change: the next look is planned."""

    template_name = "documents/backroom/confirm.html"
    heading = gettext_lazy("Reviewed: nothing has to change?")
    submit_label = gettext_lazy("Record review")
    saved = gettext_lazy("The review is recorded.")

    def is_open(self) -> bool:
        return bool(self.version.state == ProtocolState.ADOPTED)

    def form(self, data: Any = None) -> VersionForm:
        return ReviewForm(data, initial={"version": self.version.version})

    def save(self, form: Any) -> None:
        set_review_date(
            self.version,
            viewer=self.request.viewer,
            expected_version=form.expected_version,
            review_on=form.cleaned_data["review_on"],
        )

    def context(self) -> dict[str, Any]:
        return {"consequence": _("The text stays as it is. Must something change? Then make a next version.")}
