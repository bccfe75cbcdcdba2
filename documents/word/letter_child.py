"""The child process that checks and fills in a template: a line of JSON and a Word file in, JSON out."""

import base64
import encodings.cp437
import json
import sys
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from importlib import import_module
from typing import Any

import jinja2.debug

from documents.letter_fields import EXAMPLES
from documents.word import doors, limits
from documents.word.letter_check import check, open_template
from documents.word.letter_problems import LetterRefused
from documents.word.letter_rendering import holes, refuse, render
from documents.word.letter_sandbox import fill_in
from documents.word.refusals import WordRefused

# Loaded before the doors close: zipfile, python-docx and jinja ask for these at their first use.
_PRELOADED = (import_module("_strptime"), encodings.cp437, jinja2.debug)


def main(task: str, seconds: int, memory_mb: int) -> None:
    doors.limit_resources(seconds, memory_mb)
    order = json.loads(sys.stdin.buffer.readline())
    data = sys.stdin.buffer.read(limits.MAX_FILE + 1)
    # The first template that jinja compiles in a process loads the rest of it.
    fill_in("{{ a.b }}{% for c in d %}{{ c.e }}{% endfor %}", {"a": {"b": "x"}, "d": [{"e": "y"}]})
    doors.close_the_doors()
    answer = json.dumps(_answer(task, order, data), ensure_ascii=False).encode()
    try:
        sys.stdout.buffer.write(answer)
        sys.stdout.flush()
    except OSError:
        sys.exit(doors.ANSWER_TOO_BIG)


def _answer(task: str, order: Mapping[str, Any], data: bytes) -> dict[str, object]:
    try:
        return {"result": _checked(order, data) if task == "check" else _rendered(order, data)}
    except WordRefused as refused:
        return {"refused": refused.code, "values": refused.values}
    except LetterRefused as refused:
        return {"problems": [asdict(problem) for problem in refused.problems]}
    except (MemoryError, RecursionError):
        return {"refused": "too_heavy", "values": {}}


def _checked(order: Mapping[str, Any], data: bytes) -> list[str]:
    """The names of the fields in it. That it can be filled in is tried with the examples."""
    found = check(open_template(data))
    refuse(found.problems)
    render(data, EXAMPLES, title="", moment=datetime.fromisoformat(order["moment"]))
    return sorted({use.field for use in found.uses})


def _rendered(order: Mapping[str, Any], data: bytes) -> str:
    found = check(open_template(data))
    refuse(found.problems)
    refuse(holes(found, order["values"]))
    filled = render(data, order["values"], title=order["title"], moment=datetime.fromisoformat(order["moment"]))
    return base64.b64encode(filled).decode()
