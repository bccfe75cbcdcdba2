"""What the pages about letter templates show: all of them, one of them, and the fields to choose from."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, IntegerField, Value, When
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from access.viewer import Viewer
from documents.letter_fields import FIELDS, GROUPS, LetterField
from documents.models.letter import LetterPurpose, LetterState, LetterTemplate, LetterVersion
from documents.shipped_letters import shipped_letters
from workflows.refusals import Text

# The kinds of `components/status_badge.html`.
BADGES = {LetterState.IN_USE: "safe", LetterState.DRAFT: "neutral"}
ORDER = (LetterState.IN_USE, LetterState.DRAFT, LetterState.REPLACED, LetterState.WITHDRAWN)


@dataclass(frozen=True)
class LetterRow:
    """A row of `components/table.html`."""

    head: Text
    cells: Sequence[Text | tuple[Text, str]]
    url: str = ""


@dataclass(frozen=True)
class LetterTable:
    caption: Text
    columns: Sequence[Text]
    rows: Sequence[LetterRow]
    state_column: int | None = None
    hide_caption: bool = True
    empty: Text = ""


def letter_versions(viewer: Viewer) -> Any:
    """Every version that the viewer may see: what is in use first."""
    places = [When(state=state, then=Value(place)) for place, state in enumerate(ORDER)]
    rows = LetterVersion.objects.visible_to(viewer).select_related("template")
    ordered = rows.annotate(place=Case(*places, output_field=IntegerField()))
    return ordered.order_by("place", "template__title", "-version_number")


def letters_table(versions: Sequence[LetterVersion]) -> LetterTable:
    return LetterTable(
        caption=_("Letter templates"),
        columns=[_("Template"), _("Purpose"), _("Version"), _("State")],
        rows=[_letter_row(version) for version in versions],
        state_column=2,
    )


def unshipped() -> list[str]:
    """Titles of templates that Casustafel brings and the house does not have."""
    taken = set(LetterTemplate.objects.values_list("purpose", flat=True))
    return [one.title for one in shipped_letters() if one.purpose not in taken]


def other_versions(version: LetterVersion, *, viewer: Viewer) -> list[LetterVersion]:
    versions = LetterVersion.objects.visible_to(viewer).filter(template=version.template_id).exclude(pk=version.pk)
    return list(versions.select_related("template").order_by("-version_number"))


def has_draft(version: LetterVersion) -> bool:
    return LetterVersion.objects.filter(template=version.template_id, state=LetterState.DRAFT).exists()


def state_badge(version: LetterVersion) -> str:
    return BADGES.get(LetterState(version.state), "inactive")


def fields_in(version: LetterVersion) -> LetterTable:
    """The fields that a template uses, as far as they still exist."""
    return _fields_table(_("Fields in this template"), [FIELDS[name] for name in version.fields if name in FIELDS])


def all_fields() -> list[LetterTable]:
    return [_fields_table(group.label, group.fields) for group in GROUPS]


def _letter_row(version: LetterVersion) -> LetterRow:
    purpose = capfirst(str(LetterPurpose(version.template.purpose).label))
    state = capfirst(version.get_state_display())
    url = reverse("backroom:letter", args=[version.key])
    return LetterRow(version.title, [purpose, str(version.version_number), (state, state_badge(version))], url)


def written(field: LetterField) -> str:
    """As somebody types it: each of these is right as it stands."""
    if field.is_list:
        inside = " ".join(f"{{{{ x.{column.name} }}}}" for column in field.columns)
        return f"{{% for x in {field.name} %}} {inside} {{% endfor %}}"
    if field.is_yes_or_no:
        return f"{{% if {field.name} %}} … {{% endif %}}"
    return f"{{{{ {field.name} }}}}"


def _fields_table(caption: Text, fields: Sequence[LetterField]) -> LetterTable:
    return LetterTable(
        caption=caption,
        columns=[_("How to write it"), _("What it is"), _("Example")],
        rows=[LetterRow(written(field), [capfirst(str(field.label)), _example(field)]) for field in fields],
    )


def _example(field: LetterField) -> str:
    if isinstance(field.example, bool):
        return _("Yes") if field.example else _("No")
    if isinstance(field.example, str):
        return ", ".join(field.example.splitlines())
    return "; ".join(", ".join(filter(None, row.values())) for row in field.example)
