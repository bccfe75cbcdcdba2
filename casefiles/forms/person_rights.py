"""What is asked to record that the person was told, by which route, and what they said."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from casefiles.forms.fields import radios, with_organisation
from casefiles.models.information_route import RouteKind
from casefiles.models.subject_notice import NoticeWay, PostponementGround
from workflows.forms import day_field, text_field


def choices_of(kinds: Any) -> list[tuple[str, Any]]:
    return [(one.value, capfirst(one.label)) for one in kinds]


class PeopleForm(forms.Form):
    """With one field in which people of the team are chosen."""

    chosen_from = ""

    def __init__(self, *args: Any, people: Sequence[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields[self.chosen_from]
        field.queryset = User.objects.filter(pk__in=[one.pk for one in people]).select_related("organisation")
        field.label_from_instance = with_organisation


def person_field(label: Any, **kwargs: Any) -> Any:
    return forms.ModelChoiceField(
        label=label, queryset=User.objects.none(), to_field_name="key", empty_label=_("Choose a person"), **kwargs
    )


class NoticeForm(PeopleForm):
    chosen_from = "told_by"

    way = radios(_("How was the person told?"), choices_of(NoticeWay))
    told_by = person_field(_("Who told them?"))
    told_on = day_field(_("On which day?"))
    remark = text_field(_("How did the person take it?"), rows=3, required=False)


class PostponementForm(forms.Form):
    ground = radios(_("On which ground?"), choices_of(PostponementGround))
    explanation = text_field(_("Why can the person not be told now?"), rows=4)
    planned_on = day_field(
        _("When will they be told at the latest?"),
        help_text=_("After that day the case does not go on until the person was told."),
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_planned_on(self) -> date:
        planned: date = self.cleaned_data["planned_on"]
        if planned <= self.today:
            raise forms.ValidationError(_("Choose a day that is still to come."))
        return planned


class RouteForm(forms.Form):
    route = radios(_("By which route?"), choices_of(RouteKind))
    explanation = text_field(_("Why this route?"), rows=3)
    chosen_on = day_field(_("From which day?"))


class ConsentForm(forms.Form):
    purpose = text_field(_("What was the person asked?"), rows=3)
    given = radios(_("What did they answer?"), [("yes", _("Yes")), ("no", _("No"))])
    answered_on = day_field(_("On which day?"))


class StatementForm(forms.Form):
    text = text_field(_("What does the person say of this report?"), rows=5)


class SharingForm(forms.Form):
    text = text_field(
        _("What did you agree with the person about sharing?"),
        rows=4,
        help_text=_("The desk that takes calls for this case reads this as well. Write nothing medical here."),
    )
    agreed_on = day_field(_("On which day?"))
