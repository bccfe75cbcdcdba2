"""What is asked of a declaration that was signed on paper, and of its end."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from documents.actions.declare import OnPaper
from workflows.forms import chooser, day_field

NO_SUCH_DAY = {"required": _("Choose a day."), "invalid": _("Fill in an existing day.")}


class OnPaperForm(forms.Form):
    version: Any = forms.ModelChoiceField(
        label=_("Which text?"),
        queryset=None,
        to_field_name="key",
        empty_label=_("Choose a text"),
        error_messages={"required": _("Choose a text.")},
    )
    user = forms.ModelChoiceField(
        label=_("Who signed?"),
        queryset=User.objects.filter(is_active=True),
        to_field_name="key",
        required=False,
        empty_label=_("Somebody without an account"),
    )
    third_party = forms.CharField(
        label=_("Name and organisation"),
        help_text=_("Only for somebody without an account."),
        max_length=200,
        required=False,
    )
    signed_on = day_field(_("Signed on"), error_messages=NO_SUCH_DAY)
    valid_until = day_field(
        _("Valid until"), required=False, help_text=_("Leave it empty when it has no end."), error_messages=NO_SUCH_DAY
    )

    def __init__(self, *args: Any, texts: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chooser(self, "version").queryset = texts

    def paper(self) -> OnPaper:
        names = ("signed_on", "valid_until", "user", "third_party")
        return OnPaper(**{name: self.cleaned_data[name] for name in names})


class EndDeclarationForm(forms.Form):
    opened_with = forms.CharField(widget=forms.HiddenInput, required=False)
    last_day = day_field(_("Last day"), error_messages=NO_SUCH_DAY)
