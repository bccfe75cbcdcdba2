"""The child process that reads a stranger's Word file: bytes on standard input, JSON on standard output."""

import encodings.cp437
import json
import sys
from collections.abc import Callable, Mapping

from documents.word import limits
from documents.word.blocks import WordDocument
from documents.word.codec import encode
from documents.word.covenant import understand_covenant
from documents.word.doors import ANSWER_TOO_BIG, close_the_doors, limit_resources
from documents.word.matrix import understand_matrix
from documents.word.protocol import understand_protocol
from documents.word.reading import read_document
from documents.word.refusals import WordRefused

_UNDERSTAND: Mapping[str, Callable[[WordDocument], object]] = {
    "matrix": understand_matrix,
    "covenant": understand_covenant,
    "protocol": understand_protocol,
}
# zipfile asks for this encoding on old names; once the doors are closed no module can be loaded any more.
_PRELOADED = (encodings.cp437,)


def main(kind: str, seconds: int, memory_mb: int) -> None:
    limit_resources(seconds, memory_mb)
    data = sys.stdin.buffer.read(limits.MAX_FILE + 1)
    close_the_doors()
    answer = json.dumps(_answer(kind, data), ensure_ascii=False).encode()
    try:
        sys.stdout.buffer.write(answer)
        sys.stdout.flush()
    except OSError:
        sys.exit(ANSWER_TOO_BIG)


def _answer(kind: str, data: bytes) -> dict[str, object]:
    try:
        return {"result": encode(_UNDERSTAND[kind](read_document(data)))}
    except WordRefused as refused:
        return {"refused": refused.code, "values": refused.values}
    except (MemoryError, RecursionError):
        return {"refused": "too_heavy", "values": {}}
