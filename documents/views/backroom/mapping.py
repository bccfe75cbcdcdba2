"""Proposing other functions for a kind of meeting: a second person decides on them."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from documents.actions.map_functions import Functions, propose_mapping
from documents.forms.lists import FunctionsForm
from documents.models.function_mapping import FunctionMapping
from documents.views.backroom.lists import ListPage
from workflows.refusals import Text


class ProposeMappingPage(ListPage):
    """While one is proposed, its page is shown in place of the form."""

    submit_label = gettext_lazy("Propose these functions")
    saved = gettext_lazy("The functions are proposed. Until somebody else adopts them, they stay as they are.")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        pending = self.pending()
        return redirect(pending) if pending else super().get(request, *args, **kwargs)

    def pending(self) -> FunctionMapping | None:
        return FunctionMapping.objects.visible_to(self.request.viewer).pending().filter(meeting_type=self.entry).first()

    def form(self, data: Any = None) -> FunctionsForm:
        initial = FunctionsForm.values(self.entry) | {"version": self.entry.version}
        return FunctionsForm(data, initial=initial)

    def save(self, form: Any) -> None:
        viewer, version = self.request.viewer, form.expected_version
        proposed = Functions(**form.fields_of())
        propose_mapping(self.entry, viewer=viewer, expected_version=version, proposed=proposed)

    def next_url(self) -> str:
        pending = self.pending()
        return pending.get_absolute_url() if pending else super().next_url()

    def title(self) -> Text:
        return _("Propose functions of %(meeting)s") % {"meeting": self.entry}

    def explained(self) -> Text:
        return _(
            "A municipal director of another organisation than yours decides. Until then everything stays as it is."
        )
