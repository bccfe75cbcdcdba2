"""What is asked when a file is attached to an agreement: the file, and what it is."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from documents.attachments.intake import MB, check_size, most_bytes
from documents.attachments.refusals import FileRefused
from workflows.forms import VersionForm


def _description() -> forms.CharField:
    return forms.CharField(
        label=gettext_lazy("What is it?"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("One line for the reader, such as: floor plan of the reception, March 2026."),
    )


class DescriptionForm(VersionForm):
    description = _description()


class AttachForm(VersionForm):
    file = forms.FileField(
        label=gettext_lazy("File"),
        max_length=1_000,
        error_messages={
            "required": gettext_lazy("Choose a file."),
            "empty": gettext_lazy("The file is empty."),
            "max_length": gettext_lazy("The name of the file is too long."),
        },
    )
    description = _description()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].help_text = _(
            "A PDF, Word (.docx), ODT, text, e-mail (.eml) or picture (PNG, JPEG), %(limit)s MB at most. "
            "Its words can be found by who may read this agreement."
        ) % {"limit": most_bytes() // MB}

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        try:
            check_size(file.size)
        except FileRefused as refused:
            raise forms.ValidationError(refused.message) from refused
        return file
