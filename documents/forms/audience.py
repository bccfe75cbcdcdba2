"""Whom a covenant or a matrix is published to, as ticks; and how ticks become tokens and back."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from access.sources import EVERYONE
from accounts.models import Organisation, Role
from documents.forms.fields import choices_of, tick_list
from documents.sources import PARTNERS
from workflows.forms import VersionForm


class AudienceForm(VersionForm):
    everyone = forms.BooleanField(label=_("Everyone who is signed in"), required=False)
    partners = forms.BooleanField(
        label=_("Everyone of an organisation that is party to a covenant in force"), required=False
    )
    organisations = tick_list(_("Organisations"), Organisation.objects.all())
    roles = forms.MultipleChoiceField(
        label=_("Roles"), choices=choices_of(Role), widget=forms.CheckboxSelectMultiple, required=False
    )

    def tokens(self) -> set[str]:
        values = self.cleaned_data
        wide = {token for token, name in ((EVERYONE, "everyone"), (PARTNERS, "partners")) if values[name]}
        chosen = {f"org:{organisation.pk}" for organisation in values["organisations"]}
        return wide | chosen | {f"role:{role}" for role in values["roles"]}


def audience_values(version: Any, tokens: set[str]) -> dict[str, Any]:
    """What was chosen so far, besides those who read it whatever is chosen."""
    organisations = [
        int(token.removeprefix("org:")) for token in tokens if token.startswith("org:") and "+" not in token
    ]
    return {
        "version": version.version,
        "everyone": EVERYONE in tokens,
        "partners": PARTNERS in tokens,
        "organisations": list(Organisation.objects.filter(pk__in=organisations)),
        "roles": [token.removeprefix("role:") for token in tokens if token.startswith("role:")],
    }
