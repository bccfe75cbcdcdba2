"""What is asked when a Word file comes in: the file itself, what to call it, and what was read wrongly."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, Role
from documents.actions.import_covenant import Recognised
from documents.forms.fields import choices_of
from documents.models.covenant import CovenantKind
from documents.models.purpose import MeetingType
from documents.selectors.import_parts import COLUMN_NAMES, Piece, column_options, use_options
from documents.word.corrections import COLUMNS
from documents.word.covenant_shapes import CovenantImport
from documents.word.matrix_shapes import MatrixImport, MatrixSection
from workflows.forms import VersionForm

# A choice against what was recognised: nothing of the house.
NONE = "none"


class UploadForm(forms.Form):
    file = forms.FileField(
        label=_("Word file"),
        help_text=_("A .docx file without a password. Nothing is saved until you have seen what was understood."),
        widget=forms.FileInput(attrs={"accept": ".docx"}),
        error_messages={"required": _("Choose a Word file."), "empty": _("The file is empty.")},
    )


class ChoicesForm(VersionForm):
    """`choices` of the importer so far are what it begins with; a field that was not sent stays as it was read."""

    def __init__(self, data: Any = None, *, choices: Mapping[str, str], version: int) -> None:
        super().__init__(data, initial={**choices, "version": version})

    def ask(self, name: str, label: Any, options: Sequence[tuple[str, Any]]) -> None:
        self.fields[name] = forms.ChoiceField(label=label, choices=options, required=False)

    def chosen(self) -> dict[str, str]:
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


class PiecesForm(ChoicesForm):
    def __init__(self, data: Any = None, *, pieces: Sequence[Piece], choices: Mapping[str, str], version: int) -> None:
        super().__init__(data, choices=choices, version=version)
        self.pieces = pieces
        for piece in pieces:
            self.ask(piece.name, piece.text, piece.options)

    def lines(self) -> Iterator[tuple[Piece, BoundField]]:
        return ((piece, self[piece.name]) for piece in self.pieces)


class CheckForm(ChoicesForm):
    """`followed`: the versions of which this file could be the next one."""

    title = forms.CharField(label=_("Title"), max_length=200, error_messages={"required": _("Fill in a title.")})

    def __init__(self, data: Any = None, *, followed: Sequence[Any], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.followed = {one.key: one for one in followed}
        if self.followed:
            yes = _("Yes, of %(number)s %(title)s")
            series = [(one.key, yes % {"number": one.series_number, "title": one.title}) for one in followed]
            self.ask("next_of", _("Is this a next version?"), [("", _("No, a new agreement")), *series])
            self.fields["next_of"].help_text = _("Number, title, kind and attached files stay as they are.")

    def naming(self) -> list[BoundField]:
        return [self[name] for name in ("next_of", "title", "kind") if name in self.fields]

    def next_of(self) -> Any:
        """The version that this file follows, or none."""
        return self.followed.get(self.cleaned_data.get("next_of", ""))


class MatrixCheckForm(CheckForm):
    """Per role that was read: is it one, what is it called here, and which of its columns is which?"""

    def __init__(self, reading: MatrixImport, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.sections = reading.sections
        for place, section in enumerate(reading.sections):
            self._ask_section(place, section)

    def _ask_section(self, place: int, section: MatrixSection) -> None:
        self.ask(f"use-{place}", _("What is this?"), use_options(place))
        self.fields[f"name-{place}"] = forms.CharField(
            label=_("Name of the role in this matrix"), max_length=200, required=False, initial=section.role
        )
        roles = [("", _("What its name says")), (NONE, _("None of these")), *choices_of(Role)]
        self.ask(f"role-{place}", _("Role in Casustafel"), roles)
        for column in COLUMNS:
            label = _("What was read as %(column)s is") % {"column": COLUMN_NAMES[int(column)]}
            self.ask(f"column-{place}-{column}", label, column_options(column))

    def groups(self) -> Iterator[tuple[str, list[BoundField]]]:
        for place, section in enumerate(self.sections):
            names = (f"use-{place}", f"name-{place}", f"role-{place}", *(f"column-{place}-{one}" for one in COLUMNS))
            yield section.role or "?", [self[name] for name in names]


class CovenantCheckForm(CheckForm):
    """Which organisation is each party, and which kind of meeting each annex?"""

    def __init__(self, reading: CovenantImport, recognised: Recognised, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["kind"] = forms.ChoiceField(label=_("Kind of agreement"), choices=choices_of(CovenantKind))
        self.names = [f"party-{place}" for place in range(len(reading.parties))]
        nobody = _("No organisation of this name is known here: add it by hand")
        organisations = [(one.key, one.name) for one in Organisation.objects.all()]
        for name, party, match in zip(self.names, reading.parties, recognised.matched, strict=True):
            options = [("", match or nobody), (NONE, _("Leave out")), *organisations]
            self.ask(name, _("Party: %(name)s") % {"name": party.name}, options)
        self._ask_annexes(reading, {annex.heading: meeting for annex, meeting in recognised.annexes})

    def _ask_annexes(self, reading: CovenantImport, found: Mapping[str, MeetingType]) -> None:
        meetings = [(one.key, str(one)) for one in MeetingType.objects.all()]
        for place, annex in enumerate(reading.annexes):
            options = [("", found.get(annex.heading) or _("kept as text")), (NONE, _("kept as text")), *meetings]
            self.ask(f"annex-{place}", annex.heading, options)
            self.names.append(f"annex-{place}")

    def matches(self) -> list[BoundField]:
        return [self[name] for name in self.names]
