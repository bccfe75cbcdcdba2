"""Reminding who still has to sign."""

from typing import Any

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from documents.actions.remind import ASKING, remind_signatories
from documents.views.backroom.bases import CovenantEditPage
from workflows.forms import VersionForm


class RemindPage(CovenantEditPage):
    template_name = "documents/backroom/confirm.html"
    heading = gettext_lazy("Send a reminder?")
    submit_label = gettext_lazy("Send reminder")
    saved = gettext_lazy("The reminder goes out. It says that there is news, and no more.")
    voids_signatures = False

    def is_open(self) -> bool:
        return self.version.state in ASKING

    def form(self, data: Any = None) -> VersionForm:
        return VersionForm(data, initial={"version": self.version.version})

    def save(self, form: Any) -> None:
        remind_signatories(self.version, viewer=self.request.viewer, expected_version=form.expected_version)

    def context(self) -> dict[str, Any]:
        awaited = self.version.parties.awaited().select_related("signatory")
        names = get_text_list([str(party.signatory) for party in awaited], _("and"))
        said = _("Still to sign: %(names)s. They get a mail that says to log in.") % {"names": names}
        return {"consequence": said if names else _("Nobody is awaited to sign now.")}
