"""What is asked to record that something was given to somebody outside the team."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from casefiles.actions.disclosure import Given
from casefiles.forms.fields import radios
from casefiles.forms.person_rights import choices_of
from casefiles.models import PlanVersion, RecipientKind, Report
from casefiles.selectors.disclosures import Choices
from casefiles.standing import day
from documents.forms.fields import tick_list
from documents.models import DataCategory
from workflows.forms import day_field, text_field

ANNEX, OTHER = "annex", "other"


class DisclosureForm(forms.Form):
    recipient_kind = radios(_("To whom was it given?"), choices_of(RecipientKind))
    recipient = forms.CharField(
        label=_("Name and office"), max_length=200, help_text=_("The privacy officer and the person read this.")
    )
    given_on = day_field(_("On which day?"))
    basis = radios(
        _("On which ground?"), [(ANNEX, _("The legal basis of the annex")), (OTHER, _("Another legal ground"))]
    )
    other_ground = text_field(
        _("Law and article (for another legal ground)"),
        rows=2,
        required=False,
        help_text=_("Write nothing about the case here."),
    )
    categories = tick_list(
        _("Which kinds of data?"), DataCategory.objects.none(), to_field_name="identifier", required=True
    )
    reports = tick_list(_("Which reports?"), Report.objects.none())
    plans = tick_list(_("Which plans of action?"), PlanVersion.objects.none())
    description = text_field(
        _("What else was given, or how?"), rows=4, required=False, help_text=_("Only the directors read this.")
    )

    def __init__(self, *args: Any, choices: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choices, fields = choices, dict[str, Any](self.fields)
        fields["categories"].queryset = choices.categories
        fields["reports"].queryset = choices.reports
        fields["plans"].queryset = choices.plans
        fields["reports"].label_from_instance = fields["plans"].label_from_instance = _called
        if choices.legal_basis:
            fields["basis"].help_text = choices.legal_basis
        else:
            fields["basis"].choices = [(OTHER, _("Another legal ground"))]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("basis") == OTHER and not cleaned.get("other_ground", "").strip():
            self.add_error("other_ground", _("Name the law and the article."))
        return cleaned

    def given(self) -> Given:
        values, of_annex = self.cleaned_data, self.cleaned_data["basis"] == ANNEX
        names = ("recipient_kind", "recipient", "given_on", "description")
        return Given(
            **{name: values[name] for name in names},
            ground=self.choices.legal_basis if of_annex else values["other_ground"],
            covenant_version=self.choices.covenant_version if of_annex else None,
            data_categories=list(values["categories"]),
            reports=list(values["reports"]),
            plans=list(values["plans"]),
        )


class CorrectionForm(DisclosureForm):
    field_order = ["why"]
    why = text_field(_("What was wrong in the earlier line?"), rows=3)


def _called(item: Any) -> str:
    """Enough to know it by: the text itself stays in the case."""
    if isinstance(item, PlanVersion):
        return gettext("Plan of action, version %(number)s") % {"number": item.number}
    words = {"day": day(item.shared_at.date()), "source": item.source_organisation}
    if item.onward:
        return gettext("Report of %(day)s, %(source)s") % words
    return gettext("Report of %(day)s, %(source)s (may not be passed on without asking)") % words
