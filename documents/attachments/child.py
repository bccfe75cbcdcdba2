"""The child process that judges or reads a stranger's file: bytes on standard input, JSON on standard output."""

import encodings
import importlib
import json
import pkgutil
import sys
from types import ModuleType

from documents.attachments import limits
from documents.attachments.reading import check, read
from documents.attachments.refusals import FileRefused
from documents.word.codec import encode
from documents.word.doors import ANSWER_TOO_BIG, close_the_doors, limit_resources
from documents.word.refusals import WordRefused

# Of the time that is given, so much goes to reading: what was read by then must still be told.
_READING_SHARE = 0.7
# Only on machines of one maker.
_ELSEWHERE = ("encodings.mbcs", "encodings.oem")


def main(task: str, seconds: int, memory_mb: int) -> None:
    """`task` is `check`, or the kind whose text is wanted."""
    limit_resources(seconds, memory_mb)
    load_encodings()
    data = sys.stdin.buffer.read(limits.MOST_BYTES + 1)
    close_the_doors()
    answer = json.dumps(_answer(task, data, seconds), ensure_ascii=True).encode()
    try:
        sys.stdout.buffer.write(answer)
        sys.stdout.flush()
    except OSError:
        sys.exit(ANSWER_TOO_BIG)


def load_encodings() -> None:
    """Letters of any kind."""
    load_all(encodings, but=_ELSEWHERE)


def load_all(package: ModuleType, *, but: str | tuple[str, ...]) -> None:
    """What a library asks for late: with closed doors no module can be loaded any more."""
    for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        if not module.name.startswith(but):
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
