"""Which statements a matrix gained and lost beside the version of its own series that was adopted before it."""

from collections.abc import Mapping

from django.utils.text import capfirst

from documents.models.matrix import MatrixVersion
from documents.models.matrix_rows import Column, Statement
from documents.selectors.step_changes import StepChange

# By role and column: the texts in their order.
Texts = Mapping[tuple[str, str], dict[str, None]]


def text_changes(version: MatrixVersion) -> list[StepChange]:
    """Nothing when no version was adopted before; a statement with other words is dropped once and new once."""
    earlier = version.matrix.versions.filter(adopted_at__isnull=False, version_number__lt=version.version_number)
    before = earlier.order_by("-version_number").first()
    return statement_changes(before, version) if before else []


def statement_changes(before: MatrixVersion, version: MatrixVersion) -> list[StepChange]:
    """The same beside any version of the series."""
    old, new = _texts(before), _texts(version)
    found = []
    for place in dict.fromkeys([*new, *old]):
        heading = capfirst(f"{place[0]}, {Column(place[1]).label}")
        was, becomes = old.get(place, {}), new.get(place, {})
        found += [StepChange(heading, "", text, "new") for text in becomes if text not in was]
        found += [StepChange(heading, text, "", "dropped") for text in was if text not in becomes]
    return found


def _texts(version: MatrixVersion) -> Texts:
    found: dict[tuple[str, str], dict[str, None]] = {}
    statements = Statement.objects.filter(row__section__version=version).select_related("row__section")
    for one in statements.order_by("row__section__order", "row__order", "column", "order"):
        # The role of the house where there is one: its name in the matrix may change with the version.
        role = one.row.section.get_role_display() or one.row.section.name
        found.setdefault((str(role), one.column), {})[one.text] = None
    return found
