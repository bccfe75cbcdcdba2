"""What is asked to give, extend or move a place in a team, and to name who stands in."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from casefiles.actions.team import Grant
from documents.models import CaseFunction
from workflows.forms import VersionForm, chooser, day_field


def last_possible_day(today: date) -> date:
    """A grant lasts six months at most (D-15)."""
    return today + timedelta(days=settings.GRANT_DAYS)


class GrantForm(forms.Form):
    user = forms.ChoiceField(label=_("Who?"), error_messages={"required": _("Choose a person.")})
    function = forms.ChoiceField(label=_("In which function?"))
    starts_on = day_field(_("From"))
    ends_on = day_field(_("Until"), help_text=_("Six months at most; after that it is renewed."))

    def __init__(self, *args: Any, people: Any, functions: Any, **kwargs: Any) -> None:
        """`people`: choices by organisation; `functions`: choices in the words of this kind of meeting."""
        super().__init__(*args, **kwargs)
        chooser(self, "user").choices = [("", _("Choose a person")), *people]
        chooser(self, "function").choices = functions

    def grant(self) -> Grant:
        values = self.cleaned_data
        user = User.objects.select_related("organisation").get(key=values["user"])
        return Grant(user, values["function"], values["starts_on"], values["ends_on"])


class ExtendForm(VersionForm):
    ends_on = day_field(_("Until"), help_text=_("Six months from today at most."))


class AppointForm(forms.Form):
    """Process direction for a case that has none (D-26)."""

    user = forms.ChoiceField(label=_("Who?"), error_messages={"required": _("Choose a person.")})
    ends_on = day_field(_("Until"), help_text=_("Six months at most; after that it is renewed."))

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chooser(self, "user").choices = [("", _("Choose a person")), *people]

    def grant(self, *, today: date) -> Grant:
        user = User.objects.select_related("organisation").get(key=self.cleaned_data["user"])
        return Grant(user, CaseFunction.PROCESS_DIRECTION, today, self.cleaned_data["ends_on"])


class ReplacementForm(forms.Form):
    deputy = forms.ModelChoiceField(
        label=_("Who stands in for you?"),
        queryset=User.objects.none(),
        to_field_name="key",
        empty_label=_("Choose a colleague"),
    )
    starts_on = day_field(_("From"))
    ends_on = day_field(_("Until"))

    def __init__(self, *args: Any, colleagues: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chooser(self, "deputy").queryset = colleagues.select_related("organisation")


def function_choices(names: dict[str, str]) -> list[tuple[str, Any]]:
    return [(value, capfirst(name)) for value, name in names.items()]
