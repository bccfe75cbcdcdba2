"""How do we read a Word file that a stranger sent us, without trusting a byte of it?"""

import json
import logging
import math
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Literal, overload

import django
from lxml import etree

from documents.word import limits
from documents.word.codec import NotThatShape, decode
from documents.word.covenant_shapes import CovenantImport
from documents.word.doors import ANSWER_TOO_BIG
from documents.word.matrix_shapes import MatrixImport
from documents.word.protocol_shapes import ProtocolImport
from documents.word.refusals import REFUSALS, WordRefused

logger = logging.getLogger(__name__)

Kind = Literal["matrix", "covenant", "protocol"]
Import = MatrixImport | CovenantImport | ProtocolImport
SHAPES: Mapping[Kind, type[Import]] = {
    "matrix": MatrixImport,
    "covenant": CovenantImport,
    "protocol": ProtocolImport,
}

# The child starts without the site module and without an environment: it finds only these folders.
_BOOTSTRAP = (
    "import importlib, os, sys; sys.path[:0] = sys.argv[1].split(os.pathsep); "
    "importlib.import_module(sys.argv[2]).main(sys.argv[3], int(sys.argv[4]), int(sys.argv[5]))"
)
# Five times what a covenant of two hundred pages and a matrix of five hundred rows were measured to need.
SECONDS, MEMORY_MB = 4, 200
# Seconds are those of the processor; on a machine with more to do a second takes longer on the clock.
PATIENCE = 2
_HOUSE = Path(limits.__file__).resolve().parents[2]
_LIBRARIES = (Path(etree.__file__).resolve().parents[1], Path(django.__file__).resolve().parents[1])


@dataclass(frozen=True)
class Child:
    """A process that reads one file: its module, what is asked of it, and what it may use.

    `seconds` of the processor; we wait as long, or `wait_seconds` where a busy machine is no fault of the file.
    """

    module: str
    task: str
    seconds: float
    memory_mb: int
    libraries: tuple[Path, ...] = ()
    wait_seconds: float = 0


@overload
def read_untrusted(
    data: bytes | Path, kind: Literal["matrix"], *, seconds: float = SECONDS, memory_mb: int = MEMORY_MB
) -> MatrixImport: ...
@overload
def read_untrusted(
    data: bytes | Path, kind: Literal["covenant"], *, seconds: float = SECONDS, memory_mb: int = MEMORY_MB
) -> CovenantImport: ...
@overload
def read_untrusted(
    data: bytes | Path, kind: Literal["protocol"], *, seconds: float = SECONDS, memory_mb: int = MEMORY_MB
) -> ProtocolImport: ...
@overload
def read_untrusted(
    data: bytes | Path, kind: Kind, *, seconds: float = SECONDS, memory_mb: int = MEMORY_MB
) -> Import: ...
def read_untrusted(data: bytes | Path, kind: Kind, *, seconds: float = SECONDS, memory_mb: int = MEMORY_MB) -> Import:
    """Reads in a child process with a limit on time, processor, memory, files and output. Raises WordRefused."""
    answer = answer_of(Child("documents.word.child", kind, seconds, memory_mb), _content(data))
    refused, values = answer.get("refused"), answer.get("values")
    if isinstance(refused, str) and refused in REFUSALS and isinstance(values, dict):
        raise WordRefused(refused, **values)
    try:
        return _understood(kind, answer.get("result"))
    except (NotThatShape, KeyError, ValueError) as problem:
        raise WordRefused("failed") from problem


def _understood(kind: Kind, result: object) -> Import:
    found: Import = decode(SHAPES[kind], result)
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


def answer_of(asked: Child, content: bytes) -> dict[str, object]:
    """What the child says of this file, not yet believed; raises WordRefused when it had to be stopped."""
    seconds = math.ceil(asked.seconds)
    paths = os.pathsep.join(dict.fromkeys(map(str, (_HOUSE, *_LIBRARIES, *asked.libraries))))
    given = [paths, asked.module, asked.task, str(seconds), str(asked.memory_mb)]
    command = [sys.executable, "-I", "-S", "-c", _BOOTSTRAP, *given]
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
                timeout=asked.wait_seconds or seconds * PATIENCE,
                check=False,
            )
        except subprocess.TimeoutExpired as problem:
            raise WordRefused("too_slow", limit=seconds) from problem
        _judge(ended.returncode, seconds)
        return _parsed(output)


def _judge(status: int, seconds: int) -> None:
    if status == 0:
        return
    logger.warning("The reader of a file ended with status %s", status)
    if status == -signal.SIGXCPU:
        raise WordRefused("too_slow", limit=seconds)
    if status == ANSWER_TOO_BIG:
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
