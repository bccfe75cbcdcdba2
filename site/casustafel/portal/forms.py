"""What the pages of the portal read from a person: filters, and who stands in for them."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from access.viewer import Viewer
from accounts.models import Municipality, RoleAssignment, User
from casefiles.models import CaseState
from casustafel.portal.selectors.cases import OPEN_ONES


class DayInput(forms.DateInput):
    """The browser's own date field, which speaks ISO whatever the language."""

    input_type = "date"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(format="%Y-%m-%d", **kwargs)


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
    start = forms.DateField(label=_("From"), required=False, widget=DayInput())
    end = forms.DateField(label=_("Up to and including"), required=False, widget=DayInput())

    def __init__(self, *args: Any, people: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = [(user.key, f"{user.name}, {user.organisation}") for user in people]
        self.fields["person"].choices = [("", _("Everybody")), *names]  # type: ignore[attr-defined]


class StandInForm(forms.Form):
    """Who may be chosen is what the rule allows: the same organisation, one of the same roles (D-25)."""

    deputy = forms.ModelChoiceField(
        label=_("Who stands in for you?"), queryset=User.objects.none(), empty_label=_("Choose a colleague")
    )
    starts_on = forms.DateField(label=_("From"), widget=DayInput())
    ends_on = forms.DateField(label=_("Up to and including"), widget=DayInput())

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["deputy"].queryset = colleagues_of(viewer)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        start, end = cleaned.get("starts_on"), cleaned.get("ends_on")
        if start and end and end < start:
            self.add_error("ends_on", _("The end lies before the start."))
        return cleaned


def colleagues_of(viewer: Viewer) -> QuerySet[User]:
    same_role = RoleAssignment.objects.current(viewer.today).filter(role__in=[held.role for held in viewer.roles])
    people = User.objects.filter(
        organisation=viewer.user.organisation_id, is_active=True, pk__in=same_role.values("user_id")
    )
    return people.exclude(pk=viewer.user.pk)
