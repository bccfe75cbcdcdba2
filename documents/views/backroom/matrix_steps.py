"""Which step is decided by which rows, which by nobody, and which gaps were seen."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from documents.actions.bind import acknowledge_gap, choose_nobody, take_back_nobody
from documents.forms.presses import PressForm
from documents.gaps import keep_gaps
from documents.selectors.coverage import coverage
from documents.selectors.matrix_page import gap_views
from documents.views.answers import stale
from documents.views.backroom.bases import MatrixEditPage
from workflows.forms import VersionForm


class StepsPage(MatrixEditPage):
    """A page of buttons, one for each step and each gap."""

    template_name = "documents/backroom/matrix_steps.html"
    heading = _("Steps and gaps")
    saved = _("Your choice is saved.")
    things = ("nobody", "take_back", "acknowledge")

    def form(self, data: Any = None) -> VersionForm:
        return PressForm(data, things=self.things, initial={"version": self.version.version})

    def save(self, form: Any) -> None:
        do, target = form.cleaned_data["do"], form.cleaned_data["target"]
        sent = {"viewer": self.request.viewer, "expected_version": form.expected_version}
        if do == "acknowledge":
            acknowledge_gap(self.version, gap=target, **sent)
        elif do == "nobody":
            choose_nobody(self.version, step_id=target, **sent)
        else:
            take_back_nobody(self.version, step_id=target, **sent)

    def done_url(self) -> str:
        return reverse("backroom:matrix_steps", args=[self.version.key])

    def stale(self, current: Any, form: VersionForm) -> HttpResponse:
        return stale(self.request, current, back_url=self.done_url())

    def context(self) -> dict[str, Any]:
        viewer = self.request.viewer
        keep_gaps(self.version, viewer=viewer)
        return {"coverage": coverage(self.version, viewer=viewer), "gaps": gap_views(self.version, viewer=viewer)}
