"""Which words stand in a text, where, and how they read once case, accents and invisible marks are gone."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

# Longer words are cut alike in texts and in questions: an engine drops very long terms without a word.
MAX_LETTERS = 64

# A word may hold combining accents and the soft hyphens and joiners that Word files are full of; the 's of a plural or
# of an owner belongs to it, but does not count.
_MARKS = "[\u0300-\u036f\u00ad\u200b-\u200d\u2060]"
_WORD = re.compile(f"[^\\W_]+(?:{_MARKS}+[^\\W_]*)*(?:['\u2019][sS](?![^\\W_]))?")
_JOINING = re.compile(f"{_MARKS}|['\u2019]")
_APOSTROPHE_S = re.compile("['\u2019][sS]$")
_UNDECOMPOSED = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i"})

# A folded word, and where it stands in the text: a bare pair, because a page of snippets reads thousands of them.
Token = tuple[str, re.Match[str]]


@lru_cache(maxsize=100_000)
def fold(word: str) -> str:
    """Lower case, letters and digits only: `Cliënt` → `client`, `foto's` → `foto`. May be empty."""
    word = _APOSTROPHE_S.sub("", word)
    if word.isascii():
        folded = word.lower()
    else:
        folded = unicodedata.normalize("NFKD", word.casefold()).casefold().translate(_UNDECOMPOSED)
    return "".join(letter for letter in folded if letter.isalnum())[:MAX_LETTERS]


def words(text: str) -> list[str]:
    """The words of a text as they are written, in order."""
    return _WORD.findall(text)


def places(text: str) -> Iterator[re.Match[str]]:
    """The same words, with where they stand."""
    return _WORD.finditer(text)


def places_of(word: str, text: str) -> Iterator[int]:
    """Where this word, as it is written, begins in a text: those of `places` that are it, without reading all."""
    at = text.find(word)
    while at >= 0:
        end = at + len(word)
        place = _WORD.match(text, at)
        if place and place.end() == end and not _within_a_word(text, at):
            yield at
        at = text.find(word, at + 1)


def _within_a_word(text: str, at: int) -> bool:
    """Whether a word that began before goes on here. After an apostrophe or a mark only the words before can tell."""
    before = text[at - 1 : at]
    if before.isalnum():
        return True
    return bool(_JOINING.match(before)) and any(place.start() < at < place.end() for place in places(text))


def tokenise(text: str) -> list[Token]:
    """The words of a text in order."""
    return [(surface, place) for place in places(text) if (surface := fold(place[0]))]


def surfaces(text: str) -> list[str]:
    """The folded words of a text in order."""
    return [surface for surface, _place in tokenise(text)]
