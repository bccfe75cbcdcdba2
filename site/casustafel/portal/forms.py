"""What the lists of the portal are filtered by."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import Municipality, User
from casefiles.forms.fields import day_field
from casefiles.models import CaseState
from casustafel.portal.selectors.cases import OPEN_ONES


class CaseFilter(forms.Form):
    state = forms.ChoiceField(label=_("State"), required=False)
    municipality = forms.ChoiceField(label=_("Municipality"), required=False)

    def __init__(self, *args: Any, municipalities: QuerySet[Municipality], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["state"].choices = [("", _("All")), (OPEN_ONES, _("Still running")), *CaseState.choices]  # type: ignore[attr-defined]
        self.fields["municipality"].choices = [("", _("All")), *municipalities.values_list("key", "name")]  # type: ignore[attr-defined]


class LogFilter(forms.Form):
    """Both ends of the period are inclusive."""

    person = forms.ChoiceField(label=_("Person"), required=False)
    start = day_field(_("From"), required=False)
    end = day_field(_("Up to and including"), required=False)

    def __init__(self, *args: Any, people: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = [(user.key, f"{user.name}, {user.organisation}") for user in people]
        self.fields["person"].choices = [("", _("Everybody")), *names]  # type: ignore[attr-defined]
