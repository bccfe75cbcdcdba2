"""What a step asks before it is taken: a reason, or the code of a case that cannot be opened again."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from workflows.forms import VersionForm, text_field


class StepForm(VersionForm):
    reason = text_field(_("Reason"), rows=3, required=False)
    code = forms.CharField(label=_("Type the code of the case, to be sure"), max_length=10)

    def __init__(self, *args: Any, reasoned: bool, code: str = "", **kwargs: Any) -> None:
        """`reasoned`: a reason is asked; `code`: what must be typed because there is no way back."""
        super().__init__(*args, **kwargs)
        self.expected_code = code
        if reasoned:
            self.fields["reason"].required = True
        else:
            del self.fields["reason"]
        if not code:
            del self.fields["code"]

    def clean_code(self) -> str:
        typed: str = self.cleaned_data["code"].strip().upper()
        if typed != self.expected_code:
            raise forms.ValidationError(_("This is not the code of this case."))
        return typed
