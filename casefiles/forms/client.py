"""What the pages of the client ask: identity, representatives, relatives with a case, two cases of one person."""

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from casefiles.models import Relation, RepresentativeKind
from workflows.forms import VersionForm, day_field, text_field


def choices_of(words: Any) -> list[tuple[str, Any]]:
    return [(one.value, capfirst(one.label)) for one in words]


class ClientForm(VersionForm):
    name = forms.CharField(label=_("Name"), max_length=160, help_text=_("First name and last name."))
    birth_date = day_field(_("Date of birth"), required=False)


class RepresentativeForm(VersionForm):
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    name = forms.CharField(label=_("Name"), max_length=160)
    kind = forms.ChoiceField(label=_("As what do they represent the client?"), choices=choices_of(RepresentativeKind))
    contact = text_field(_("How to reach them"), rows=2, required=False)
    starts_on = day_field(_("From"))
    ends_on = day_field(_("Until"), required=False, help_text=_("Leave open while it lasts."))


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Code of the other case"),
        max_length=10,
        help_text=_("Such as K7P-3MX. You must see that case yourself."),
    )


class LinkForm(CodeForm):
    relation = forms.ChoiceField(
        label=_("Who is the person of the other case to this client?"), choices=choices_of(Relation)
    )
    starts_on = day_field(_("From"))


class EndLinkForm(VersionForm):
    ends_on = day_field(_("Until"))


class MergeForm(CodeForm, VersionForm):
    reason = text_field(_("How do you know that this is the same person?"), rows=3)
    field_order = ["code", "reason"]
