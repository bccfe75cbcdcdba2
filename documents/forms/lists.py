"""What is asked of an entry of the lists of the house."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Municipality, OrganisationKind, Role
from documents.forms.fields import choices_of
from documents.models.names import DocumentKind, KnownSystem, LocalName, names_one_thing
from documents.models.purpose import CaseFunction, DataCategory, MeetingType
from documents.models.triage_category import TriageCategory
from search.models import SynonymGroup
from search.synonyms import expressions
from workflows.forms import VersionForm, text_field

NEEDED = {"required": _("Fill in the name.")}
# How many words and expressions make a group, and how long it may be.
FEWEST, LONGEST_GROUP = 2, 1_000


class EntryForm(VersionForm):
    """`fields_of` names what is saved; `values` is what stands there now."""

    def fields_of(self) -> Mapping[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}

    @staticmethod
    def values(entry: Any) -> dict[str, Any]:
        raise NotImplementedError


class FunctionsForm(EntryForm):
    """Which role holds each function of a meeting, and of which kind of organisation (D-19)."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for function in CaseFunction:
            self.fields[function.value] = forms.ChoiceField(
                label=_("Who holds this function: %(function)s?") % {"function": function.label},
                choices=choices_of(Role, empty=_("No role, it is granted by name")),
                required=function == CaseFunction.PROCESS_DIRECTION,
                error_messages={"required": _("Choose a role for process direction.")},
            )
            # Who may be a member follows from the partners of the annex.
            if function != CaseFunction.MEMBER:
                self.fields[_kind_field(function)] = forms.ChoiceField(
                    label=_("Of which kind of organisation: %(function)s?") % {"function": function.label},
                    choices=choices_of(OrganisationKind, empty=_("Any kind of organisation")),
                    required=False,
                )
        self.order_fields(self.field_order)

    def fields_of(self) -> Mapping[str, Any]:
        values = self.cleaned_data
        kinds = {function.value: values.get(_kind_field(function), "") for function in CaseFunction}
        return {
            "functions": {
                function.value: values[function.value] for function in CaseFunction if values[function.value]
            },
            "kinds": {function: kind for function, kind in kinds.items() if kind},
        }

    @staticmethod
    def values(entry: Any) -> dict[str, Any]:
        return {**entry.functions, **{f"{function}_kind": kind for function, kind in entry.kinds.items()}}


def _kind_field(function: CaseFunction) -> str:
    return f"{function.value}_kind"


class MeetingNameForm(EntryForm):
    """Of a meeting that is there: its functions are another decision, of two people."""

    name = forms.CharField(label=_("Name"), max_length=160, error_messages=NEEDED)
    alias = forms.CharField(label=_("Regional name"), max_length=160, required=False)

    @staticmethod
    def values(entry: MeetingType) -> dict[str, Any]:
        return {"name": entry.name, "alias": entry.alias}


class MeetingForm(FunctionsForm, MeetingNameForm):
    """A new meeting: nothing hangs on its functions yet."""

    field_order = ("name", "alias")

    def fields_of(self) -> Mapping[str, Any]:
        return {"name": self.cleaned_data["name"], "alias": self.cleaned_data["alias"], **super().fields_of()}


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
        label=_("Which role is this? (or choose a meeting or a document)"),
        choices=choices_of(Role, empty=_("No role")),
        required=False,
    )
    meeting_type = forms.ModelChoiceField(
        label=_("Which kind of meeting is this? (or choose a role or a document)"),
        queryset=MeetingType.objects.all(),
        to_field_name="key",
        empty_label=_("No meeting"),
        required=False,
    )
    document = forms.ChoiceField(
        label=_("Which kind of document is this? (or choose a role or a meeting)"),
        choices=choices_of(DocumentKind, empty=_("No document")),
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
        if not names_one_thing(*(values.get(name) for name in ("role", "meeting_type", "document"))):
            self.add_error("role", _("Choose one: a role, a kind of meeting or a kind of document."))
        return values

    @staticmethod
    def values(entry: LocalName) -> dict[str, Any]:
        meeting, place = entry.meeting_type, entry.municipality
        return {
            "name": entry.name,
            "role": entry.role,
            "meeting_type": meeting.key if meeting else "",
            "document": entry.document,
            "municipality": place.key if place else "",
        }


class SystemForm(EntryForm):
    name = forms.CharField(label=_("Name"), max_length=120, error_messages=NEEDED)
    aliases = text_field(_("Other names"), rows=3, required=False, help_text=_("One name on each line."))
    purpose = forms.CharField(label=_("What is it for?"), max_length=300, required=False)

    def fields_of(self) -> Mapping[str, Any]:
        values = self.cleaned_data
        aliases = [line.strip() for line in values["aliases"].splitlines() if line.strip()]
        return {"name": values["name"], "aliases": aliases, "purpose": values["purpose"]}

    @staticmethod
    def values(entry: KnownSystem) -> dict[str, Any]:
        return {"name": entry.name, "aliases": "\n".join(entry.aliases), "purpose": entry.purpose}


class SynonymForm(EntryForm):
    words = text_field(
        _("Words that find each other"),
        rows=4,
        max_length=LONGEST_GROUP,
        help_text=_("One word or expression on each line. Who searches for one, finds the others too."),
    )

    def clean_words(self) -> str:
        lines = expressions(self.cleaned_data["words"])
        if len(lines) < FEWEST:
            raise forms.ValidationError(_("Fill in at least two words or expressions that differ."))
        return "\n".join(lines)

    @staticmethod
    def values(entry: SynonymGroup) -> dict[str, Any]:
        return {"words": entry.words}


class TriageCategoryForm(EntryForm):
    name = forms.CharField(label=_("Name"), max_length=120, error_messages=NEEDED)
    explanation = forms.CharField(label=_("When is it this one?"), max_length=300, required=False)
    in_use = forms.BooleanField(label=_("Can be chosen for new referrals"), required=False, initial=True)

    @staticmethod
    def values(entry: TriageCategory) -> dict[str, Any]:
        return {"name": entry.name, "explanation": entry.explanation, "in_use": entry.in_use}
