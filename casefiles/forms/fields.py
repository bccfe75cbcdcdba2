"""How the fields of our forms look: radios, and people to choose from."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User


def with_organisation(user: User) -> str:
    """How a person is called in a list to choose from."""
    return f"{user.name} ({user.organisation.name})"


def radios(label: Any, choices: Any, **kwargs: Any) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of these.")},
        **kwargs,
    )
