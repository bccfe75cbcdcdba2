"""What is asked to write a medical record, and to disclose it to one person."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from casefiles.actions.medical import MedicalText, Telling
from casefiles.forms.fields import radios
from casefiles.forms.person_rights import PeopleForm, choices_of, person_field
from casefiles.models import DisclosureGround, MedicalKind
from workflows.forms import VersionForm, day_field, text_field


class MedicalForm(VersionForm):
    # Empty for the first text.
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    kind = radios(_("What is it?"), choices_of(MedicalKind))
    text = text_field(
        _("What the treatment record says"),
        rows=8,
        help_text=_("What somebody saw or heard is a report, not a medical record."),
    )

    def content(self) -> MedicalText:
        return MedicalText(self.cleaned_data["kind"], self.cleaned_data["text"])


class TellForm(PeopleForm, VersionForm):
    chosen_from = "person"

    person = person_field(_("To whom?"))
    ground = radios(_("On which ground?"), choices_of(DisclosureGround))
    reasoning = text_field(
        _("Why does this ground apply?"),
        rows=5,
        help_text=_("A covenant is never a ground to share medical data."),
    )
    starts_on = day_field(_("From"))
    ends_on = day_field(_("Until"), help_text=_("Six months at most. You can end it at any moment."))

    def __init__(self, *args: Any, people: Sequence[User], today: date, **kwargs: Any) -> None:
        period = {"starts_on": today, "ends_on": today + timedelta(days=settings.GRANT_DAYS // 6)}
        initial = period | kwargs.pop("initial", {})
        super().__init__(*args, people=people, initial=initial, **kwargs)

    def telling(self) -> Telling:
        names = ("person", "ground", "reasoning", "starts_on", "ends_on")
        return Telling(**{name: self.cleaned_data[name] for name in names})
