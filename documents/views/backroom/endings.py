"""How a covenant ends before its time, and how one party leaves it."""

from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from documents.actions.sign import leave, terminate
from documents.forms.steps import EndingForm, LeaveForm
from documents.models.covenant import CovenantState
from documents.models.party import Party
from documents.selectors.closing import closing
from documents.views.backroom.bases import CovenantEditPage
from workflows.forms import VersionForm


class TerminatePage(CovenantEditPage):
    """The step `covenant.terminate`, with the day that it asks."""

    template_name = "documents/backroom/end.html"
    heading = gettext_lazy("End this covenant early?")
    submit_label = gettext_lazy("End covenant")
    saved = gettext_lazy("The covenant ends early.")
    danger = True
    voids_signatures = False

    def is_open(self) -> bool:
        return bool(self.version.state == CovenantState.SIGNED)

    def form(self, data: Any = None) -> VersionForm:
        return EndingForm(data, initial={"version": self.version.version})

    def save(self, form: Any) -> None:
        terminate(
            self.version, viewer=self.request.viewer, expected_version=form.expected_version, ending=form.ending()
        )

    def context(self) -> dict[str, Any]:
        return super().context() | {"closing": closing(self.version, viewer=self.request.viewer)}


class LeavePage(CovenantEditPage):
    """One party goes, the others stay bound (D-29)."""

    template_name = "documents/backroom/confirm.html"
    submit_label = gettext_lazy("Record departure")
    saved = gettext_lazy("The departure is recorded.")
    danger = True
    voids_signatures = False
    party: Party

    def is_open(self) -> bool:
        return self.version.begins_on is not None

    def title(self) -> str:
        return _("%(name)s leaves this covenant?") % {"name": self.party.organisation}

    def find(self, version: Any) -> None:
        parties = version.parties.select_related("organisation")
        found = parties.filter(organisation__key=self.kwargs["organisation"]).first()
        if found is None:
            raise Http404
        self.party = found

    def form(self, data: Any = None) -> VersionForm:
        return LeaveForm(data, initial={"version": self.version.version, "last_day": self.party.left_on})

    def save(self, form: Any) -> None:
        leave(
            self.party,
            viewer=self.request.viewer,
            expected_version=form.expected_version,
            last_day=form.cleaned_data["last_day"],
        )

    def context(self) -> dict[str, Any]:
        return super().context() | {
            "consequence": _("From the day after, its people read and share nothing under this covenant.")
        }
