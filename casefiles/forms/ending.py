"""What is asked before something is sealed, kept longer, taken off a list or told to the advisory table."""

from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from casefiles.forms.fields import radios, with_organisation
from casefiles.models import RequestAnswer, RestrictionGround, SealGround
from workflows.forms import VersionForm, day_field, text_field


class SealForm(forms.Form):
    ground = radios(_("Why may it not be here?"), SealGround.choices)
    explanation = text_field(_("Explanation"), rows=3, required=False)


class RestrictionForm(forms.Form):
    """`answer`: required where only a request of the person gives the right to set aside."""

    answer = forms.ModelChoiceField(
        label=_("Which request of the person asks this?"),
        queryset=RequestAnswer.objects.none(),
        to_field_name="key",
        required=False,
        empty_label=_("No request: I decide this myself"),
    )
    ground = radios(_("Why is it set aside?"), RestrictionGround.choices)
    explanation = text_field(
        _("Explanation"),
        rows=3,
        required=False,
        help_text=_("Who owns the item and the privacy officer read this. Do not repeat what the item says."),
    )

    def __init__(self, *args: Any, answers: Any, required: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["answer"]
        field.queryset = answers
        field.label_from_instance = _called
        if not answers:
            del self.fields["answer"]
        elif required:
            field.required, field.empty_label = True, _("Choose a request")


class SealAddressForm(forms.Form):
    address = forms.CharField(label=_("Address or key of what it is about"), max_length=300)

    def clean_address(self) -> str:
        """The last part that can be a key."""
        typed = str(self.cleaned_data["address"]).split("?")[0]
        return [part for part in typed.split("/") if part.strip()][-1].strip() if typed.strip("/ ") else ""


def _called(answer: RequestAnswer) -> str:
    request = answer.request
    words = {"kind": capfirst(request.get_kind_display()), "day": date_format(request.received_on, "j F Y")}
    return str(_("%(kind)s, received on %(day)s") % words)


class ExtendForm(forms.Form):
    until = day_field(_("Keep until"))
    reason = text_field(_("Reason"), rows=3, help_text=_("Without names: whoever reviews the term reads this."))


class HoldForm(forms.Form):
    reason = text_field(_("Reason"), rows=3, help_text=_("Without names: whoever reviews the term reads this."))
    ends_on = day_field(_("Until (leave empty when that is not known)"), required=False)


class TakeOutForm(VersionForm):
    reason = text_field(_("Reason"), rows=3)


class ExtractForm(VersionForm):
    # Empty while nothing was kept yet.
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    question = text_field(_("Question to the advisory table"), rows=3)
    situation = text_field(
        _("What is going on, without names"),
        rows=8,
        help_text=_("Give an age range, a kind of place and a kind of organisation, no names, dates or places."),
    )
    tried = text_field(_("What was tried"), rows=4, required=False)
    names = text_field(
        _("Names and their pseudonyms"),
        rows=3,
        required=False,
        help_text=_("One a line: name = pseudonym. Only the process director of the house keeps this list."),
    )

    @property
    def pairs(self) -> list[tuple[str, str]]:
        split = (line.partition("=") for line in str(self.cleaned_data.get("names", "")).splitlines())
        return [(name.strip(), pseudonym.strip()) for name, _sign, pseudonym in split if name.strip()]

    def clean_names(self) -> str:
        typed = str(self.cleaned_data["names"])
        for line in filter(None, (one.strip() for one in typed.splitlines())):
            name, _sign, pseudonym = line.partition("=")
            if not (name.strip() and pseudonym.strip()):
                raise forms.ValidationError(_("Write each line as: name = pseudonym."))
        return typed


class ReadersForm(VersionForm):
    readers = forms.ModelMultipleChoiceField(
        label=_("Who reads it at the advisory table?"),
        queryset=User.objects.none(),
        to_field_name="key",
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["readers"]
        field.queryset = people
        field.label_from_instance = with_organisation
