"""Which word of the dictionary is this a form of? By the rules of Dutch spelling, and only where the lists agree."""

import re
from collections.abc import Iterator
from functools import lru_cache

from search.analysis.lexicon import ADJECTIVE, NOUN, VERB, bases, irregular

# What stands loose from a verb in the present: `houdt aan`, but `aangehouden`.
PARTICLES = (
    *("achter", "aan", "af", "bij", "binnen", "dicht", "door", "goed", "in", "kwijt"),
    *("langs", "los", "mee", "na", "neer", "om", "onder", "op", "open", "over"),
    *("samen", "tegen", "terug", "toe", "tussen", "uit", "vast", "vol", "voor", "weg"),
)
CACHED = 100_000

_VOWEL = "aeiouy"
# One vowel before one consonant: what was written with two before the ending came.
_OPEN = re.compile(r"(?:^|[^aeiou]|[iu](?=e))[aeou][^aeiouwxy]$")
_VOICELESS = str.maketrans("vz", "fs")
_SHORTEST = 2

# A possible word of the dictionary, and what it would have to be.
Candidate = tuple[str, str]


@lru_cache(maxsize=CACHED)
def lemma(word: str) -> str | None:
    """As a dictionary lists it, verbs by their stem: `huizen` → `huis`, `gemeld` → `meld`. None for an unknown word."""
    if found := irregular().get(word):
        return found
    if word in bases():
        return word
    return _ruled(word) or _separable(word)


def _ruled(word: str) -> str | None:
    known = bases()
    for base, kinds in _candidates(word):
        if len(base) >= _SHORTEST and any(kind in known.get(base, "") for kind in kinds):
            return base
    return None


def _separable(word: str) -> str | None:
    """`aangehouden` → `aanhoud`."""
    for particle in PARTICLES:
        rest = word.removeprefix(particle)
        if rest != word and len(rest) > _SHORTEST:
            stem = irregular().get(rest) or (rest if rest in bases() else _ruled(rest))
            if stem and VERB in bases().get(stem, ""):
                return particle + stem
    return None


def closed(body: str) -> list[str]:
    """How a word may be written once its ending is gone: `huiz` → `huis`, `tak` → `taak`, `tak`, `takk` → `tak`."""
    if len(body) > 1 and body[-1] == body[-2] and body[-1] not in _VOWEL:
        return [body[:-1]]
    voiceless = body[:-1] + body[-1:].translate(_VOICELESS)
    if _OPEN.search(body):
        return [body[:-1] + body[-2] + voiceless[-1], voiceless]
    return [voiceless]


def _candidates(word: str) -> Iterator[Candidate]:
    if word.endswith("en"):
        yield from ((base, NOUN) for base in closed(word[:-2]))
        yield from ((base, VERB) for base in closed(word[:-2]))
    if word.endswith("n"):
        yield word[:-1], NOUN
    if word.endswith("heden"):
        yield word[:-5] + "heid", NOUN
    if word.endswith("s"):
        yield word[:-1], NOUN + ADJECTIVE
    yield from _of_adjectives(word)
    yield from _of_verbs(word)
    yield from _of_diminutives(word)


_DEGREE = re.compile(r"(?:(?<=r)dere?|ere?|ste?|(?<=s)te?|en?)$")


def _of_adjectives(word: str) -> Iterator[Candidate]:
    """`boze`, `bozer`, `zwaarder`, `ernstigst`, `daklozen`."""
    if ending := _DEGREE.search(word):
        body = word[: ending.start()]
        yield from ((base, ADJECTIVE) for base in [body, *closed(body)])


def _of_verbs(word: str) -> Iterator[Candidate]:
    """`meldt`, `meldde`, `werkten`, `dreigend`, `gemeld`, `bedreigde`."""
    body = re.sub(r"(?<=[dt])e[nr]?$", "", word)
    for past in dict.fromkeys((word, body)):
        if past[-1:] in {"d", "t"}:
            yield past[:-1], VERB
            yield from _of_participle(past)
        if past.endswith("end"):
            yield from ((base, VERB) for base in closed(past[:-3]))


def _of_participle(past: str) -> Iterator[Candidate]:
    if past.startswith("ge"):
        yield past[2:-1], VERB
        yield past[2:], VERB
    yield past, VERB


def _of_diminutives(word: str) -> Iterator[Candidate]:
    word = word.removesuffix("s")
    for ending in ("etje", "tje", "pje", "je"):
        if word.endswith(ending):
            body = word.removesuffix(ending)
            yield from ((base, NOUN) for base in (body, *closed(body)))
            # `autootje`
            if body[-2:] in {"aa", "oo", "uu", "ee"}:
                yield body[:-1], NOUN
    # `kettinkje`
    if word.endswith("kje"):
        yield word[:-3] + "g", NOUN
