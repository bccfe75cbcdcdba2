"""The nouns of documents."""

from documents.models.annex_parts import AnnexAdmission, AnnexCriterion, AnnexDeviation
from documents.models.attachment import Attachment, TextState
from documents.models.binding import AcknowledgedGap, AdoptionVote, Binding, NobodyStep
from documents.models.covenant import Covenant, CovenantKind, CovenantState, CovenantVersion, Standing
from documents.models.declaration import Declaration, has_signed_declaration
from documents.models.function_mapping import FunctionMapping
from documents.models.house import HouseDetails
from documents.models.letter import LetterPurpose, LetterState, LetterTemplate, LetterVersion
from documents.models.matrix import MatrixStanding, MatrixState, MatrixVersion, RoleMatrix
from documents.models.matrix_rows import Column, EmptyCell, EmptyMark, MatrixRow, MatrixSection, Statement
from documents.models.names import DocumentKind, KnownSystem, LocalName
from documents.models.number import NumberSeries
from documents.models.pages import (
    ExplanationIndexPage,
    ExplanationPage,
    HomePage,
    HousePage,
    NewsIndexPage,
    NewsPage,
    Readership,
)
from documents.models.paper_signature import PaperSignature
from documents.models.party import Annex, AnnexPartner, Party
from documents.models.phase_table import Phase, PhaseActor, PhaseMark, PhaseTable, PhaseTask
from documents.models.protocol import Protocol, ProtocolStanding, ProtocolState, ProtocolVersion
from documents.models.purpose import CaseFunction, DataCategory, MeetingType
from documents.models.reading import ReadingConfirmation, ReadingRequest, ReadVersion
from documents.models.reminder import CovenantDay, SigningReminder
from documents.models.signature import Signature
from documents.models.stored_file import StoredFile
from documents.models.triage_category import TriageCategory

__all__ = [
    "AcknowledgedGap",
    "AdoptionVote",
    "Annex",
    "AnnexAdmission",
    "AnnexCriterion",
    "AnnexDeviation",
    "AnnexPartner",
    "Attachment",
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
    "DocumentKind",
    "EmptyCell",
    "EmptyMark",
    "ExplanationIndexPage",
    "ExplanationPage",
    "FunctionMapping",
    "HomePage",
    "HouseDetails",
    "HousePage",
    "KnownSystem",
    "LetterPurpose",
    "LetterState",
    "LetterTemplate",
    "LetterVersion",
    "LocalName",
    "MatrixRow",
    "MatrixSection",
    "MatrixStanding",
    "MatrixState",
    "MatrixVersion",
    "MeetingType",
    "NewsIndexPage",
    "NewsPage",
    "NobodyStep",
    "NumberSeries",
    "PaperSignature",
    "Party",
    "Phase",
    "PhaseActor",
    "PhaseMark",
    "PhaseTable",
    "PhaseTask",
    "Protocol",
    "ProtocolStanding",
    "ProtocolState",
    "ProtocolVersion",
    "ReadVersion",
    "Readership",
    "ReadingConfirmation",
    "ReadingRequest",
    "RoleMatrix",
    "Signature",
    "SigningReminder",
    "Standing",
    "Statement",
    "StoredFile",
    "TextState",
    "TriageCategory",
    "has_signed_declaration",
]
