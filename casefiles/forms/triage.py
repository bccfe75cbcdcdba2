"""What weighing a referral asks: its category, and for each criterion an answer with a reason."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from accounts.models import Municipality
from casefiles.actions.weigh import Weighed
from casefiles.forms.fields import radios
from casefiles.models import Triage
from casefiles.models.triage import Answer
from documents.models import TriageCategory
from workflows.forms import VersionForm, chooser, text_field

ANSWERS = [(one.value, capfirst(one.label)) for one in (Answer.YES, Answer.NO)]


class WeighForm(VersionForm):
    """Everything must be answered before a case opens, and may be open while people still weigh."""

    def __init__(self, *args: Any, triage: Triage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.numbers = [one.number for one in triage.answers.all()]
        in_use = TriageCategory.objects.filter(Q(in_use=True) | Q(pk=triage.category_id))
        self.fields["category"] = forms.ModelChoiceField(
            label=_("Which kind of signal is it?"),
            queryset=in_use,
            to_field_name="key",
            empty_label=_("Not chosen yet"),
        )
        for one in triage.answers.all():
            label = f"{one.number}. {one.question}"
            self.fields[f"answer_{one.number}"] = radios(label, ANSWERS, help_text=one.explanation)
            self.fields[f"reason_{one.number}"] = text_field(
                _("Why this answer to criterion %(number)s?") % {"number": one.number}, rows=2
            )
        self.fields["deviation"] = text_field(
            _("Why does a case open although the criteria are not met?"),
            rows=3,
            required=False,
            help_text=_("Only then."),
        )
        if self.is_bound:
            for field in self.fields.values():
                field.required = False

    def weighed(self) -> Weighed:
        given = self.cleaned_data
        answers = {number: (given[f"answer_{number}"], given[f"reason_{number}"].strip()) for number in self.numbers}
        return Weighed(given["category"], answers, given["deviation"].strip())


def weighed_until_now(triage: Triage) -> dict[str, Any]:
    values: dict[str, Any] = {"version": triage.version, "category": triage.category, "deviation": triage.deviation}
    for one in triage.answers.all():
        values |= {f"answer_{one.number}": one.answer, f"reason_{one.number}": one.reason}
    return values


class InboxFilter(forms.Form):
    """A value that is no choice leaves the list unfiltered."""

    municipality = forms.ChoiceField(label=_("Municipality"), required=False)

    def __init__(self, *args: Any, municipalities: list[Municipality], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = [(one.key, one.name) for one in municipalities]
        chooser(self, "municipality").choices = [("", _("All")), *names]
