"""What may stand between double braces? A field, a condition on fields, or going through a list; nothing else."""

import re
from dataclasses import dataclass

from documents.word.letter_tags import Tag

_WORD = r"[A-Za-z_][A-Za-z0-9_]*"
_FIELD = re.compile(rf"{_WORD}(?:\.{_WORD})*")
_TERM = rf"(?:not )?{_WORD}(?:\.{_WORD})*"
_TEST = re.compile(rf"{_TERM}(?: (?:and|or) {_TERM})*")
_FOR = re.compile(rf"for (?P<item>{_WORD}) in (?P<field>{_WORD}(?:\.{_WORD})*)")
_STATEMENT = re.compile(r"(?:(?P<unit>p|tr) )?(?P<rest>(?:if|elif|else|endif|for|endfor)\b.*)")
_WORDS = {"and", "or", "not", "if", "in", "else", "for", "is"}


@dataclass(frozen=True)
class Output:
    """`{{ huis.naam }}`"""

    field: str


@dataclass(frozen=True)
class Test:
    """`{% if … %}` or `{% elif … %}`; `certain`: fields that are surely filled where it holds."""

    keyword: str
    unit: str
    fields: tuple[str, ...]
    certain: frozenset[str]


@dataclass(frozen=True)
class Loop:
    """`{% for overleg in regio.overleggen %}`"""

    unit: str
    item: str
    field: str


@dataclass(frozen=True)
class Mark:
    """`else`, `endif`, `endfor`"""

    keyword: str
    unit: str


Meaning = Output | Test | Loop | Mark


def meaning_of(tag: Tag) -> Meaning | None:
    """None for whatever is not ours: calls, filters, macros, includes, arithmetic, raw XML, comments."""
    if tag.opens == "{{":
        return Output(tag.content) if _FIELD.fullmatch(tag.content) and tag.content not in _WORDS else None
    found = _STATEMENT.fullmatch(tag.content) if tag.opens == "{%" else None
    return _statement(found["unit"] or "", found["rest"].strip()) if found else None


def _statement(unit: str, text: str) -> Meaning | None:
    keyword, _space, rest = text.partition(" ")
    if keyword in {"else", "endif", "endfor"}:
        return None if rest else Mark(keyword, unit)
    if keyword == "for":
        found = _FOR.fullmatch(text)
        return Loop(unit, found["item"], found["field"]) if found and found["item"] not in _WORDS else None
    return _test(keyword, unit, rest)


def _test(keyword: str, unit: str, text: str) -> Meaning | None:
    if not _TEST.fullmatch(text):
        return None
    terms = re.split(r" (?:and|or) ", text)
    fields = tuple(term.removeprefix("not ") for term in terms)
    if _WORDS & set(fields):
        return None
    certain = frozenset() if " or " in f" {text} " else frozenset(term for term in terms if " " not in term)
    return Test(keyword, unit, fields, certain)
