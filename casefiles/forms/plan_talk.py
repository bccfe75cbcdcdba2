"""What is asked of whoever reacts to a plan, decides on it or evaluates it: an answer, and words at each part."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from casefiles.actions.consult import Said
from casefiles.forms.fields import radios
from casefiles.models import GoalEvaluation, Opinion, PlanGoal, PlanPart
from workflows.forms import VersionForm, text_field

BEFORE = "remark_"
QUESTIONS = {
    "reached": _("What was reached?"),
    "not_reached": _("What was not reached?"),
    "next": _("What comes next?"),
}


class _Remarks(forms.Form):
    """A remark at every part that one wants to say something of."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for part in PlanPart:
            self.fields[f"{BEFORE}{part}"] = text_field(capfirst(str(part.label)), rows=3, required=False)

    def at_parts(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith(BEFORE)]

    def remarks(self) -> dict[str, str]:
        fields = [name for name in self.fields if name.startswith(BEFORE)]
        return {name.removeprefix(BEFORE): self.cleaned_data[name] for name in fields}


class ReactForm(_Remarks):
    opinion = radios(
        _("What do you think of this plan?"),
        [(Opinion.AGREES, _("I agree with it")), (Opinion.REMARKS, _("I have remarks"))],
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        said = any(cleaned.get(f"{BEFORE}{part}", "").strip() for part in PlanPart)
        if cleaned.get("opinion") == Opinion.REMARKS and not said:
            self.add_error("opinion", _("Write your remark at the part that it is about."))
        return cleaned

    def said(self) -> Said:
        return Said(opinion=self.cleaned_data["opinion"], remarks=self.remarks())


class DecideForm(_Remarks, VersionForm):
    """Adopting asks nothing; sending back asks why."""

    reason = text_field(
        _("Explanation (needed to send back)"), rows=4, error_messages={"required": _("Write why you send it back.")}
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.data.get("do") == "adopt":
            self.fields["reason"].required = False

    def said(self) -> Said:
        return Said(reason=self.cleaned_data["reason"], remarks=self.remarks())


class EvaluationForm(VersionForm):
    """Three questions for every goal; what is not known yet may stay open while it is written."""

    def __init__(self, *args: Any, goals: Sequence[PlanGoal], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.goals = goals
        for goal in goals:
            for name, question in QUESTIONS.items():
                self.fields[f"{goal.key}_{name}"] = text_field(question, rows=3, required=False)

    def by_goal(self) -> list[tuple[PlanGoal, list[forms.BoundField]]]:
        return [(goal, [self[f"{goal.key}_{name}"] for name in GoalEvaluation.ANSWERS]) for goal in self.goals]

    def answers(self) -> dict[str, dict[str, str]]:
        return {
            goal.key: {name: self.cleaned_data[f"{goal.key}_{name}"] for name in GoalEvaluation.ANSWERS}
            for goal in self.goals
        }


def evaluated(goals: Sequence[PlanGoal], *, version: int) -> dict[str, Any]:
    """The goals with what was written of them, as the form shows it."""
    texts = {
        f"{goal.key}_{name}": getattr(goal.evaluation, name)
        for goal in goals
        if hasattr(goal, "evaluation")
        for name in GoalEvaluation.ANSWERS
    }
    return texts | {"version": version}
