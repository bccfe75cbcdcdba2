"""What a referral asks, and what accepting one asks."""

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from accounts.models import Municipality, User
from casefiles.actions.refer import FIELDS
from casefiles.forms.fields import radios, with_organisation
from casefiles.models import Referral
from casefiles.models.referral import CountsBy, ReferralBasis
from documents.models import MeetingType
from workflows.forms import VersionForm, chooser, day_field, text_field


def _place(label: Any) -> "forms.ModelChoiceField[Municipality]":
    return forms.ModelChoiceField(
        label=label,
        queryset=Municipality.objects.all(),
        to_field_name="key",
        empty_label=_("Not known"),
        required=False,
    )


class ReferralForm(VersionForm):
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    client_name = forms.CharField(
        label=_("Whom is it about?"), help_text=_("First name and last name."), max_length=160
    )
    birth_date = day_field(
        _("Date of birth"),
        required=False,
        help_text=_(
            "With it the house can see whether the person is discussed somewhere already. You read nothing of it."
        ),
    )
    registered_in = _place(_("In which municipality is the person registered?"))
    lives_in = _place(_("In which municipality does the person live or stay?"))
    counts_by = radios(
        _("Which of these two counts?"),
        [(one.value, capfirst(one.label)) for one in CountsBy],
        required=False,
        help_text=_("Only when they differ. The municipality that counts weighs the referral and is responsible."),
    )
    counts_why = forms.CharField(
        label=_("Why does that one count?"),
        help_text=_("Only when they differ."),
        max_length=300,
        required=False,
    )
    meeting_type = forms.ModelChoiceField(
        label=_("For which meeting?"),
        queryset=MeetingType.objects.all(),
        to_field_name="key",
        empty_label=_("Choose a meeting"),
    )
    basis = radios(_("What is it based on?"), [(one.value, capfirst(one.label)) for one in ReferralBasis])
    question = text_field(_("What is going on, and what do you ask?"), rows=7)
    discussed_elsewhere = forms.CharField(
        label=_("Is the person discussed elsewhere already?"),
        help_text=_("Then join that meeting; do not open a second one."),
        max_length=200,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """Both places are kept; `municipality` is the one that counts."""
        values = super().clean() or {}
        registered, lives = values.get("registered_in"), values.get("lives_in")
        if not registered and not lives:
            self.add_error("lives_in", _("Choose at least one of the two municipalities."))
        elif registered and lives and registered != lives:
            self._must_choose(values)
        else:
            values["counts_by"] = CountsBy.RESIDENCE if lives else CountsBy.REGISTRATION
            values["counts_why"] = ""
        values["municipality"] = registered if values.get("counts_by") == CountsBy.REGISTRATION else lives
        return values

    def _must_choose(self, values: dict[str, Any]) -> None:
        if not values.get("counts_by"):
            self.add_error("counts_by", _("Choose which of the two municipalities counts."))
        if not values.get("counts_why", "").strip():
            self.add_error("counts_why", _("Write why that municipality counts."))


class AcceptForm(VersionForm):
    process_direction = forms.ModelChoiceField(
        label=_("Process direction"), queryset=User.objects.none(), to_field_name="key"
    )
    case_direction = forms.ModelChoiceField(
        label=_("Case direction"), queryset=User.objects.none(), to_field_name="key"
    )

    def __init__(self, *args: Any, candidates: dict[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, people in candidates.items():
            chooser(self, name).queryset = people
            chooser(self, name).empty_label = _("Choose a person")
            chooser(self, name).label_from_instance = with_organisation


def told(referral: Referral) -> dict[str, Any]:
    return {name: getattr(referral, name) for name in FIELDS} | {"version": referral.version}
