"""Asking the audience to confirm that they read an agreement, and seeing who did and who did not."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from documents.access import is_decided
from documents.actions.confirm_reading import ask_to_confirm, stop_asking
from documents.forms.protocol import DueForm
from documents.selectors.reading import readers_of, request_for
from documents.views.answers import UNPROCESSABLE
from documents.views.backroom.bases import CovenantEditPage, MatrixEditPage, ProtocolEditPage
from documents.views.editing import EditPage
from workflows.forms import VersionForm
from workflows.refusals import Text


class ReadersPage(EditPage):
    template_name = "documents/backroom/readers.html"
    heading = gettext_lazy("Who confirmed that they read it?")
    submit_label = gettext_lazy("Ask for confirmation")
    saved: Text = gettext_lazy("Whom it is published to find it in their work.")

    def is_open(self) -> bool:
        return is_decided(self.version)

    def form(self, data: Any = None) -> VersionForm:
        request = request_for(self.version)
        initial = {"version": self.version.version, "due_on": request.due_on if request else None}
        return DueForm(data, initial=initial)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.POST.get("do") != "stop":
            return super().post(request, *args, **kwargs)
        form = VersionForm(request.POST)
        if not form.is_valid():
            return self.page(self.form(), status=UNPROCESSABLE)
        self.saved = ""
        return self.attempt(self._stop, form)

    def _stop(self, form: VersionForm) -> None:
        stop_asking(self.version, viewer=self.request.viewer, expected_version=form.expected_version)
        messages.success(self.request, _("Nobody is asked any more. What was confirmed stays on record."))

    def save(self, form: Any) -> None:
        ask_to_confirm(
            self.version,
            viewer=self.request.viewer,
            expected_version=form.expected_version,
            due_on=form.cleaned_data["due_on"],
        )

    def done_url(self) -> str:
        return self.request.path

    def stale(self, current: Any, form: VersionForm) -> HttpResponse:
        return super().stale(current, form if isinstance(form, DueForm) else self.form())

    def context(self) -> dict[str, Any]:
        readers = readers_of(self.version, on=self.request.viewer.today) if is_decided(self.version) else []
        return {
            "asked": request_for(self.version),
            "readers": readers,
            "confirmed": sum(one.confirmed_at is not None for one in readers),
            "warning": "",
        }


class ProtocolReadersPage(ReadersPage, ProtocolEditPage):
    """Who has read how we work."""


class MatrixReadersPage(ReadersPage, MatrixEditPage):
    """Who has read what each role may do."""


class CovenantReadersPage(ReadersPage, CovenantEditPage):
    voids_signatures = False
