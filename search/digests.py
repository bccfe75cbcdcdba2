"""What the index keeps of a document to tell, by comparing, whether it is still as the database has it."""

import hashlib
from collections.abc import Iterable

from search.documents import SearchDocument

_LETTERS = 16


def digest(document: SearchDocument) -> str:
    """Who may find it, and what it says: two halves, because what reaches too far must leave every answer at once."""
    said = (document.title, document.body, *document.names, *_facts(document))
    return _hash([*sorted(document.tokens), str(document.since)]) + _hash(said)


def reaches_otherwise(one: str, other: str) -> bool:
    """Whether two digests of the same thing differ in who may find it."""
    return one[:_LETTERS] != other[:_LETTERS]


def _facts(document: SearchDocument) -> list[str]:
    facts = (document.case, document.organisation, document.municipality, document.date, document.language)
    return [str(fact) for fact in facts]


def _hash(texts: Iterable[str]) -> str:
    return hashlib.blake2b("\x1f".join(texts).encode(), digest_size=_LETTERS // 2).hexdigest()
