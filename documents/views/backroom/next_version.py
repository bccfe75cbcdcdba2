"""Beginning the next version of what was signed or adopted."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from documents.access import is_decided
from documents.actions.next_version import start_next_version
from documents.views.backroom.bases import CovenantEditPage, MatrixEditPage, ProtocolEditPage
from documents.views.editing import EditPage
from workflows.forms import VersionForm


class NextVersionPage(EditPage):
    template_name = "documents/backroom/confirm.html"
    heading = _("Make a next version?")
    submit_label = _("Make next version")
    saved = _("The next version is a draft. What is in force stays in force.")
    kind = ""
    started = ""

    def is_open(self) -> bool:
        return is_decided(self.version)

    def form(self, data: Any = None) -> VersionForm:
        return VersionForm(data, initial={"version": self.version.version})

    def save(self, form: Any) -> None:
        draft = start_next_version(self.version, viewer=self.request.viewer, expected_version=form.expected_version)
        self.started = draft.key

    def done_url(self) -> str:
        return reverse(f"backroom:{self.kind}", args=[self.started])

    def context(self) -> dict[str, Any]:
        return {"consequence": _("It begins as a copy. This version stays as it is until the next one takes over.")}


class NextCovenantPage(NextVersionPage, CovenantEditPage):
    kind = "covenant"
    voids_signatures = False


class NextMatrixPage(NextVersionPage, MatrixEditPage):
    kind = "matrix"


class NextProtocolPage(NextVersionPage, ProtocolEditPage):
    kind = "protocol"
