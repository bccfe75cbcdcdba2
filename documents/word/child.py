"""The child process that reads a stranger's Word file: bytes on standard input, JSON on standard output."""

import encodings.cp437
import json
import resource
import sys
from collections.abc import Callable, Mapping

from documents.word import limits
from documents.word.blocks import WordDocument
from documents.word.codec import encode
from documents.word.covenant import understand_covenant
from documents.word.matrix import understand_matrix
from documents.word.protocol import understand_protocol
from documents.word.reading import read_document
from documents.word.refusals import WordRefused

ANSWER_TOO_BIG = 3
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


def limit_resources(seconds: int, memory_mb: int) -> None:
    memory = memory_mb * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def close_the_doors() -> None:
    """From here on: no new file, socket or process, and no more output than an answer needs.

    Descriptors 0, 1 and 2 stay; with a limit of three the kernel refuses every other one, so there is no network.
    """
    resource.setrlimit(resource.RLIMIT_NOFILE, (3, 3))
    resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (limits.MAX_ANSWER, limits.MAX_ANSWER))


def _answer(kind: str, data: bytes) -> dict[str, object]:
    try:
        return {"result": encode(_UNDERSTAND[kind](read_document(data)))}
    except WordRefused as refused:
        return {"refused": refused.code, "values": refused.values}
    except (MemoryError, RecursionError):
        return {"refused": "too_heavy", "values": {}}
