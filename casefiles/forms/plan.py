"""What a plan asks: its texts, and the seven questions of every action. A draft has no required fields."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.forms.formsets import DELETION_FIELD_NAME
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, User
from casefiles.actions.draft_plan import Draft
from casefiles.actions.plan import ACTION_FIELDS
from casefiles.forms.fields import radios
from casefiles.models import PlanAction, PlanVersion, ProgressStatus
from casefiles.models.plan import TEXT_PARTS
from workflows.forms import VersionForm, day_field, text_field

HELP = {
    "analysis": _("What goes wrong, what goes well, and what could help?"),
    "risk_factors": _("One on each line."),
    "protective_measures": _("One on each line."),
    "client_wishes": _("In the client's own words where you can."),
    "signalling_plan": _("What does one see, and what does one do then?"),
}


class TextsForm(VersionForm):
    """The parts of a plan that are text."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in TEXT_PARTS:
            label = PlanVersion._meta.get_field(name).verbose_name  # type: ignore[union-attr]
            field = text_field(capfirst(label), rows=5, required=False, help_text=HELP[name])
            self.fields[name] = field


class ActionForm(forms.Form):
    who = forms.CharField(label=_("Who does it?"), required=False, max_length=200)
    what = text_field(_("What do they do?"), rows=2, required=False)
    where = forms.CharField(label=_("Where?"), required=False, max_length=200)
    when = forms.CharField(label=_("When?"), required=False, max_length=200)
    due_on = day_field(_("At the latest on"), required=False)
    how = text_field(_("How?"), rows=2, required=False)
    subgoal = forms.CharField(label=_("For which subgoal?"), required=False, max_length=300)
    contribution = text_field(_("How does this help to prevent escalation?"), rows=2, required=False)
    organisation = forms.ModelChoiceField(
        label=_("Which organisation sees to it?"),
        queryset=Organisation.objects.none(),
        required=False,
        to_field_name="key",
        empty_label=_("Not chosen yet"),
    )
    person = forms.ModelChoiceField(
        label=_("Who of the team sees to it?"),
        queryset=User.objects.none(),
        required=False,
        to_field_name="key",
        empty_label=_("Nobody yet"),
    )

    def __init__(self, *args: Any, organisations: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = organisations  # type: ignore[attr-defined]
        self.fields["person"].queryset = people  # type: ignore[attr-defined]


class BaseActionFormSet(forms.BaseFormSet[ActionForm]):
    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        form.fields[DELETION_FIELD_NAME].label = _("Leave this action out of the plan")

    def actions(self) -> list[Mapping[str, Any]]:
        """What is kept, in order: an action that nobody wrote anything in is no action."""
        kept = [form for form in self.forms if form not in self.deleted_forms]
        return [
            {name: form.cleaned_data[name] for name in ACTION_FIELDS}
            for form in kept
            if any(form.cleaned_data.get(name) for name in ACTION_FIELDS)
        ]


ActionFormSet = forms.formset_factory(ActionForm, formset=BaseActionFormSet, extra=0, can_delete=True, max_num=200)


def draft_of(texts: TextsForm, actions: BaseActionFormSet) -> Draft:
    return Draft({name: texts.cleaned_data[name] for name in TEXT_PARTS}, actions.actions())


def written(plan: PlanVersion) -> dict[str, Any]:
    return {name: getattr(plan, name) for name in TEXT_PARTS} | {"version": plan.version}


def answered(action: PlanAction) -> dict[str, Any]:
    return {name: getattr(action, name) for name in ACTION_FIELDS}


class ProgressForm(forms.Form):
    status = radios(_("How far is it?"), [(one.value, capfirst(one.label)) for one in ProgressStatus])
    remark = text_field(_("What is there to tell about it?"), rows=3, required=False)


class EvaluationForm(VersionForm):
    evaluation = text_field(_("What did the plan bring, goal by goal?"), rows=8)
