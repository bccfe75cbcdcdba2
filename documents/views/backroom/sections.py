"""One role of a matrix: its name here, the role of the house that it means, and its rows."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from documents.actions.edit_matrix import add_row, edit_section
from documents.forms.matrix import SectionForm, section_values
from documents.models.matrix_rows import MatrixSection
from documents.views.backroom.bases import MatrixEditPage
from workflows.forms import VersionForm
from workflows.refusals import Text


class SectionPage(MatrixEditPage):
    submit_label = _("Save role")
    saved: Text = _("The role is saved.")
    section: MatrixSection

    def title(self) -> str:
        return self.section.name

    def find(self, version: Any) -> None:
        section = version.sections.filter(order=self.kwargs["order"]).first()
        if section is None:
            raise Http404
        self.section = section

    def form(self, data: Any = None) -> VersionForm:
        return SectionForm(data, initial=section_values(self.section))

    def save(self, form: Any) -> None:
        edit_section(
            self.section, viewer=self.request.viewer, expected_version=form.expected_version, fields=form.section()
        )


class AddRowPage(SectionPage):
    """A button: an empty row at the end of this role, and on to its page."""

    saved = ""
    added = 0

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect(self.back_url())

    def form(self, data: Any = None) -> VersionForm:
        return VersionForm(data)

    def save(self, form: Any) -> None:
        row = add_row(self.section, viewer=self.request.viewer, expected_version=form.expected_version)
        self.added = row.order

    def done_url(self) -> str:
        return reverse("backroom:row", args=[self.version.key, self.added])
