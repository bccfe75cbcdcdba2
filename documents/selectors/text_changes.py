"""Which statements a matrix gained and lost beside the version of its own series that was adopted before it."""

from collections.abc import Callable, Mapping

from django.utils.text import capfirst, get_text_list
from django.utils.translation import gettext as _

from documents.models.matrix import MatrixVersion
from documents.models.matrix_rows import Column, Statement
from documents.phase_paper import as_word, phase_tables_of
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
    found = _differences(_texts(before), _texts(version), lambda place: f"{place[0]}, {Column(place[1]).label}")
    return found + _differences(_tasks(before), _tasks(version), lambda place: ", ".join(filter(None, place)))


def _differences(old: Texts, new: Texts, named: Callable[[tuple[str, str]], str]) -> list[StepChange]:
    found = []
    for place in dict.fromkeys([*new, *old]):
        heading = capfirst(named(place))
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


def _tasks(version: MatrixVersion) -> Texts:
    """Tasks of the phase × actor tables, each with who does it; by table and phase."""
    found: dict[tuple[str, str], dict[str, None]] = {}
    for table in map(as_word, phase_tables_of(version)):
        for phase in table.phases:
            for task in phase.tasks:
                who = [" ".join(filter(None, (table.actors[one.actor], _in_brackets(one.words)))) for one in task.marks]
                doing = get_text_list(who, _("and")) or _("nobody")
                found.setdefault((table.title, phase.name), {})[f"{task.text}: {doing}"] = None
    return found


def _in_brackets(words: str) -> str:
    return f"({words})" if words else ""
