"""The nouns of documents."""

from documents.models.annex_parts import AnnexCriterion, AnnexDeviation
from documents.models.binding import AcknowledgedGap, AdoptionVote, Binding, NobodyStep
from documents.models.covenant import Covenant, CovenantKind, CovenantState, CovenantVersion, Standing
from documents.models.declaration import Declaration, has_signed_declaration
from documents.models.matrix import MatrixStanding, MatrixState, MatrixVersion, RoleMatrix
from documents.models.matrix_rows import Column, EmptyCell, EmptyMark, MatrixRow, MatrixSection, Statement
from documents.models.number import NumberSeries
from documents.models.paper_signature import PaperSignature
from documents.models.party import Annex, AnnexPartner, Party
from documents.models.purpose import CaseFunction, DataCategory, MeetingType
from documents.models.reminder import CovenantDay, SigningReminder
from documents.models.signature import Signature
from documents.models.stored_file import StoredFile

__all__ = [
    "AcknowledgedGap",
    "AdoptionVote",
    "Annex",
    "AnnexCriterion",
    "AnnexDeviation",
    "AnnexPartner",
    "Binding",
    "CaseFunction",
    "Column",
    "Covenant",
    "CovenantDay",
    "CovenantKind",
    "CovenantState",
    "CovenantVersion",
    "DataCategory",
    "Declaration",
    "EmptyCell",
    "EmptyMark",
    "MatrixRow",
    "MatrixSection",
    "MatrixStanding",
    "MatrixState",
    "MatrixVersion",
    "MeetingType",
    "NobodyStep",
    "NumberSeries",
    "PaperSignature",
    "Party",
    "RoleMatrix",
    "Signature",
    "SigningReminder",
    "Standing",
    "Statement",
    "StoredFile",
    "has_signed_declaration",
]
