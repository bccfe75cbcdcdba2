"""Uploading the page that a party signed on paper."""

from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from documents.actions.paper_page import add_paper_page
from documents.actions.remind import ASKING
from documents.forms.paper_page import PaperPageForm
from documents.models.party import Party
from documents.views.backroom.bases import CovenantEditPage


class PaperPage(CovenantEditPage):
    template_name = "documents/backroom/paper_page.html"
    submit_label = gettext_lazy("Add signed page")
    saved = gettext_lazy("The page waits until somebody of this party confirms it.")
    voids_signatures = False
    party: Party

    def is_open(self) -> bool:
        return self.version.state in ASKING

    def title(self) -> str:
        return _("%(name)s signs on paper") % {"name": self.party.organisation}

    def find(self, version: Any) -> None:
        parties = version.parties.filter(left_on__isnull=True).select_related("organisation")
        found = parties.filter(organisation__key=self.kwargs["organisation"]).first()
        if found is None:
            raise Http404
        self.party = found

    def form(self, data: Any = None) -> PaperPageForm:
        files = None if data is None else self.request.FILES
        return PaperPageForm(data, files, initial={"version": self.version.version}, covenant=self.version)

    def save(self, form: Any) -> None:
        values = form.cleaned_data
        add_paper_page(self.party, viewer=self.request.viewer, file=values["file"], mark=values["mark"])
