"""What a plan asks: its parts one by one, and the seven questions of every action. A draft has no required fields."""

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, User
from casefiles.actions.plan import ACTION_FIELDS
from casefiles.actions.write_plan import Written
from casefiles.forms.fields import radios, with_organisation
from casefiles.models import PlanAction, PlanGoal, PlanPart, PlanSection, ProgressStatus
from casefiles.models.plan import TEXT_PARTS
from workflows.forms import VersionForm, chooser, day_field, text_field

HELP = {
    "analysis": _("What goes wrong, what goes well, and what could help?"),
    "risk_factors": _("One on each line."),
    "protective_measures": _("One on each line."),
    "client_wishes": _("In the client's own words where you can."),
    "police_section": _("What the police know and agree to do. Nothing from a treatment record."),
    "signalling_plan": _("What does one see, and what does one do then?"),
    "crisis_card": _("What to do at once, whom to call, and what to leave."),
}


class PartForm(VersionForm):
    """One part of a draft: its text, or who answers for its quality; for other parts only whether it is ready."""

    def __init__(self, *args: Any, part: str, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.part = part
        label = capfirst(str(PlanPart(part).label))
        if part in TEXT_PARTS:
            self.fields["text"] = text_field(label, rows=10, required=False, help_text=HELP[part])
        elif part == PlanPart.QUALITY_OWNER:
            self.fields["person"] = _person(label, people)
        self.fields["done"] = forms.BooleanField(label=_("This part is ready"), required=False)

    def written(self) -> Written:
        values = self.cleaned_data
        return Written(text=values.get("text", ""), person=values.get("person"), done=values["done"])


def part_as_it_is(section: PlanSection) -> dict[str, Any]:
    plan = section.plan_version
    text = getattr(plan, section.part) if section.part in TEXT_PARTS else ""
    return {"version": section.version, "done": section.done, "text": text, "person": plan.quality_owner}


def _person(label: Any, people: Any) -> forms.ModelChoiceField[User]:
    field = forms.ModelChoiceField(
        label=label,
        queryset=people,
        required=False,
        to_field_name="key",
        empty_label=_("Nobody yet"),
        help_text=_("One person answers for the police section and the care section together."),
    )
    field.label_from_instance = with_organisation  # type: ignore[method-assign, assignment]
    return field


class GoalForm(forms.Form):
    key = forms.CharField(required=False, widget=forms.HiddenInput)
    text = forms.CharField(label=_("Subgoal"), required=False, max_length=300)


class BaseGoalFormSet(forms.BaseFormSet[GoalForm]):
    def goals(self) -> list[tuple[str, str]]:
        return [(form.cleaned_data.get("key", ""), form.cleaned_data.get("text", "")) for form in self.forms]


GoalFormSet = forms.formset_factory(GoalForm, formset=BaseGoalFormSet, extra=2, max_num=40)


class ActionForm(VersionForm):
    # Empty while the action is new.
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    who = forms.CharField(label=_("Who does it?"), required=False, max_length=200)
    what = text_field(_("What do they do?"), rows=2, required=False)
    where = forms.CharField(label=_("Where?"), required=False, max_length=200)
    when = forms.CharField(label=_("When?"), required=False, max_length=200)
    due_on = day_field(_("At the latest on"), required=False)
    how = text_field(_("How?"), rows=2, required=False)
    goal = forms.ModelChoiceField(
        label=_("For which subgoal?"),
        queryset=PlanGoal.objects.none(),
        required=False,
        to_field_name="key",
        empty_label=_("Not chosen yet"),
    )
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

    def __init__(self, *args: Any, goals: Any, organisations: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (("goal", goals), ("organisation", organisations), ("person", people)):
            chooser(self, name).queryset = choices

    def answers(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ACTION_FIELDS}


def answered(action: PlanAction) -> dict[str, Any]:
    return {name: getattr(action, name) for name in ACTION_FIELDS} | {"version": action.version}


class PeopleForm(forms.Form):
    """Members of the team, to ask something of."""

    people = forms.ModelMultipleChoiceField(
        label=_("Whom do you ask?"),
        queryset=User.objects.none(),
        to_field_name="key",
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chooser(self, "people").queryset = people
        chooser(self, "people").label_from_instance = with_organisation


class ProgressForm(forms.Form):
    status = radios(_("How far is it?"), [(one.value, capfirst(one.label)) for one in ProgressStatus])
    remark = text_field(_("What is there to tell about it?"), rows=3, required=False)


class DeviationForm(forms.Form):
    part = forms.ChoiceField(label=_("Which part does it change?"))
    proposal = text_field(_("What must change?"), rows=4)
    why = text_field(_("Why?"), rows=3)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        parts = [(one.value, capfirst(one.label)) for one in PlanPart if one != PlanPart.QUALITY_OWNER]
        chooser(self, "part").choices = parts
