"""What a checklist asks: nothing from a treatment record, and nothing required while it is a draft."""

from typing import Any

from django import forms
from django.forms.formsets import DELETION_FIELD_NAME
from django.utils.translation import gettext_lazy as _

from casefiles.actions.checklist import LINE, WrittenChecklist
from casefiles.forms.client import choices_of
from casefiles.forms.fields import radios
from casefiles.models import Checklist, LineKind
from casefiles.models.checklist import YesNo
from workflows.forms import VersionForm, text_field


class ChecklistForm(VersionForm):
    tipping_point = text_field(
        _("Tipping point"),
        rows=3,
        required=False,
        help_text=_("What does one see when it is about to go wrong? What was seen or heard, no diagnosis."),
    )
    crisis_card = radios(_("Is there a crisis card?"), choices_of(YesNo), required=False)


class LineForm(forms.Form):
    kind = forms.ChoiceField(label=_("Kind"), choices=choices_of(LineKind))
    text = text_field(_("Question or point of attention"), rows=2, required=False)
    risk_factors = text_field(_("Risk factors"), rows=2, required=False)
    protective_measures = text_field(_("Protective measures"), rows=2, required=False)


class BaseLineFormSet(forms.BaseFormSet[LineForm]):
    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        form.fields[DELETION_FIELD_NAME].label = _("Take this line away")

    def lines(self) -> list[dict[str, Any]]:
        """A line without a question is no line, unless something else stands in it."""
        kept = [form for form in self.forms if form not in self.deleted_forms and _written(form)]
        return [{name: form.cleaned_data[name] for name in LINE} for form in kept]


LineFormSet = forms.formset_factory(LineForm, formset=BaseLineFormSet, extra=0, can_delete=True, max_num=100)


class ProposalForm(VersionForm):
    text = text_field(
        _("What do you propose?"),
        rows=4,
        help_text=_("A question to add, or a remark. Nothing about diagnosis, treatment or medication."),
    )


def as_it_is(checklist: Checklist) -> dict[str, Any]:
    names = ("version", "tipping_point", "crisis_card")
    return {name: getattr(checklist, name) for name in names}


def written(form: ChecklistForm, lines: BaseLineFormSet) -> WrittenChecklist:
    values = form.cleaned_data
    return WrittenChecklist(values["tipping_point"], values["crisis_card"], lines.lines())


def _written(form: forms.Form) -> bool:
    return any(form.cleaned_data.get(name) for name in LINE if name != "kind")
