"""How the fields of our forms look: lists to tick, choices, and what stands in a field in words."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, Protocol

from django import forms
from django.forms.boundfield import BoundField
from django.utils.formats import date_format
from django.utils.text import capfirst, get_text_list
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class Labelled(Protocol):
    """An entry of a list of choices."""

    @property
    def value(self) -> str: ...

    @property
    def label(self) -> Any: ...


def tick_list(label: Any, queryset: Any, **kwargs: Any) -> forms.ModelMultipleChoiceField[Any]:
    """Several rows of a table to choose from; the address bar and the page know them by public key."""
    return forms.ModelMultipleChoiceField(
        label=label,
        queryset=queryset,
        widget=forms.CheckboxSelectMultiple,
        to_field_name=kwargs.pop("to_field_name", "key"),
        required=kwargs.pop("required", False),
        **kwargs,
    )


def choices_of(entries: Iterable[Labelled], *, empty: Any = None) -> list[tuple[str, Any]]:
    """Labels in sentence case; `empty` is what choosing nothing is called."""
    first = [] if empty is None else [("", empty)]
    return first + [(entry.value, capfirst(entry.label)) for entry in entries]


EMPTY_WORDS = gettext_lazy("Not filled in")


def in_words(field: BoundField) -> str:
    """What stands in a field, as a reader would write it: for two texts beside each other."""
    if isinstance(field.field, forms.BooleanField):
        return _("Yes") if field.field.to_python(field.value()) else _("No")
    if isinstance(field.field, forms.ChoiceField):
        chosen = [str(one.data["label"]) for one in field.subwidgets if one.data["selected"] and one.data["value"]]
        return get_text_list(chosen, _("and")) or str(EMPTY_WORDS)
    if isinstance(field.field, forms.DateField | forms.SplitDateTimeField):
        return _dated(field)
    value = field.value()
    # Browsers send lines with an end of their own.
    text = "" if value is None else "\n".join(str(value).splitlines()).strip()
    return text or str(EMPTY_WORDS)


def _dated(field: BoundField) -> str:
    value = field.value()
    try:
        day: Any = value if isinstance(value, date) else field.field.clean(value) if value else None
    except forms.ValidationError:
        return str(value)
    if isinstance(day, datetime):
        local = localtime(day)
        return _("%(day)s, %(time)s hours") % {"day": date_format(local, "j F Y"), "time": f"{local.hour}.{local:%M}"}
    return date_format(day, "j F Y") if day else str(EMPTY_WORDS)
