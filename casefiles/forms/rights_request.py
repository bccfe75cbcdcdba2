"""What is asked to register a request at the contact point, and to prepare what a case answers."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Municipality
from casefiles.forms.fields import radios
from casefiles.forms.person_rights import choices_of
from casefiles.models.rights_request import AnswerOutcome, AskedBy, RequestKind
from casefiles.rights_age import Exercises, exercises_rights
from workflows.forms import VersionForm, chooser, day_field, text_field

NOT_THEIRS = {
    (Exercises.REPRESENTATIVE, AskedBy.PERSON): _("At this age the representative asks for the person."),
    (Exercises.PERSON, AskedBy.REPRESENTATIVE): _("At this age the person asks for themselves."),
}


class RequestForm(forms.Form):
    kind = radios(_("What does the person ask?"), choices_of(RequestKind))
    person_name = forms.CharField(label=_("Name of the person, as in their identity document"), max_length=160)
    birth_date = day_field(_("Date of birth"))
    municipality = forms.ModelChoiceField(
        label=_("In which municipality does the person live?"),
        queryset=Municipality.objects.none(),
        to_field_name="key",
        empty_label=_("Choose a municipality"),
    )
    asked_by = radios(_("Who asks?"), choices_of(AskedBy))
    representative_name = forms.CharField(
        label=_("Name of the representative (only when they ask)"), max_length=160, required=False
    )
    received_on = day_field(_("On which day did it come in?"))
    words = text_field(_("What is asked, in their own words?"), rows=3, required=False)
    identity_checked = forms.BooleanField(
        label=_("I have seen that it is this person, or their representative"),
        error_messages={"required": _("First see who asks: else the answer goes to somebody else.")},
    )

    def __init__(self, *args: Any, today: date, municipalities: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        chooser(self, "municipality").queryset = municipalities

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        asked_by, born = cleaned.get("asked_by"), cleaned.get("birth_date")
        if asked_by and born:
            problem = NOT_THEIRS.get((exercises_rights(born, on=self.today), AskedBy(asked_by)))
            if problem:
                self.add_error("asked_by", problem)
        if asked_by == AskedBy.REPRESENTATIVE and not cleaned.get("representative_name"):
            self.add_error("representative_name", _("Write who the representative is."))
        return cleaned

    def asked(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "identity_checked"}


class AnswerForm(VersionForm):
    outcome = radios(_("What is the outcome?"), choices_of(AnswerOutcome))
    reasoning = text_field(
        _("What did you weigh, and why?"), rows=6, help_text=_("The contact point does not read this.")
    )
