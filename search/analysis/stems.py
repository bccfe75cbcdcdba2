"""Which words count as the same word: forms of one, and members of one family."""

import re
from functools import lru_cache

from search.analysis.lemmas import CACHED, PARTICLES, closed, lemma
from search.analysis.lexicon import ADJECTIVE, NOUN, VERB, bases, families

# An ending of a word that nobody knows.
_UNKNOWN = re.compile(r"(?<=[a-z]{3}[^aeiou])en$|(?<=er|el|en|or|ar|ie|ng)s$|(?<=[a-z]{4}[^aeious])e$|(?<=[aiouy])s$")
# Nouns and adjectives made of another word: what is taken off, what is put in its place, and what that must be.
_DERIVED = tuple(
    (re.compile(pattern), endings, kind)
    for pattern, endings, kind in (
        (r"(?<=.{3})heid$", ("",), ADJECTIVE),
        (r"(?<=.{3})isch$", ("ie", "isme"), NOUN),
        (r"(?<=.{5})isch$", ("",), NOUN),
        (r"(?<=.{2})istisch$", ("isme",), NOUN),
        (r"(?<=.{2})ist$", ("isme",), NOUN),
        (r"(?<=.{2})loog$", ("logie",), NOUN),
        (r"(?<=.{2})iater$", ("iatrie",), NOUN),
        (r"(?<=.{2}[sn][st])ief$", ("ie",), NOUN),
        (r"(?<=.{4})aliteit$", ("eel", "aal"), ADJECTIVE),
        (r"(?<=.{3})eer$", ("atie", "e"), NOUN),
    )
)
_OF_PARTICIPLES = ("be", "ge", "her", "mis", "ont", "ver", *PARTICLES)
_AGENT = re.compile(r"^((?:be|ver|ont|ge).{3,}|.{3,}e[rln](?=a)|.{3,}eer(?=d))(?:d?er|aar)$")


@lru_cache(maxsize=CACHED)
def root(base: str) -> str:
    """The word under which a family is found: `psychiatrisch`, `psychiater` → `psychiatrie`."""
    if found := families().get(base):
        return found
    derived = _derived(base)
    return base if derived is None else root(derived)


def known(word: str) -> str | None:
    """The family of a word, or of the word that it is a form of."""
    if found := families().get(word):
        return found
    base = lemma(word)
    return None if base is None else root(base)


def unknown(word: str) -> str:
    """Of a name, or of a word that no list has: only the plainest endings go."""
    return _UNKNOWN.sub("", word)


def _derived(base: str) -> str | None:
    kinds = bases().get(base, "")
    for pattern, endings, kind in _DERIVED:
        if found := pattern.search(base):
            for candidate in (base[: found.start()] + ending for ending in endings):
                if kind in bases().get(candidate, ""):
                    return candidate
    if NOUN in kinds and VERB not in kinds:
        return _of_a_verb(base)
    return _participle(base) if ADJECTIVE in kinds else None


def _of_a_verb(noun: str) -> str | None:
    """`melding` → `meld`, `begeleider` → `begeleid`."""
    if noun.endswith("ing") and len(noun) > len("ring") + 1:
        return _first_verb(noun[:-3])
    if agent := _AGENT.match(noun):
        return _first_verb(agent[1])
    return None


def _participle(adjective: str) -> str | None:
    """`bedreigd` → `bedreig`, `dreigend` → `dreig`."""
    if adjective.endswith("end"):
        return _first_verb(adjective[:-3])
    if adjective[-1] in "dt" and adjective.startswith(_OF_PARTICIPLES):
        return _first_verb(adjective[:-1].removeprefix("ge"))
    return None


def _first_verb(body: str) -> str | None:
    return next((stem for stem in closed(body) if _is_verb(stem)), None)


def _is_verb(stem: str) -> bool:
    known = bases()
    if VERB in known.get(stem, ""):
        return True
    return any(VERB in known.get(stem.removeprefix(one), "") for one in PARTICLES if stem.startswith(one))
