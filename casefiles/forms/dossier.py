"""What is asked in the information round, of a list of the police, of a risk inventory and of the line of time."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.forms.formsets import DELETION_FIELD_NAME
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, User
from casefiles.actions.information_round import Answer
from casefiles.actions.look_back import Check, ListFacts
from casefiles.actions.risk import LINE
from casefiles.dossier import CIRCLES
from casefiles.forms.client import choices_of
from casefiles.forms.fields import radios, with_organisation
from casefiles.models import Circle, LifeDomain, LookBackEntry, RiskKind
from casefiles.selectors.timeline import SOURCES
from documents.models import DataCategory
from workflows.forms import VersionForm, chooser, day_field, text_field


class QuestionForm(VersionForm):
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    title = forms.CharField(label=_("What do you ask?"), max_length=200)
    explanation = text_field(_("Explanation"), rows=3, required=False)
    organisation = forms.ModelChoiceField(
        label=_("Of which organisation?"),
        queryset=Organisation.objects.none(),
        to_field_name="key",
        empty_label=_("Choose an organisation"),
    )
    person = forms.ModelChoiceField(
        label=_("Of whom in particular?"),
        queryset=User.objects.none(),
        to_field_name="key",
        required=False,
        empty_label=_("Anyone of this organisation"),
    )
    due_on = day_field(_("At the latest on"))

    def __init__(self, *args: Any, organisations: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chooser(self, "organisation").queryset = organisations
        chooser(self, "person").queryset = people
        chooser(self, "person").label_from_instance = with_organisation

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        person, organisation = cleaned.get("person"), cleaned.get("organisation")
        if person and organisation and person.organisation_id != organisation.pk:
            self.add_error("person", _("This person works at another organisation."))
        return cleaned


class SharedForm(VersionForm):
    """What is asked of everything that comes from a source: whose, of which kind, for whom."""

    source = forms.ModelChoiceField(
        label=_("Whose information is it?"),
        queryset=Organisation.objects.none(),
        to_field_name="key",
        empty_label=None,
    )
    data_category = forms.ModelChoiceField(
        label=_("What kind of data is this?"),
        queryset=DataCategory.objects.none(),
        to_field_name="identifier",
        empty_label=_("Choose a kind"),
        error_messages={"required": _("Choose a kind of data.")},
    )
    circle = radios(_("Who may see this?"), [(one.value, capfirst(one.label)) for one in CIRCLES])
    onward = forms.BooleanField(label=_("Who reads this may pass it on"), required=False)

    def __init__(
        self, *args: Any, sources: Sequence[Organisation], categories: Sequence[DataCategory], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        keys = [one.pk for one in sources]
        chooser(self, "source").queryset = Organisation.objects.filter(pk__in=keys)
        if len(keys) == 1:
            self.fields["source"].initial = sources[0]
        offered = DataCategory.objects.filter(pk__in=[one.pk for one in categories])
        chooser(self, "data_category").queryset = offered

    def shared(self) -> dict[str, Any]:
        names = ("source", "data_category", "circle", "onward")
        return {name: self.cleaned_data[name] for name in names}


class AnswerForm(SharedForm):
    text = text_field(_("What is known?"), rows=8, help_text=_("No diagnosis, treatment or medication."))
    field_order = ["text", "source", "data_category", "circle", "onward"]

    def answer(self) -> Answer:
        return Answer(text=self.cleaned_data["text"], **self.shared())


class ReadInForm(SharedForm):
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    file = forms.FileField(
        label=_("File"),
        max_length=1_000,
        help_text=_("Excel (.xlsx) or CSV, with headings such as datum, soort, plaats, rol and omschrijving."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
        error_messages={"required": _("Choose a file."), "empty": _("The file is empty.")},
    )
    from_day = day_field(_("From day"), help_text=_("One year by default; longer where that is needed."))
    until_day = day_field(_("Up to and including"))
    field_order = ["file", "from_day", "until_day", "source", "data_category", "circle", "onward"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        first, last = cleaned.get("from_day"), cleaned.get("until_day")
        if first and last and last < first:
            self.add_error("until_day", _("The end lies before the start."))
        return cleaned

    def facts(self) -> ListFacts:
        return ListFacts(
            from_day=self.cleaned_data["from_day"], until_day=self.cleaned_data["until_day"], **self.shared()
        )


def usual_period(today: Any) -> dict[str, Any]:
    return {"from_day": today - timedelta(days=settings.LOOK_BACK_DAYS), "until_day": today, "circle": Circle.TEAM}


class DoubtForm(forms.Form):
    """One doubtful row: its date, or that it is left out."""

    on = day_field(_("Date"), required=False)
    leave_out = forms.BooleanField(label=_("Leave this row out"), required=False)


class ChecksForm(VersionForm):
    """The doubtful rows of a list, each by its own key."""

    def __init__(self, *args: Any, entries: Sequence[LookBackEntry], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        data = args[0] if args else None
        self.rows = [(one, DoubtForm(data, prefix=one.key, initial={"on": one.on})) for one in entries]

    def is_valid(self) -> bool:
        return all([super().is_valid(), *(form.is_valid() for _entry, form in self.rows)])

    def checks(self) -> dict[str, Check]:
        return {one.key: Check(form.cleaned_data["on"], form.cleaned_data["leave_out"]) for one, form in self.rows}


class AnalysisForm(VersionForm):
    text = text_field(_("What do you see in this list?"), rows=10)


class RiskForm(forms.Form):
    kind = forms.ChoiceField(label=_("Kind"), choices=choices_of(RiskKind))
    domain = forms.ChoiceField(label=_("Life domain"), choices=choices_of(LifeDomain))
    text = text_field(_("What is it?"), rows=2, required=False)
    source = forms.ModelChoiceField(
        label=_("Who brought this in?"), queryset=Organisation.objects.none(), to_field_name="key", empty_label=None
    )

    def __init__(self, *args: Any, organisations: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chooser(self, "source").queryset = organisations


class BaseRiskFormSet(forms.BaseFormSet[RiskForm]):
    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        form.fields[DELETION_FIELD_NAME].label = _("Take this line away")

    def lines(self) -> list[dict[str, Any]]:
        """A line without words is no line."""
        kept = [form for form in self.forms if form not in self.deleted_forms and form.cleaned_data.get("text")]
        return [{name: form.cleaned_data[name] for name in LINE} for form in kept]


RiskFormSet = forms.formset_factory(RiskForm, formset=BaseRiskFormSet, extra=0, can_delete=True, max_num=200)


class TimelineFilter(forms.Form):
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    from_day = day_field(_("From day"), required=False)
    until_day = day_field(_("Up to and including"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [("", _("All")), *((kind, label) for kind, (label, _lines) in SOURCES.items())]
        chooser(self, "kind").choices = kinds
