"""What is asked to hand over, move, flag, close, change the purpose of a case, or to open it in an emergency."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Municipality, User
from casefiles.actions.emergency import Alarm
from casefiles.actions.flag import Death
from casefiles.actions.hand_over import Receiver
from casefiles.forms.fields import radios
from casefiles.models import FlagKind
from documents.models import MeetingType
from workflows.forms import VersionForm, chooser, day_field, text_field

NOBODY = ("", _("Choose a person"))
READ_BY_RECEIVER = _("The receiver reads this before they accept. Write nothing about the person here.")


def _user(key: str) -> User | None:
    return User.objects.select_related("organisation").filter(key=key).first()


class PersonForm(forms.Form):
    """One person from a list by organisation."""

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chooser(self, "user").choices = [NOBODY, *people]


class HandoverForm(PersonForm):
    user = forms.ChoiceField(label=_("Who takes over?"), required=False)
    outside = forms.CharField(
        label=_("Or somebody without an account: name and organisation"), max_length=200, required=False
    )
    words = text_field(_("What do you ask?"), help_text=READ_BY_RECEIVER)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if bool(values.get("user")) == bool(values.get("outside")):
            self.add_error("user", _("Choose a person, or write who it is without an account: one of the two."))
        return values

    def receiver(self) -> Receiver:
        return Receiver(_user(self.cleaned_data["user"]), self.cleaned_data["outside"])


class MoveForm(PersonForm):
    municipality = forms.ModelChoiceField(
        label=_("To which municipality?"), queryset=Municipality.objects.order_by("name"), to_field_name="key"
    )
    user = forms.ChoiceField(label=_("Who directs there?"), error_messages={"required": _("Choose a person.")})
    words = text_field(_("What do you ask?"), help_text=READ_BY_RECEIVER)

    def receiver(self) -> Receiver:
        return Receiver(_user(self.cleaned_data["user"]), municipality=self.cleaned_data["municipality"])


class ClosingNoticeForm(forms.Form):
    told_on = day_field(_("When was the person told?"), required=False)
    words = text_field(_("By whom and how; or why the person is not told"), rows=3)


class FlagForm(forms.Form):
    kind = radios(_("Which flag?"), FlagKind.choices)
    reason = text_field(_("Reason"), rows=3)


class PurposeForm(forms.Form):
    before = forms.ModelChoiceField(queryset=MeetingType.objects.all(), widget=forms.HiddenInput)
    after = forms.ModelChoiceField(label=_("New purpose"), queryset=MeetingType.objects.order_by("name"))
    reason = text_field(_("Reason"), rows=3)


class DeathForm(VersionForm):
    died_on = day_field(_("When did the person die?"))
    reason = text_field(_("From whom do you know it?"), rows=2)

    def death(self) -> Death:
        return Death(self.cleaned_data["died_on"], self.cleaned_data["reason"])


class EmergencyForm(PersonForm):
    user = forms.ChoiceField(label=_("Who must read at once?"), error_messages={"required": _("Choose a person.")})
    reason = text_field(_("Why can it not wait?"), rows=3)
    vital_interest = text_field(
        _("Whose life or health is at stake?"),
        rows=2,
        required=False,
        help_text=_("Needed where no covenant covers this organisation. It is judged afterwards."),
    )

    def alarm(self) -> Alarm:
        values = self.cleaned_data
        return Alarm(User.objects.get(key=values["user"]), values["reason"], values["vital_interest"])
