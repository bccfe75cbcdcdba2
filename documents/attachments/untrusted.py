"""How do we judge and read a file that somebody wants to attach, without trusting a byte of it?"""

from pathlib import Path
from typing import TypeVar

from defusedxml import common
from pypdf import filters

from documents.attachments import limits
from documents.attachments.collecting import clean
from documents.attachments.kinds import KINDS
from documents.attachments.refusals import FileRefused
from documents.attachments.shapes import Checked, Part, Reading
from documents.attachments.sniffing import PDF
from documents.word.codec import NotThatShape, decode
from documents.word.refusals import WordRefused
from documents.word.untrusted import Child, answer_of

_CHILD, _PDF_CHILD = "documents.attachments.child", "documents.attachments.pdf_child"
_LIBRARIES = tuple(Path(str(library.__file__)).resolve().parents[1] for library in (filters, common))

Shape = TypeVar("Shape")


def check_untrusted(data: bytes) -> str:
    """The kind of this file, a key of KINDS; raises FileRefused with the reason."""
    child = _child("check", says_pdf=data.startswith(PDF), seconds=limits.CHECK_SECONDS, memory_mb=limits.MEMORY_MB)
    checked = _asked(data, child, Checked)
    if checked.kind not in KINDS:
        raise FileRefused("failed")
    return checked.kind


def read_untrusted(data: bytes, *, kind: str, patient: bool = False) -> Reading:
    """The text of a file that was checked; raises FileRefused when none could be read."""
    given = {"seconds": limits.READ_SECONDS, "memory_mb": limits.MEMORY_MB}
    if patient:
        waits = limits.PATIENT_WAIT_SECONDS
        given = {"seconds": limits.PATIENT_SECONDS, "memory_mb": limits.PATIENT_MEMORY_MB, "wait_seconds": waits}
    reading = _asked(data, _child(kind, says_pdf=kind == "pdf", **given), Reading)
    # The child is not trusted either.
    parts = tuple(Part(clean(one.text), max(one.page, 0), clean(one.heading)) for one in reading.parts)
    return Reading(parts[: limits.MAX_PARTS], reading.complete)


def _child(
    task: str, *, says_pdf: bool, seconds: int, memory_mb: int, wait_seconds: int = limits.WAIT_SECONDS
) -> Child:
    module = _PDF_CHILD if says_pdf else _CHILD
    return Child(module, task, seconds, memory_mb, libraries=_LIBRARIES, wait_seconds=wait_seconds)


def _asked(data: bytes, child: Child, shape: type[Shape]) -> Shape:
    if not data:
        raise FileRefused("empty")
    if len(data) > limits.MOST_BYTES:
        raise FileRefused("too_big")
    try:
        answer = answer_of(child, data)
    except WordRefused as refused:
        raise FileRefused(refused.code, **refused.values) from refused
    if "refused" in answer:
        raise _refusal(answer["refused"], answer.get("values"))
    try:
        return decode(shape, answer.get("result"))
    except (NotThatShape, KeyError, ValueError) as problem:
        raise FileRefused("failed") from problem


def _refusal(code: object, values: object) -> FileRefused:
    """The reason that the child gives; one that cannot be said is none."""
    if isinstance(code, str) and code in FileRefused.refusals and isinstance(values, dict):
        refused = FileRefused(code, **{str(name): value for name, value in values.items() if name != "code"})
        try:
            return refused if refused.message else FileRefused("failed")
        except (KeyError, ValueError, TypeError):
            pass
    return FileRefused("failed")
