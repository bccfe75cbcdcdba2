"""What is asked of a protocol: its name and review date, and the text of one part."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from documents.actions.edit_protocol import ProtocolFields
from documents.models.protocol import ProtocolVersion
from documents.protocol_parts import DEEPEST, Part
from documents.word.blocks import Block, Heading
from documents.written_text import PROTOCOL
from workflows.forms import VersionForm, day_field, text_field

FILL_IN_A_TITLE = {"required": gettext_lazy("Fill in a title.")}
FILL_IN_A_HEADING = {"required": gettext_lazy("Fill in a heading.")}
NO_SUCH_DAY = {"required": gettext_lazy("Choose a day."), "invalid": gettext_lazy("Fill in an existing day.")}
LEVELS = [
    ("1", gettext_lazy("Chapter")),
    ("2", gettext_lazy("Section")),
    ("3", gettext_lazy("Part of a section")),
]


class BeginForm(forms.Form):
    title = forms.CharField(label=gettext_lazy("Title"), max_length=200, error_messages=FILL_IN_A_TITLE)


class ProtocolForm(VersionForm):
    title = forms.CharField(label=gettext_lazy("Title"), max_length=200, error_messages=FILL_IN_A_TITLE)
    review_on = day_field(
        gettext_lazy("Review on"),
        required=False,
        help_text=gettext_lazy("From this day on it stands in your work list. Needed before it can be adopted."),
        error_messages=NO_SUCH_DAY,
    )

    def protocol(self) -> ProtocolFields:
        return ProtocolFields(self.cleaned_data["title"].strip(), self.cleaned_data["review_on"])


def protocol_values(version: ProtocolVersion) -> dict[str, Any]:
    return {"version": version.version, "title": version.protocol.title, "review_on": version.review_on}


class ReviewForm(VersionForm):
    """Looked at again, and nothing has to change."""

    review_on = day_field(gettext_lazy("Review again on"), error_messages=NO_SUCH_DAY)


class HeadingForm(VersionForm):
    heading = forms.CharField(label=gettext_lazy("Heading"), max_length=200, error_messages=FILL_IN_A_HEADING)


class PartForm(VersionForm):
    """`before`: the blocks that are there, for tables that plain text cannot draw."""

    heading = forms.CharField(label=gettext_lazy("Heading"), max_length=300, error_messages=FILL_IN_A_HEADING)
    level = forms.ChoiceField(label=gettext_lazy("Kind of heading"), choices=LEVELS)
    text = text_field(gettext_lazy("Text"), rows=20, required=False, strip=False)

    def __init__(self, *args: Any, before: Sequence[Block], headed: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.before = before
        if not headed:
            del self.fields["heading"], self.fields["level"]

    def clean_text(self) -> tuple[Block, ...]:
        try:
            return PROTOCOL.as_blocks(self.cleaned_data["text"], before=self.before)
        except LookupError as missing:
            raise forms.ValidationError(
                _("There is no table %(name)s in this part."), params={"name": missing}
            ) from missing

    def part(self) -> Part:
        values = self.cleaned_data
        heading = Heading(values["heading"].strip(), int(values["level"])) if "heading" in self.fields else None
        return Part(heading, values["text"])


def part_values(version: ProtocolVersion, part: Part) -> dict[str, Any]:
    values: dict[str, Any] = {"version": version.version, "text": PROTOCOL.as_text(part.blocks)}
    if part.heading:
        values |= {"heading": part.heading.text, "level": str(min(part.heading.level, DEEPEST))}
    return values


class DueForm(VersionForm):
    due_on = day_field(gettext_lazy("Confirm by"), error_messages=NO_SUCH_DAY)
