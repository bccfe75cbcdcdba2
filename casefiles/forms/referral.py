"""What a referral asks, and what accepting one asks."""

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from accounts.models import Municipality, User
from casefiles.actions.refer import FIELDS
from casefiles.forms.fields import radios, with_organisation
from casefiles.models import Referral
from casefiles.models.referral import ReferralBasis
from documents.models import MeetingType
from workflows.forms import VersionForm, day_field, text_field


class ReferralForm(VersionForm):
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    client_name = forms.CharField(
        label=_("Whom is it about?"), help_text=_("First name and last name."), max_length=160
    )
    birth_date = day_field(_("Date of birth"), required=False)
    municipality = forms.ModelChoiceField(
        label=_("In which municipality does the person live?"),
        help_text=_("Or where they are registered."),
        queryset=Municipality.objects.all(),
        to_field_name="key",
        empty_label=_("Choose a municipality"),
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
            self.fields[name].queryset = people  # type: ignore[attr-defined]
            self.fields[name].empty_label = _("Choose a person")  # type: ignore[attr-defined]
            self.fields[name].label_from_instance = with_organisation  # type: ignore[attr-defined]


def told(referral: Referral) -> dict[str, Any]:
    return {name: getattr(referral, name) for name in FIELDS} | {"version": referral.version}
