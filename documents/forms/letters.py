"""What is asked when a letter template comes in, and what the house is called."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from documents.actions.edit_house import DETAILS
from documents.forms.fields import choices_of
from documents.models.house import HouseDetails
from documents.models.letter import LetterPurpose, LetterTemplate
from documents.word.letters import MAX_TEMPLATE
from documents.word.refusals import WordRefused
from workflows.forms import VersionForm, chooser

GIVE_TITLE = {"required": _("Fill in a title.")}


class TemplateFileField(forms.FileField):
    """Its content is judged by the action, in the limited child process; only its size is judged here."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            label=_("Word file"),
            help_text=_("A .docx file with fields between double braces. Fields that do not exist are refused."),
            widget=forms.FileInput(attrs={"accept": ".docx"}),
            error_messages={"required": _("Choose a Word file."), "empty": _("The file is empty.")},
            **kwargs,
        )

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value is not None and value.size > MAX_TEMPLATE:
            raise forms.ValidationError(WordRefused("too_big").message)


class NewLetterForm(forms.Form):
    title = forms.CharField(label=_("Title"), max_length=200, error_messages=GIVE_TITLE)
    purpose = forms.ChoiceField(label=_("What is the letter for?"))
    file = TemplateFileField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """A purpose that has a template gets a next version, not a second template."""
        super().__init__(*args, **kwargs)
        taken = set(LetterTemplate.objects.values_list("purpose", flat=True)) - {LetterPurpose.OWN}
        free = [entry for entry in LetterPurpose if entry not in taken]
        chooser(self, "purpose").choices = choices_of(free)
        self.fields["purpose"].initial = LetterPurpose.OWN


class NextLetterForm(VersionForm):
    file = TemplateFileField()


class HouseForm(VersionForm, forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = HouseDetails
        fields = DETAILS
        widgets = {"address": forms.Textarea(attrs={"rows": 3})}
        help_texts = {
            "reachable": _("Such as: maandag tot en met donderdag van 10.00 tot 17.00 uur."),
            "contact": _("Name and function, as they should stand in a letter."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in DETAILS:
            label = str(self.fields[name].label)
            self.fields[name].label = label[:1].upper() + label[1:]

    @property
    def details(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in DETAILS}
