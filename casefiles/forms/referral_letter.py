"""What a letter still needs that the system does not know."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from documents.letter_fields import FIELDS


class LetterForm(forms.Form):
    """A field for each; what stays empty is named by the refusal, with its place in the letter."""

    def __init__(self, *args: Any, asked: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked = asked
        for name in asked:
            field = FIELDS[name]
            self.fields[name] = forms.CharField(
                label=capfirst(str(field.label)),
                help_text=_("For instance: %(example)s") % {"example": field.example},
                widget=forms.Textarea(attrs={"rows": 4}) if name == "uitkomst.toelichting" else forms.TextInput(),
                required=False,
                max_length=2000,
            )
        # So that a form without fields is sent as well.
        self.fields["make"] = forms.CharField(widget=forms.HiddenInput, initial="yes")

    def told(self) -> dict[str, str]:
        return {name: self.cleaned_data[name].strip() for name in self.asked}
