"""What must be known to write a matrix, a covenant or a plan of action as a Word file?"""

from dataclasses import dataclass
from datetime import date

from documents.word.blocks import Block
from documents.word.covenant_shapes import Annex, Party
from documents.word.matrix_shapes import MatrixSection
from documents.word.phase_shapes import PhaseTable


@dataclass(frozen=True)
class Cover:
    """Stands on the title page and at the edge of every page; `status` in words ("vastgesteld").

    `dated` is also the created date inside the file: the same input gives the same bytes.
    """

    title: str
    number: str
    version: str
    dated: date
    status: str
    content_hash: str = ""


@dataclass(frozen=True)
class AttachedFile:
    """`size` in bytes; `sha256` in full: the file shows its beginning."""

    name: str
    size: int
    added_on: date
    sha256: str
    description: str = ""


@dataclass(frozen=True)
class MatrixExport:
    cover: Cover
    sections: tuple[MatrixSection, ...] = ()
    phase_tables: tuple[PhaseTable, ...] = ()
    attached: tuple[AttachedFile, ...] = ()


@dataclass(frozen=True)
class Signature:
    """`signed_on` None: a line to sign on paper."""

    party: str
    name: str
    function: str = ""
    signed_on: date | None = None


@dataclass(frozen=True)
class CovenantExport:
    """`parties` are written only when `blocks` do not name them already. No signatures, no table to sign."""

    cover: Cover
    blocks: tuple[Block, ...] = ()
    annexes: tuple[Annex, ...] = ()
    parties: tuple[Party, ...] = ()
    signatures: tuple[Signature, ...] = ()
    attached: tuple[AttachedFile, ...] = ()


@dataclass(frozen=True)
class PlanAction:
    """The seven questions, the organisation that owns the action, who of it sees to it, and the last day."""

    who: str
    what: str
    where: str
    when: str
    how: str
    subgoal: str
    contribution: str
    organisation: str = ""
    person: str = ""
    due_on: date | None = None


@dataclass(frozen=True)
class PlanExport:
    """Texts may hold several paragraphs, one a line. No medical field: a care annex is a record of its own."""

    cover: Cover
    case_code: str
    adopted_on: date | None = None
    adopted_by: str = ""
    analysis: str = ""
    risk_factors: tuple[str, ...] = ()
    protective_measures: tuple[str, ...] = ()
    wishes: str = ""
    quality_owner: str = ""
    police_section: str = ""
    subgoals: tuple[str, ...] = ()
    signalling_plan: str = ""
    crisis_card: str = ""
    actions: tuple[PlanAction, ...] = ()
    # Said since it was adopted: never in the file of that day.
    statements: tuple[str, ...] = ()
