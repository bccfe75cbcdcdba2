"""One part of a protocol: its heading and text, a part below it, a place higher, or gone."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from documents.actions.edit_protocol import add_part, move_up, remove_part, write_part
from documents.body import from_json
from documents.forms.protocol import HeadingForm, PartForm, part_values
from documents.protocol_parts import Part, parts_of
from documents.views.backroom.bases import ProtocolEditPage
from workflows.forms import VersionForm
from workflows.refusals import Text


class AddPartPage(ProtocolEditPage):
    """Below the part that the address names; 0: above all of them."""

    heading = gettext_lazy("Which part comes here?")
    submit_label = gettext_lazy("Add part")
    added = 0

    def find(self, version: Any) -> None:
        if self.kwargs["order"] > len(parts_of(from_json(version.body))):
            raise Http404

    def form(self, data: Any = None) -> VersionForm:
        return HeadingForm(data, initial={"version": self.version.version})

    def save(self, form: Any) -> None:
        self.added = add_part(
            self.version,
            viewer=self.request.viewer,
            expected_version=form.expected_version,
            after=self.kwargs["order"],
            heading=form.cleaned_data["heading"].strip(),
        )

    def done_url(self) -> str:
        return reverse("backroom:protocol_part", args=[self.version.key, self.added])


class PartPage(ProtocolEditPage):
    template_name = "documents/backroom/protocol_part.html"
    submit_label = gettext_lazy("Save part")
    saved: Text = gettext_lazy("The part is saved.")
    part: Part
    number = 0

    def title(self) -> str:
        return self.part.title or _("Text above the first heading")

    def find(self, version: Any) -> None:
        parts = parts_of(from_json(version.body))
        if not 0 < self.kwargs["order"] <= len(parts):
            raise Http404
        self.part, self.number = parts[self.kwargs["order"] - 1], len(parts)

    def form(self, data: Any = None) -> VersionForm:
        return PartForm(
            data,
            initial=part_values(self.version, self.part),
            before=self.part.blocks,
            headed=self.part.heading is not None,
        )

    def save(self, form: Any) -> None:
        write_part(
            self.version,
            viewer=self.request.viewer,
            expected_version=form.expected_version,
            order=self.kwargs["order"],
            part=form.part(),
        )

    def context(self) -> dict[str, Any]:
        order = self.kwargs["order"]
        return {
            "order": order,
            "part": self.part,
            "before": order - 1,
            "after": order + 1 if order < self.number else None,
        }


class MoveUpPage(PartPage):
    """A button: this part changes places with the one above it."""

    submit_label = gettext_lazy("Move part up")
    saved: Text = gettext_lazy("The part is moved.")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect(self.back_url())

    def form(self, data: Any = None) -> VersionForm:
        return VersionForm(data)

    def save(self, form: Any) -> None:
        move_up(
            self.version,
            viewer=self.request.viewer,
            expected_version=form.expected_version,
            order=self.kwargs["order"],
        )


class RemovePartPage(PartPage):
    template_name = "documents/backroom/remove_part.html"
    submit_label = gettext_lazy("Remove part")
    saved: Text = gettext_lazy("The part is removed.")
    danger = True

    def title(self) -> str:
        return _("Remove part “%(title)s”?") % {"title": super().title()}

    def form(self, data: Any = None) -> VersionForm:
        return VersionForm(data, initial={"version": self.version.version})

    def save(self, form: Any) -> None:
        remove_part(
            self.version,
            viewer=self.request.viewer,
            expected_version=form.expected_version,
            order=self.kwargs["order"],
        )
