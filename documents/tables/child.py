"""The child process that reads a stranger's table: bytes on standard input, JSON on standard output."""

import io
import json
import sys

from openpyxl import Workbook

from documents.attachments.child import load_encodings
from documents.tables.reading import read
from documents.word import limits
from documents.word.codec import encode
from documents.word.doors import ANSWER_TOO_BIG, close_the_doors, limit_resources
from documents.word.refusals import WordRefused


def main(task: str, seconds: int, memory_mb: int) -> None:
    limit_resources(seconds, memory_mb)
    load_encodings()
    _rehearse()
    data = sys.stdin.buffer.read(limits.MAX_FILE + 1)
    close_the_doors()
    answer = json.dumps(_answer(data), ensure_ascii=True).encode()
    try:
        sys.stdout.buffer.write(answer)
        sys.stdout.flush()
    except OSError:
        sys.exit(ANSWER_TOO_BIG)


def _rehearse() -> None:
    """Read a sheet of our own: once the doors are closed no module can be loaded any more."""
    book, file = Workbook(), io.BytesIO()
    book.active.append(["datum", 1.5])
    book.save(file)
    read(file.getvalue())


def _answer(data: bytes) -> dict[str, object]:
    try:
        return {"result": encode(read(data))}
    except WordRefused as refused:
        return {"refused": refused.code, "values": refused.values}
    except (MemoryError, RecursionError):
        return {"refused": "too_heavy", "values": {}}
