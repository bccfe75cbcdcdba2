"""How do we check and fill in somebody's template without trusting a byte of it? In the limited child process."""

import base64
import binascii
import json
import unicodedata
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from documents.letter_fields import FIELDS, Value
from documents.word import limits
from documents.word.letter_problems import PROBLEMS, LetterRefused, Problem
from documents.word.letter_tags import Place
from documents.word.refusals import REFUSALS, WordRefused
from documents.word.text_writing import clean
from documents.word.untrusted import Child, answer_of

CHILD = "documents.word.letter_child"
# A template is a page or two with a logo; its letters must fit in the answer of the child.
MAX_TEMPLATE = 4_000_000
MAX_ROWS, MAX_TEXT = 200, 20_000
SECONDS, MEMORY_MB = 20, 400


def check_template(data: bytes) -> tuple[str, ...]:
    """The names of the fields that it uses. Raises WordRefused (the file) or LetterRefused (what stands in it)."""
    result = _asked("check", {"moment": datetime.now(UTC).isoformat()}, data)
    if not isinstance(result, list) or not all(isinstance(name, str) for name in result):
        raise WordRefused("failed")
    # A name that is no field of ours can only come from a child that was taken over.
    return tuple(name for name in result if name in FIELDS)


def fill_in_template(data: bytes, values: Mapping[str, Value], *, title: str, moment: datetime) -> bytes:
    """The letter as a Word file. Raises LetterRefused naming each field that has no value, and where it stands."""
    order = {"values": _plain(values), "title": title[:200], "moment": moment.astimezone(UTC).isoformat()}
    result = _asked("render", order, data)
    try:
        return base64.b64decode(str(result), validate=True)
    except binascii.Error as problem:
        raise WordRefused("failed") from problem


def _asked(task: str, order: Mapping[str, Any], data: bytes) -> object:
    if len(data) > min(MAX_TEMPLATE, limits.MAX_FILE):
        raise WordRefused("too_big")
    given = json.dumps(order).encode() + b"\n" + data
    answer = answer_of(Child(CHILD, task, SECONDS, MEMORY_MB), given)
    refused, values = answer.get("refused"), answer.get("values")
    if isinstance(refused, str) and refused in REFUSALS and isinstance(values, dict):
        raise WordRefused(refused, **values)
    if isinstance(answer.get("problems"), list):
        raise LetterRefused(_understood(answer["problems"]))
    return answer.get("result")


def _understood(problems: Any) -> list[Problem]:
    try:
        found = [
            Problem(one["code"], one["values"], Place(**one["place"]) if one["place"] else None) for one in problems
        ]
        # The child is not trusted either: what cannot be said raises here and not on somebody's page.
        said = [str(problem) for problem in found if problem.code in PROBLEMS]
    except (KeyError, TypeError, ValueError, AttributeError) as problem:
        raise WordRefused("failed") from problem
    if not said or len(said) < len(found):
        raise WordRefused("failed")
    return found


def _plain(values: Mapping[str, Value]) -> dict[str, Any]:
    """What goes to the child: text without control signs, yes or no, rows of texts; anything else is our mistake."""
    return {name: _value(name, value) for name, value in values.items()}


def _value(name: str, value: Value) -> Any:
    field = FIELDS[name]
    if field.is_yes_or_no and isinstance(value, bool):
        return value
    if field.is_list and not isinstance(value, str | bool) and len(value) <= MAX_ROWS:
        return [{column: _text(row[column]) for column in field.column_names & row.keys()} for row in value]
    if not field.is_list and not field.is_yes_or_no and isinstance(value, str):
        return _text(value)
    raise ValueError(f"{name} cannot be {type(value).__name__}")


def _text(value: str) -> str:
    """Line breaks stay, and become line breaks in the letter; docxtpl gives other control signs a meaning."""
    lines = clean(value)[:MAX_TEXT].replace("\t", " ").splitlines()
    return "\n".join("".join(sign for sign in line if unicodedata.category(sign) != "Cc") for line in lines).strip()
