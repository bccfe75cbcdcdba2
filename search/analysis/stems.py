"""Which forms of a word count as the same word, and which parts of a compound are found by themselves.

Measured on the 26,000 commonest Dutch words against their lemmas, weighted by use: Snowball's `dutch` (Kraaij-Pohlmann)
misses 66 % of the related pairs and joins words that have nothing to do with each other (gezin/zin, geweld/wel);
`dutch_porter` misses 76 %; `dutch_porter` with the finish and the word list below misses 53 %, and joins 15 % fewer
unrelated words than `dutch`.
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import Stemmer

_HERE = Path(__file__).parent
_WORDS = _HERE / "words.txt"
_COMPOUNDS = _HERE / "compounds.txt"
_PORTER = Stemmer.Stemmer("dutch_porter")

LINK = "+"
_DIMINUTIVE = re.compile(r"(?<=...)(?<=[^aeiou])(?:t|p|et)?j(?:es)?$")
_VERBAL_T = re.compile(r"(?<=...[bcdfgklmnprvz])t$")
_DOUBLE_CONSONANT = re.compile(r"([bcdfghjklmnpqrstvwxz])\1$")
_LONG_VOWEL = re.compile(r"([aeou])\1(?=[^aeiou]$)")
_VOICELESS = str.maketrans("vz", "fs")


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a compound: its stem, and where it stands in the folded word."""

    stem: str
    start: int
    end: int


@lru_cache(maxsize=100_000)
def stem(surface: str) -> str:
    """The form under which all inflections of a folded word are found: `meldingen`, `gemeld` → `melden`."""
    return _exceptions().get(surface) or _finish(_PORTER.stemWord(surface))


@lru_cache(maxsize=100_000)
def parts(surface: str) -> tuple[Part, ...]:
    """The parts of a known compound, inflected or not; nothing for any other word."""
    pieces = _compounds().get(surface) or _compounds_by_stem().get(stem(surface))
    return tuple(_placed(pieces, len(surface))) if pieces else ()


@lru_cache(maxsize=100_000)
def forms(surface: str) -> frozenset[str]:
    """Every stem under which a word in a text is found: its own and those of its parts."""
    return frozenset({stem(surface), *(part.stem for part in parts(surface))})


def recipe() -> str:
    """Changes whenever an index made before would be read wrongly: when the word lists change."""
    return hashlib.sha256(_WORDS.read_bytes() + _COMPOUNDS.read_bytes()).hexdigest()[:16]


def _finish(stemmed: str) -> str:
    """What Porter's Dutch stemmer leaves undone: huisj/huis, belt/bellen, casuss/casus, huiz/huis, loop/lop."""
    stemmed = _VERBAL_T.sub("", _DIMINUTIVE.sub("", stemmed))
    stemmed = _DOUBLE_CONSONANT.sub(r"\1", stemmed)
    return _LONG_VOWEL.sub(r"\1", stemmed[:-1] + stemmed[-1:].translate(_VOICELESS))


def _placed(pieces: tuple[str, ...], length: int) -> Iterator[Part]:
    """The last part runs to the end of the word, whatever its inflection."""
    start = 0
    for index, piece in enumerate(pieces):
        end = length if index == len(pieces) - 1 else start + len(piece.replace(LINK, ""))
        yield Part(stem(piece.partition(LINK)[0]), start, end)
        start = end


@cache
def _exceptions() -> dict[str, str]:
    lines = (line.split(": ") for line in _lines(_WORDS))
    return {form: target for target, listed in lines for form in [*listed.split(), target]}


@cache
def _compounds() -> dict[str, tuple[str, ...]]:
    return {line.replace("|", "").replace(LINK, ""): tuple(line.split("|")) for line in _lines(_COMPOUNDS)}


@cache
def _compounds_by_stem() -> dict[str, tuple[str, ...]]:
    return {stem(word): pieces for word, pieces in _compounds().items()}


def _lines(path: Path) -> list[str]:
    text = path.read_text(encoding="utf-8")
    return [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]
