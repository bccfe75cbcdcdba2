"""What was understood of a Word file, what is doubtful and what was left out: shown before anything is saved."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise

from accounts.models import Role
from documents.actions.import_covenant import NO_CHOICES, Choices, Recognised, recognise
from documents.binding_suggestions import suggest_step
from documents.role_names import local_roles, role_named
from documents.word.covenant_shapes import CovenantImport
from documents.word.matrix_shapes import MatrixSection
from documents.word.protocol_shapes import ProtocolImport
from documents.word.remarks import Skipped
from documents.word.untrusted import Import
from workflows.steps import governed_steps

Text = str | Promise


@dataclass(frozen=True)
class ReadSection:
    """One role as it was read; `role_label` empty: the editor chooses."""

    name: str
    role_label: Text
    rows: int
    empty_cells: int
    suggested: int


@dataclass(frozen=True)
class LeftOut:
    why: str
    texts: Sequence[str]


@dataclass(frozen=True)
class ImportReport:
    """`sections` of a matrix, or `recognised` of a covenant; `reading` holds the rest."""

    reading: Import
    warnings: Sequence[str]
    left_out: Sequence[LeftOut]
    sections: Sequence[ReadSection] = ()
    recognised: Recognised | None = None


def import_report(reading: Import, choices: Choices = NO_CHOICES) -> ImportReport:
    warnings = [str(warning) for warning in reading.warnings]
    left_out = _left_out(reading.skipped)
    if isinstance(reading, CovenantImport):
        return ImportReport(reading, warnings, left_out, recognised=recognise(reading, choices))
    if isinstance(reading, ProtocolImport):
        return ImportReport(reading, warnings, left_out)
    local = local_roles()
    return ImportReport(reading, warnings, left_out, sections=[_section(one, local) for one in reading.sections])


def _section(section: MatrixSection, local: Mapping[str, str]) -> ReadSection:
    role = role_named(section.role, section.aliases, local=local)
    phrases = {step.id: step.phrases for step in governed_steps()}
    authorities = (text for row in section.duties for text in row.authorities)
    return ReadSection(
        name=section.role,
        role_label=Role(role).label if role else "",
        rows=len(section.duties),
        empty_cells=section.empty_cells,
        suggested=sum(suggest_step(text, phrases) is not None for text in authorities),
    )


def _left_out(skipped: Iterable[Skipped]) -> list[LeftOut]:
    """By reason, in the order of the file."""
    found: dict[str, list[str]] = defaultdict(list)
    for one in skipped:
        found[one.reason].append(one.text)
    return [LeftOut(why, texts) for why, texts in found.items()]
