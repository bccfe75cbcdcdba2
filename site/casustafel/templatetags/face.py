"""How dates, form controls and error links are written on a page."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import NamedTuple

from django import template
from django.forms import BaseForm, BaseFormSet, BoundField, CheckboxInput, FileInput, RadioSelect, Select, Textarea
from django.forms.widgets import ChoiceWidget
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import is_aware, localdate, localtime
from django.utils.translation import gettext

register = template.Library()


class ErrorLink(NamedTuple):
    """One line of the error summary; `href` is empty when no single field is at fault."""

    label: str
    text: str
    href: str

    @property
    def line(self) -> str:
        """The error with the name of its field before it."""
        if not self.label:
            return self.text
        return f"{self.label} {self.text}" if self.label[-1] in "?!.:" else f"{self.label}: {self.text}"


def _day_of(value: date) -> date:
    if isinstance(value, datetime):
        return localtime(value).date() if is_aware(value) else value.date()
    return value


@register.filter(is_safe=True)
def one_line(text: str) -> str:
    """A title as one line: template blocks leave line ends, and a space before a comma, behind."""
    return " ".join(text.split()).replace(" ,", ",")


@register.filter
def day(value: date | None) -> str:
    """22 november 2026."""
    return date_format(_day_of(value), "j F Y") if value else ""


@register.filter
def clock(value: datetime | None) -> str:
    """14.05 uur."""
    if not value:
        return ""
    local = localtime(value) if is_aware(value) else value
    return gettext("%(time)s hours") % {"time": f"{local.hour}.{local:%M}"}


@register.filter
def moment(value: datetime | None) -> str:
    """22 november 2026, 14.05 uur."""
    return f"{day(value)}, {clock(value)}" if value else ""


@register.simple_tag
def when(value: date | None, shape: str = "moment") -> SafeString:
    """The same in a `<time>`; `shape` is day, clock or moment, and a bare date is always a day."""
    if not value:
        return SafeString("")
    writers = {"clock": clock, "moment": moment}
    text = writers[shape](value) if isinstance(value, datetime) and shape in writers else day(value)
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), text)


@register.filter
def days_since(value: date) -> int:
    """Whole calendar days up to today."""
    return (localdate() - _day_of(value)).days


@register.filter
def is_past(value: date | None) -> bool:
    """A term includes its last day."""
    return value is not None and _day_of(value) < localdate()


@register.filter
def item(values: Sequence[object], number: int) -> object:
    """The value at this place, from 0."""
    return values[number]


@register.filter
def is_pair(value: object) -> bool:
    """A cell that is (text, url)."""
    return isinstance(value, tuple)


@register.filter
def is_choice_group(field: BoundField) -> bool:
    """Radio buttons or tick boxes: laid out one by one, under a legend."""
    widget = field.field.widget
    return isinstance(widget, ChoiceWidget) and widget.use_fieldset


@register.filter
def is_radio_group(field: BoundField) -> bool:
    """Only such a group may be called required or invalid as a whole."""
    return isinstance(field.field.widget, RadioSelect)


@register.filter
def is_tick(field: BoundField) -> bool:
    """A single tick box stands before its label."""
    return isinstance(field.field.widget, CheckboxInput)


@register.filter
def focus_id(field: BoundField) -> str:
    """Where the error summary leads to: the control, or the first of its group."""
    return f"{field.auto_id}_0" if is_choice_group(field) else field.id_for_label or field.auto_id


def _control_class(field: BoundField) -> str:
    widget = field.field.widget
    if isinstance(widget, CheckboxInput):
        return "ct-tick"
    if isinstance(widget, FileInput):
        return "ct-file"
    kind = "select" if isinstance(widget, Select) else "textarea" if isinstance(widget, Textarea) else "textbox"
    return f"utrecht-{kind} utrecht-{kind}--invalid" if field.errors else f"utrecht-{kind}"


@register.simple_tag
def control(field: BoundField) -> SafeString:
    """The control with its classes; `aria-required` for `required`, so that nothing turns red while one types."""
    field.form.use_required_attribute = False
    own = field.field.widget.attrs.get("class", "")
    attrs: dict[str, str | bool] = {"class": f"{_control_class(field)} {own}".strip()}
    if field.field.required and not is_tick(field):
        attrs["aria-required"] = "true"
    return field.as_widget(attrs=attrs)


def _links_of(form: BaseForm) -> Iterator[ErrorLink]:
    for error in form.non_field_errors():
        yield ErrorLink("", str(error), "")
    for field in form:
        href = "" if field.is_hidden else f"#{focus_id(field)}"
        for error in field.errors:
            yield ErrorLink(str(field.label), str(error), href)


@register.simple_tag
def error_links(*sources: object) -> list[ErrorLink]:
    """Every error of these forms and formsets, in their order; what is no form (a page without one) adds nothing."""
    links: list[ErrorLink] = []
    for source in sources:
        if isinstance(source, BaseFormSet):
            links += [ErrorLink("", str(error), "") for error in source.non_form_errors()]
            links += [link for form in source.forms for link in _links_of(form)]
        elif isinstance(source, BaseForm):
            links += _links_of(source)
    return links
