"""The child process that judges or reads a stranger's file: bytes on standard input, JSON on standard output."""

import encodings
import importlib
import json
import pkgutil
import sys
from types import ModuleType

import pypdf

from documents.attachments import limits, pdf
from documents.attachments.reading import check, read
from documents.attachments.refusals import FileRefused
from documents.word.child import ANSWER_TOO_BIG, close_the_doors, limit_resources
from documents.word.codec import encode
from documents.word.refusals import WordRefused

# Of the time that is given, so much goes to reading: what was read by then must still be told.
_READING_SHARE = 0.7
# Only on machines of one maker, or beside libraries that open what has a password.
_ELSEWHERE = ("encodings.mbcs", "encodings.oem", "pypdf._crypt_providers._")


def main(task: str, seconds: int, memory_mb: int) -> None:
    """`task` is `check`, or the kind whose text is wanted."""
    limit_resources(seconds, memory_mb)
    for package in (encodings, pypdf):
        load_all(package)
    pdf.prepare()
    data = sys.stdin.buffer.read(limits.MOST_BYTES + 1)
    close_the_doors()
    answer = json.dumps(_answer(task, data, seconds), ensure_ascii=True).encode()
    try:
        sys.stdout.buffer.write(answer)
        sys.stdout.flush()
    except OSError:
        sys.exit(ANSWER_TOO_BIG)


def load_all(package: ModuleType) -> None:
    """Letters of any kind, and what pypdf asks for late: once the doors are closed no module can be loaded any more."""
    for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        if not module.name.startswith(_ELSEWHERE):
            importlib.import_module(module.name)


def _answer(task: str, data: bytes, seconds: int) -> dict[str, object]:
    try:
        if len(data) > limits.MOST_BYTES:
            raise FileRefused("too_big")
        found = check(data) if task == "check" else read(data, kind=task, seconds=seconds * _READING_SHARE)
        return {"result": encode(found)}
    except WordRefused as refused:
        return {"refused": refused.code, "values": refused.values}
    except (MemoryError, RecursionError):
        return {"refused": "too_heavy", "values": {}}
