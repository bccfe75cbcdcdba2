"""What the analyser makes of a text, for a person to read: each word with its place and its forms."""

from collections.abc import Sequence
from typing import Any

from django.db import DatabaseError

from search.analysis.forms import forms_in_place
from search.analysis.tokens import Token, tokenise
from search.models import SynonymGroup
from search.query import Word, words
from search.synonyms import Synonyms, synonyms

DOCUMENT, QUERY = "document", "query"


def shown(text: str, side: str, equal: Synonyms) -> dict[str, Any]:
    """A question and a text meet in a word when a form of the one is among the forms of the other."""
    tokens = tokenise(text)
    told = _of_a_question(text, equal) if side == QUERY else [{"forms": sorted(one)} for one in forms_in_place(tokens)]
    return {"tokens": [_token(tokens, place) | more for place, more in enumerate(told)]}


def synonyms_of_the_house() -> Synonyms:
    """None where there is no database yet: the analyser works without."""
    try:
        return synonyms(frozenset(SynonymGroup.objects.values_list("words", flat=True)))
    except DatabaseError:
        return synonyms(frozenset())


def _token(tokens: Sequence[Token], place: int) -> dict[str, Any]:
    return {"text": tokens[place][1][0], "position": place}


def _of_a_question(text: str, equal: Synonyms) -> list[dict[str, Any]]:
    """Expressions that an editor made equal stand apart: they are looked for word by word, as they are."""
    return [_asked(clause) for clause in equal.widen(words(text)) if isinstance(clause, Word)]


def _asked(word: Word) -> dict[str, Any]:
    expressions = [" ".join(phrase.surfaces) for phrase in word.phrases]
    return {"forms": sorted(word.stems)} | ({"phrases": expressions} if expressions else {})
