"""What is asked of a role matrix: a role, the cells of a row, over which cases it decides and from when."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Municipality, Role
from documents.actions.decide_matrix import MatrixScope
from documents.actions.edit_matrix import SectionFields
from documents.actions.edit_row import RowFields
from documents.forms.fields import choices_of, tick_list
from documents.models.matrix import MatrixVersion
from documents.models.matrix_rows import Column, EmptyMark, MatrixRow, MatrixSection
from documents.models.purpose import MeetingType
from workflows.forms import VersionForm, text_field

# Lazy texts are fit for attributes, whatever the stubs say.
DAY: Any = _("Day")
TIME: Any = _("Time")
ONE_A_LINE = _("One statement on each line.")
MARKS = [("", _("Not said yet")), *((mark.value, mark.label) for mark in EmptyMark)]
CELLS = {
    Column.TASK: _("Tasks"),
    Column.RESPONSIBILITY: _("Responsibilities"),
    Column.AUTHORITY: _("Authorities"),
}
WHEN_EMPTY = {
    Column.TASK: _("If there is no task"),
    Column.RESPONSIBILITY: _("If there is no responsibility"),
    Column.AUTHORITY: _("If there is no authority"),
}


class SectionForm(VersionForm):
    name = forms.CharField(
        label=_("Name of the role in this matrix"),
        max_length=200,
        error_messages={"required": _("Fill in the name of the role.")},
    )
    role = forms.ChoiceField(
        label=_("Role in Casustafel"),
        help_text=_("Who holds this role may take the steps that are bound in this section."),
        choices=choices_of(Role, empty=_("None of these")),
        required=False,
    )
    aliases = text_field(_("Other names of this role"), rows=3, required=False, help_text=_("One name on each line."))

    def section(self) -> SectionFields:
        values = self.cleaned_data
        return SectionFields(values["name"], values["role"], tuple(_lines(values["aliases"])))


def section_values(section: MatrixSection) -> dict[str, Any]:
    return {
        "version": section.version.version,
        "name": section.name,
        "role": section.role,
        "aliases": "\n".join(section.aliases),
    }


class HeadingForm(VersionForm):
    heading = forms.CharField(
        label=_("Heading"), max_length=300, error_messages={"required": _("Fill in the words of the heading.")}
    )

    def row(self) -> RowFields:
        return RowFields({Column.TASK: [self.cleaned_data["heading"]]})


class RowForm(VersionForm):
    """Three cells; each may hold several statements, or none and a reason why."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for column, label in CELLS.items():
            self.fields[column.value] = text_field(label, rows=3, required=False, help_text=ONE_A_LINE)
            self.fields[mark_of(column)] = forms.ChoiceField(label=WHEN_EMPTY[column], choices=MARKS, required=False)

    def row(self) -> RowFields:
        cells = {column.value: _lines(self.cleaned_data[column.value]) for column in Column}
        marks = {column.value: self.cleaned_data[mark_of(column)] for column in Column}
        return RowFields(cells, marks)


def mark_of(column: Column) -> str:
    """The name of the field that says why a cell is empty."""
    return f"{column.value}_mark"


def row_form(row: MatrixRow, data: Any = None) -> HeadingForm | RowForm:
    """The form of this row; a heading has words only."""
    return HeadingForm(data, initial=_heading(row)) if row.is_heading else RowForm(data, initial=_cells(row))


def _heading(row: MatrixRow) -> dict[str, Any]:
    return {"version": row.section.version.version, "heading": row.heading}


def _cells(row: MatrixRow) -> dict[str, Any]:
    values: dict[str, Any] = {"version": row.section.version.version}
    marks: Mapping[str, str] = dict(row.empty_cells.values_list("column", "mark"))
    statements = list(row.statements.all())
    for column in Column:
        values[column.value] = "\n".join(_one_line(one.text) for one in statements if one.column == column)
        values[mark_of(column)] = marks.get(column, "")
    return values


class ScopeForm(VersionForm):
    municipalities = tick_list(
        _("Municipalities"),
        Municipality.objects.all(),
        help_text=_("Choose none to let it hold wherever no other matrix does."),
    )
    meeting_types = tick_list(
        _("Kinds of meeting"), MeetingType.objects.all(), help_text=_("Choose none to let it hold for all of them.")
    )
    effective_at = forms.SplitDateTimeField(
        label=_("Takes effect on"),
        help_text=_("Day and time. Leave it empty: it then takes effect as soon as it is adopted."),
        required=False,
        widget=forms.SplitDateTimeWidget(
            # The legend names the pair; each of the two needs a name of its own.
            date_attrs={"type": "date", "class": "ct-short", "aria-label": DAY},
            time_attrs={"type": "time", "class": "ct-short", "aria-label": TIME},
            date_format="%Y-%m-%d",
            time_format="%H:%M",
        ),
        error_messages={"invalid_date": _("Fill in an existing day."), "invalid_time": _("Fill in an existing time.")},
    )

    def scope(self) -> MatrixScope:
        values = self.cleaned_data
        return MatrixScope(tuple(values["municipalities"]), tuple(values["meeting_types"]), values["effective_at"])


def scope_values(version: MatrixVersion) -> dict[str, Any]:
    return {
        "version": version.version,
        "municipalities": list(version.municipalities.all()),
        "meeting_types": list(version.meeting_types.all()),
        "effective_at": version.effective_at,
    }


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _one_line(text: str) -> str:
    return " ".join(text.split())
