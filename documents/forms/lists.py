"""What is asked of an entry of the lists of the house."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Municipality, Role
from documents.forms.fields import choices_of
from documents.models.names import KnownSystem, LocalName
from documents.models.purpose import CaseFunction, DataCategory, MeetingType
from documents.models.triage_category import TriageCategory
from workflows.forms import VersionForm, text_field

NEEDED = {"required": _("Fill in the name.")}


class EntryForm(VersionForm):
    """`fields_of` names what is saved; `values` is what stands there now."""

    def fields_of(self) -> Mapping[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}

    @staticmethod
    def values(entry: Any) -> dict[str, Any]:
        raise NotImplementedError


class MeetingForm(EntryForm):
    name = forms.CharField(label=_("Name"), max_length=160, error_messages=NEEDED)
    alias = forms.CharField(label=_("Regional name (not required)"), max_length=160, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for function in CaseFunction:
            self.fields[function.value] = forms.ChoiceField(
                label=_("Who holds this function: %(function)s?") % {"function": function.label},
                choices=choices_of(Role, empty=_("No role, it is granted by name")),
                required=function == CaseFunction.PROCESS_DIRECTION,
                error_messages={"required": _("Choose a role for process direction.")},
            )

    def fields_of(self) -> Mapping[str, Any]:
        values = self.cleaned_data
        functions = {function.value: values[function.value] for function in CaseFunction if values[function.value]}
        return {"name": values["name"], "alias": values["alias"], "functions": functions}

    @staticmethod
    def values(entry: MeetingType) -> dict[str, Any]:
        return {"name": entry.name, "alias": entry.alias, **entry.functions}


class CategoryForm(EntryForm):
    label = forms.CharField(label=_("Name"), max_length=120, error_messages=NEEDED)
    special = forms.BooleanField(
        label=_("Special category"),
        help_text=_("Health or criminal offences: the law protects these more."),
        required=False,
    )

    @staticmethod
    def values(entry: DataCategory) -> dict[str, Any]:
        return {"label": entry.label, "special": entry.special}


class NameForm(EntryForm):
    name = forms.CharField(label=_("Name, as people say it"), max_length=160, error_messages=NEEDED)
    role = forms.ChoiceField(
        label=_("Which role is this? (or choose a meeting)"),
        choices=choices_of(Role, empty=_("No role")),
        required=False,
    )
    meeting_type = forms.ModelChoiceField(
        label=_("Which kind of meeting is this? (or choose a role)"),
        queryset=MeetingType.objects.all(),
        to_field_name="key",
        empty_label=_("No meeting"),
        required=False,
    )
    municipality = forms.ModelChoiceField(
        label=_("Where is it called so?"),
        queryset=Municipality.objects.all(),
        to_field_name="key",
        empty_label=_("Everywhere"),
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if bool(values.get("role")) == bool(values.get("meeting_type")):
            self.add_error("role", _("Choose either a role or a kind of meeting."))
        return values

    @staticmethod
    def values(entry: LocalName) -> dict[str, Any]:
        meeting, place = entry.meeting_type, entry.municipality
        return {
            "name": entry.name,
            "role": entry.role,
            "meeting_type": meeting.key if meeting else "",
            "municipality": place.key if place else "",
        }


class SystemForm(EntryForm):
    name = forms.CharField(label=_("Name"), max_length=120, error_messages=NEEDED)
    aliases = text_field(_("Other names (not required)"), rows=3, required=False, help_text=_("One name on each line."))
    purpose = forms.CharField(label=_("What is it for? (not required)"), max_length=300, required=False)

    def fields_of(self) -> Mapping[str, Any]:
        values = self.cleaned_data
        aliases = [line.strip() for line in values["aliases"].splitlines() if line.strip()]
        return {"name": values["name"], "aliases": aliases, "purpose": values["purpose"]}

    @staticmethod
    def values(entry: KnownSystem) -> dict[str, Any]:
        return {"name": entry.name, "aliases": "\n".join(entry.aliases), "purpose": entry.purpose}


class TriageCategoryForm(EntryForm):
    name = forms.CharField(label=_("Name"), max_length=120, error_messages=NEEDED)
    explanation = forms.CharField(label=_("When is it this one? (not required)"), max_length=300, required=False)
    in_use = forms.BooleanField(label=_("Can be chosen for new referrals"), required=False, initial=True)

    @staticmethod
    def values(entry: TriageCategory) -> dict[str, Any]:
        return {"name": entry.name, "explanation": entry.explanation, "in_use": entry.in_use}
