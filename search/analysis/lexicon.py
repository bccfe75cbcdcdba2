"""Which words do the lists know, and what is each: a noun, an adjective, a verb, a part of compounds?

`general.txt` comes from OpenTaal (`OPENTAAL-LICENCE` beside it holds its licence); the other lists are of the house.
"""

import hashlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

LISTS = Path(__file__).parent / "lists"

NOUN, VERB, ADJECTIVE = "n", "v", "a"
# May begin a compound as it is, or with an s behind it; may end one.
FIRST, FIRST_S, LAST = "f", "s", "l"
# Never part of a compound.
APART = "w"

# What stands unstressed before a strong verb, without changing how it is conjugated; and what is written loose from it.
_PREFIXES = ("be", "her", "mis", "ont", "ver", "aan", "door", "om", "onder", "over", "voor", "weer")


def lines(name: str) -> list[str]:
    """What a list says, without its remarks."""
    text = (LISTS / name).read_text(encoding="utf-8")
    return [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]


def digest() -> str:
    """Changes whenever a list changes."""
    found = hashlib.sha256()
    for path in sorted(LISTS.glob("*.txt")):
        found.update(path.read_bytes())
    return found.hexdigest()


@cache
def bases() -> dict[str, str]:
    """Words as a dictionary would list them, verbs by their stem, each with the letters of what it is."""
    rows = (line.partition(" ") for name in ("general.txt", "field.txt") for line in lines(name))
    return {word: letters for word, _, letters in rows}


@cache
def irregular() -> dict[str, str]:
    """Forms that no rule brings back: `liep` → `loop`, `steden` → `stad`."""
    rows = (line.split(": ") for name in ("general_forms.txt", "forms.txt") for line in lines(name))
    return dict(_strong_forms()) | {form: base for base, forms in rows for form in forms.split()}


@cache
def families() -> dict[str, str]:
    """Words that are found by each other: `psychiater` → `psychiatrie`."""
    rows = (line.split(":") for line in lines("families.txt"))
    return {member: root for root, members in rows for member in [*members.split(), root]}


def _strong_forms() -> Iterator[tuple[str, str]]:
    known = bases()
    for line in lines("verbs.txt"):
        stem, *forms = line.split()
        yield from ((form, stem) for form in forms)
        for prefix in _PREFIXES:
            if VERB in known.get(prefix + stem, ""):
                yield from ((prefix + form.removeprefix("ge"), prefix + stem) for form in forms)
