"""How do we read a Word file that a stranger sent us, without trusting a byte of it?"""

import json
import logging
import math
import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import IO, Literal, overload

import django
from lxml import etree

from documents.word import child, limits
from documents.word.codec import NotThatShape, decode
from documents.word.covenant_shapes import CovenantImport
from documents.word.matrix_shapes import MatrixImport
from documents.word.refusals import REFUSALS, WordRefused

logger = logging.getLogger(__name__)

# The child starts without the site module and without an environment: it finds only these folders.
_BOOTSTRAP = (
    "import os, sys; sys.path[:0] = sys.argv[1].split(os.pathsep); "
    "from documents.word.child import main; main(sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))"
)
_HOUSE = Path(child.__file__).resolve().parents[2]
_LIBRARIES = (Path(etree.__file__).resolve().parents[1], Path(django.__file__).resolve().parents[1])


@overload
def read_untrusted(
    data: bytes | Path, kind: Literal["matrix"], *, seconds: float = 20, memory_mb: int = 400
) -> MatrixImport: ...
@overload
def read_untrusted(
    data: bytes | Path, kind: Literal["covenant"], *, seconds: float = 20, memory_mb: int = 400
) -> CovenantImport: ...
def read_untrusted(
    data: bytes | Path, kind: Literal["matrix", "covenant"], *, seconds: float = 20, memory_mb: int = 400
) -> MatrixImport | CovenantImport:
    """Reads in a child process with a limit on time, processor, memory, files and output. Raises WordRefused."""
    answer = ask_child(_content(data), kind, seconds=seconds, memory_mb=memory_mb)
    refused, values = answer.get("refused"), answer.get("values")
    if isinstance(refused, str) and refused in REFUSALS and isinstance(values, dict):
        raise WordRefused(refused, **values)
    try:
        return _understood(kind, answer.get("result"))
    except (NotThatShape, KeyError, ValueError) as problem:
        raise WordRefused("failed") from problem


def _understood(kind: str, result: object) -> MatrixImport | CovenantImport:
    found = decode(MatrixImport, result) if kind == "matrix" else decode(CovenantImport, result)
    # The child is not trusted either: a warning that cannot be said raises here and not on somebody's page.
    for saying in (*found.warnings, *(entry.reason for entry in found.skipped)):
        str(saying)
    return found


def _content(data: bytes | Path) -> bytes:
    if isinstance(data, bytes):
        content = data
    else:
        try:
            with data.open("rb") as file:
                content = file.read(limits.MAX_FILE + 1)
        except OSError as problem:
            raise WordRefused("missing", name=data.name) from problem
    if len(content) > limits.MAX_FILE:
        raise WordRefused("too_big")
    return content


def ask_child(content: bytes, kind: str, *, seconds: float, memory_mb: int, bootstrap: str = "") -> dict[str, object]:
    """What the child answers on this input; `bootstrap` replaces our reader. Raises WordRefused."""
    paths = os.pathsep.join(dict.fromkeys(map(str, (_HOUSE, *_LIBRARIES))))
    program = bootstrap or _BOOTSTRAP
    command = [sys.executable, "-I", "-S", "-c", program, paths, kind, str(math.ceil(seconds)), str(memory_mb)]
    # The answer goes to an unnamed file, whose size the child's own limit bounds: a pipe has no such limit.
    with tempfile.TemporaryFile() as output:
        try:
            ended = subprocess.run(  # noqa: S603 - our own command line, the file's content is only its input
                command,
                input=content,
                stdout=output,
                stderr=subprocess.DEVNULL,
                cwd="/",
                env={},
                timeout=seconds,
                check=False,
            )
        except subprocess.TimeoutExpired as problem:
            raise WordRefused("too_slow", limit=math.ceil(seconds)) from problem
        _judge(ended.returncode, seconds)
        return _parsed(output)


def _judge(status: int, seconds: float) -> None:
    if status == 0:
        return
    logger.warning("The reader of a Word file ended with status %s", status)
    if status == -signal.SIGXCPU:
        raise WordRefused("too_slow", limit=math.ceil(seconds))
    if status == child.ANSWER_TOO_BIG:
        raise WordRefused("too_big")
    raise WordRefused("too_heavy" if status < 0 else "failed")


def _parsed(output: IO[bytes]) -> dict[str, object]:
    output.seek(0)
    try:
        answer = json.load(output)
    except (ValueError, RecursionError) as problem:
        raise WordRefused("failed") from problem
    if not isinstance(answer, dict):
        raise WordRefused("failed")
    return answer
