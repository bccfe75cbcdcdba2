"""The text of a covenant in the making, written in one field."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from documents.actions.edit_covenant import edit_text
from documents.forms.covenant_text import CovenantTextForm, text_form
from documents.views.backroom.bases import CovenantEditPage


class TextPage(CovenantEditPage):
    heading = _("What does the covenant say?")
    submit_label = _("Save text")
    saved = _("The text is saved.")

    def form(self, data: Any = None) -> CovenantTextForm:
        return text_form(self.version, data)

    def save(self, form: CovenantTextForm) -> None:
        edit_text(self.version, viewer=self.request.viewer, expected_version=form.expected_version, blocks=form.blocks)
