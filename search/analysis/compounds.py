"""Which parts is a compound made of? Only words that the lists know as such can begin or end one."""

from dataclasses import dataclass
from functools import lru_cache

from search.analysis.lemmas import CACHED, PARTICLES, lemma
from search.analysis.lexicon import ADJECTIVE, APART, FIRST, FIRST_S, LAST, NOUN, bases, families
from search.analysis.stems import known, unknown

# Of words that the dictionary itself puts in compounds; and of any other nouns, which only make two of them together.
_SHORTEST = 3
_SHORTEST_LOOSE = 4
_MOST_PIECES = 4

# A piece of a compound: the word that it stands for, and where it begins and ends.
Piece = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a compound: its stem, and where it stands in the folded word."""

    stem: str
    start: int
    end: int


@lru_cache(maxsize=CACHED)
def stem(surface: str) -> str:
    """The form under which all inflections and the whole family of a folded word are found."""
    if (found := known(surface)) is not None:
        return found
    pieces = split(surface)
    return _together(surface, pieces) if pieces else unknown(surface)


@lru_cache(maxsize=CACHED)
def parts(surface: str) -> tuple[Part, ...]:
    """The parts of a compound, inflected or not, and what stands side by side in it; nothing for any other word."""
    pieces = split(surface)
    ends = range(1, len(pieces) + 1)
    runs = [pieces[first:end] for first in range(len(pieces)) for end in ends if 0 < end - first < len(pieces)]
    return tuple(Part(_together(surface, run), run[0][1], run[-1][2]) for run in runs)


@lru_cache(maxsize=CACHED)
def split(surface: str) -> tuple[Piece, ...]:
    """At least two pieces, as few as possible, or none; a word of the dictionary is no compound."""
    if surface in families() or lemma(surface) is not None:
        return ()
    return cut(surface)


def cut(surface: str, most: int = _MOST_PIECES) -> tuple[Piece, ...]:
    """The same, whether the dictionary has the word or not."""
    return next((found for pieces in range(2, most + 1) if (found := _cut(surface, 0, pieces))), ()) or _loose(surface)


def _loose(surface: str) -> tuple[Piece, ...]:
    """In two nouns, the first of which may be a compound itself; with an s between them if need be."""
    for at in range(len(surface) - _SHORTEST_LOOSE, _SHORTEST_LOOSE - 1, -1):
        if not _noun(lemma(surface[at:])):
            continue
        for word in (surface[:at], surface[:at].removesuffix("s")):
            pieces = ((word, 0, at),) if _noun(word) else split(word)
            if pieces and not _wrong_s(surface, pieces[-1][0], len(word), (word, at, len(surface))):
                return (*pieces[:-1], (pieces[-1][0], pieces[-1][1], at), (surface[at:], at, len(surface)))
    return ()


def _noun(word: str | None) -> bool:
    letters = bases().get(word or "", "")
    return len(word or "") >= _SHORTEST_LOOSE and NOUN in letters and APART not in letters and word not in PARTICLES


def _cut(surface: str, start: int, pieces: int) -> tuple[Piece, ...]:
    """Of equally many pieces, the ones with the longest first."""
    if pieces == 1:
        return ((surface[start:], start, len(surface)),) if _may_end(surface[start:]) else ()
    for end in range(len(surface) - _SHORTEST, start + _SHORTEST - 1, -1):
        word = _beginning(surface[start:end])
        if (
            word
            and (rest := _cut(surface, end, pieces - 1))
            and not _wrong_s(surface, word, start + len(word), rest[0])
        ):
            return ((word, start, end), *rest)
    return ()


def _wrong_s(surface: str, word: str, end: int, following: Piece) -> bool:
    """`stil|stand` is no `stils|tand`: an s that the next word may begin with is a link only where it must be."""
    _, start, stop = following
    letters = bases().get(word, "")
    if surface[end:start] != "s" or (FIRST_S in letters and FIRST not in letters):
        return False
    return NOUN in bases().get(lemma(surface[end:stop]) or "", "")


@lru_cache(maxsize=CACHED)
def _beginning(piece: str) -> str | None:
    """The word that may begin a compound in this form: `gezins` → `gezin`, `daklozen` → `dakloos`."""
    if piece in PARTICLES:
        return None
    if FIRST in bases().get(piece, ""):
        return piece
    if piece.endswith("s") and FIRST_S in bases().get(piece[:-1], ""):
        return piece[:-1]
    if piece.endswith(("en", "er")) and piece not in bases() and (base := lemma(piece)):
        return base if {NOUN, ADJECTIVE} & set(bases().get(base, "")) else None
    return None


@lru_cache(maxsize=CACHED)
def _may_end(piece: str) -> bool:
    base = lemma(piece)
    return base is not None and LAST in bases().get(base, "")


def _together(surface: str, pieces: tuple[Piece, ...]) -> str:
    """As the same pieces would be found if they were a word by themselves."""
    last = pieces[-1]
    return surface[pieces[0][1] : last[1]] + (known(last[0]) or last[0])
