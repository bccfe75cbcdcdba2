"""What a button sends that does one thing to one row: which thing, to which row."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from workflows.forms import VersionForm, chooser
from workflows.steps import governed_steps


class PressForm(VersionForm):
    """`do` is one of the things that this page can do; `target` names what it is done to."""

    do = forms.ChoiceField(widget=forms.HiddenInput)
    target = forms.CharField(widget=forms.HiddenInput, max_length=255)

    def __init__(self, *args: Any, things: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chooser(self, "do").choices = [(thing, thing) for thing in things]


class BindForm(VersionForm):
    """Which step a statement decides."""

    do = forms.CharField(widget=forms.HiddenInput, initial="bind")
    statement = forms.IntegerField(widget=forms.HiddenInput)
    step = forms.ChoiceField(label=_("Bind to a step"), error_messages={"required": _("Choose a step.")}, choices=[])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chooser(self, "step").choices = [
            ("", _("Choose a step")),
            *((step.id, step.label) for step in governed_steps()),
        ]
