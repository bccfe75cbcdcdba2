"""What a step asks before it is taken: a reason, or a last day."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from documents.actions.sign import Ending
from workflows.forms import VersionForm, day_field, text_field
from workflows.steps import Step

GIVE_A_REASON = {"required": _("Write down the reason.")}


class StepForm(VersionForm):
    reason = text_field(_("Reason"), rows=3, error_messages=GIVE_A_REASON)

    def __init__(self, *args: Any, step: Step, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not step.needs_reason:
            del self.fields["reason"]

    @property
    def given_reason(self) -> str:
        return str(self.cleaned_data.get("reason", ""))


class EndingForm(VersionForm):
    """Ending a covenant before its time."""

    last_day = day_field(
        _("Last day"), error_messages={"required": _("Choose the last day."), "invalid": _("Fill in an existing day.")}
    )
    reason = text_field(_("Reason"), rows=3, error_messages=GIVE_A_REASON)

    def ending(self) -> Ending:
        return Ending(self.cleaned_data["last_day"], self.cleaned_data["reason"])


class LeaveForm(VersionForm):
    last_day = day_field(
        _("Last day of this party"),
        error_messages={"required": _("Choose the last day."), "invalid": _("Fill in an existing day.")},
    )


class TextHashForm(forms.Form):
    """Signing binds to one exact text: the form carries its hash, not a version."""

    revision = forms.CharField(widget=forms.HiddenInput)


class DeclineForm(TextHashForm):
    reason = text_field(_("Why do you not sign?"), rows=3, error_messages=GIVE_A_REASON)
