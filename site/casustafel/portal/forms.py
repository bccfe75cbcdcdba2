"""What the lists of the portal are filtered by."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from accounts.models import Municipality, Organisation, Role, User
from casefiles.models import CaseState
from casustafel.portal.selectors.cases import OPEN_ONES
from workflows.forms import chooser, day_field


class CaseFilter(forms.Form):
    state = forms.ChoiceField(label=_("State"), required=False)
    municipality = forms.ChoiceField(label=_("Municipality"), required=False)

    def __init__(self, *args: Any, municipalities: QuerySet[Municipality], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        states = [(state, capfirst(label)) for state, label in CaseState.choices]
        chooser(self, "state").choices = [("", _("All")), (OPEN_ONES, _("Still running")), *states]
        chooser(self, "municipality").choices = [("", _("All")), *municipalities.values_list("key", "name")]


class LogFilter(forms.Form):
    """Both ends of the period are inclusive."""

    person = forms.ChoiceField(label=_("Person"), required=False)
    start = day_field(_("From"), required=False)
    end = day_field(_("Up to and including"), required=False)

    def __init__(self, *args: Any, people: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = [(user.key, f"{user.name}, {user.organisation}") for user in people]
        chooser(self, "person").choices = [("", _("Everybody")), *names]


class PersonForm(forms.Form):
    """A new account. The address is unique whatever its case."""

    name = forms.CharField(label=_("Name"), max_length=120)
    email = forms.EmailField(label=_("E-mail address"))
    organisation = forms.ModelChoiceField(
        Organisation.objects.all(), label=_("Organisation"), empty_label=_("Choose an organisation")
    )

    def clean_email(self) -> str:
        email = str(self.cleaned_data["email"]).strip().lower()
        if User.objects.filter(email__iexact=email).exists():
            raise forms.ValidationError(_("There is an account with this address already."))
        return email


class RoleForm(forms.Form):
    """A dated role; without a municipality it holds in the whole region."""

    # Nothing is chosen beforehand: a role that nobody meant to give would hold at once.
    role = forms.ChoiceField(label=_("Role"), choices=[("", _("Choose a role")), *Role.choices])
    municipality = forms.ModelChoiceField(
        Municipality.objects.all(), label=_("Municipality"), required=False, empty_label=_("Whole region")
    )
    starts_on = day_field(_("From"))
    ends_on = day_field(_("Up to and including"), required=False)

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        starts_on, ends_on = given.get("starts_on"), given.get("ends_on")
        if starts_on and ends_on and ends_on < starts_on:
            self.add_error("ends_on", _("The end lies before the start."))
        return given


class InhabitantsForm(forms.Form):
    inhabitants = forms.IntegerField(
        label=_("How many inhabitants?"),
        min_value=1,
        max_value=2_000_000_000,
        required=False,
        help_text=_("In a small municipality little is needed to recognise somebody in an anonymised referral."),
    )


class QuestionForm(forms.Form):
    """How a question is called that its owner saves."""

    MOST_LETTERS = 120

    name = forms.CharField(label=_("Name"), max_length=MOST_LETTERS)
    alert = forms.BooleanField(
        label=_("Mail me when there is something new"),
        required=False,
        help_text=_("Once a day at most. The mail says nothing about what you search or find."),
    )
