"""How the forms of the house look where rooms share it: the version that a form was opened with, days, long texts."""

from typing import Any, Protocol, cast

from django import forms


class Chooser(Protocol):
    """A field in which one of several is chosen; what there is to choose is known when the form is made."""

    choices: Any
    queryset: Any
    empty_label: Any
    label_from_instance: Any


def chooser(form: forms.BaseForm, name: str) -> Chooser:
    return cast("Chooser", form.fields[name])


class VersionForm(forms.Form):
    """A form that changes something carries the version it was opened with (design 9)."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    @property
    def expected_version(self) -> int:
        """The version to claim; 0, which nothing has, where none was sent."""
        return int(self.cleaned_data["version"] or 0)


class DayInput(forms.DateInput):
    """The browser's own calendar."""

    input_type = "date"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(format="%Y-%m-%d", **kwargs)


def day_field(label: Any, **kwargs: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=DayInput(), **kwargs)


def text_field(label: Any, *, rows: int = 4, **kwargs: Any) -> forms.CharField:
    """A text that grows; no length trap."""
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": rows}), **kwargs)
