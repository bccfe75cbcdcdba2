"""Which governed workflow step does a statement of a role matrix speak about, by its wording?

A suggestion only: the editor corrects it. How it works, in four rules:

1. A text becomes a bag of word stems. Dutch splits its verbs, so they are taken apart first: `stelt … vast`,
   `vaststellen`, `vastgesteld` and `vaststelling` all become {vast, stel}. Word order plays no part.
2. A step is spoken about when every stem of one of its phrases is in the statement.
3. A statement that denies (`niet`, `geen`) or only touches a decision (`adviseert over`, `wordt geïnformeerd over`)
   speaks about no step, unless the phrase itself says so (`geeft advies over de aanmelding`).
4. Two steps that are both spoken about are ambiguous, unless the phrase of one holds all of the other and more.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Prepositions that are also the loose half of a verb: that half stands at the end of its clause.
_PREPOSITIONS = _words("voor over door toe mee bij uit aan af op in")
_PARTICLES = sorted(_PREPOSITIONS | _words("vast goed terug bijeen samen open los"), key=len, reverse=True)
_FOLLOWS_A_CLAUSE = _words(
    "en of met na van door bij voor binnen in op uit te tot aan naar als indien tenzij wanneer zodra samen"
)
_EMPTY = _words("de het een van te om ter ten en of is zijn wordt worden zal kan mag moet die dat dit deze met na als")
_DENYING = re.compile(r"\b(?:niet|geen|nooit|zonder|evenmin)\b")
_TOUCHING = re.compile(
    r"\b(?:advi\w+|informeert|geinformeerd|ondersteun\w+|assist\w+|betrokken|bewaak\w*|bewaken|ziet toe|toezicht\w*"
    r"|toetst?|controle\w*|meedenk\w*|denkt mee|kennis|raadpleeg\w*|geraadpleegd|voorstel (?:voor|tot|om))\b"
)
_OBSERVING = re.compile(r"\bvast\s*,?\s+(?:dat|wat|welke|wie|hoe)\b")
_IRREGULAR = {
    "genomen": "nemen",
    "gesloten": "sluiten",
    "besloten": "besluiten",
    "gegeven": "geven",
    "gezonden": "zenden",
    "gewezen": "wijzen",
    "geschreven": "schrijven",
}
_TOKEN = re.compile(r"[a-z]+|[.,;:()]")
_ENDINGS = ("ingen", "ing", "end", "en", "de", "te")
_SHORTEST = 4


def suggest_step(statement: str, phrases: Mapping[str, Sequence[str]]) -> str | None:
    """The id of the one step that the statement speaks about, or None: no step, several, or denied.

    `phrases` gives each step its wordings: `{"plan.adopt": ("stelt het plan van aanpak vast", "plan vaststellen")}`.
    """
    found = {
        step: matching
        for step, wordings in phrases.items()
        if (matching := [_stems(wording) for wording in wordings if _speaks_about(statement, wording)])
    }
    winners = [step for step in found if not _outdone(step, found)]
    return winners[0] if len(winners) == 1 else None


def _speaks_about(statement: str, phrase: str) -> bool:
    stems = _stems(phrase)
    if not stems or not stems <= _stems(statement):
        return False
    said, asked = _folded(statement), _folded(phrase)
    return not any(veto.search(said) and not veto.search(asked) for veto in (_DENYING, _TOUCHING))


def _outdone(step: str, found: Mapping[str, Sequence[Counter[str]]]) -> bool:
    """Another step says all that this one says, and more."""
    others = [matching for other, matching in found.items() if other != step]
    return any(all(any(mine < theirs for theirs in other) for mine in found[step]) for other in others)


# A matrix asks for the same phrases a thousand times, and for one statement as often as there are phrases.
@lru_cache(maxsize=512)
def _stems(text: str) -> Counter[str]:
    # "stelt vast dat …" observes something, it adopts nothing.
    tokens = _TOKEN.findall(_OBSERVING.sub(" ", _folded(text)))
    return Counter(stem for place in range(len(tokens)) for stem in _stems_at(tokens, place))


def _stems_at(tokens: Sequence[str], place: int) -> Iterator[str]:
    token = tokens[place]
    if token in _PARTICLES:
        if token not in _PREPOSITIONS or _ends_its_clause(tokens, place):
            yield token
    elif token.isalpha() and token not in _EMPTY:
        particle = next((one for one in _PARTICLES if token.startswith(one) and len(token) >= len(one) + _SHORTEST), "")
        if particle:
            yield particle
        yield _stem(token.removeprefix(particle), split=bool(particle))


def _ends_its_clause(tokens: Sequence[str], place: int) -> bool:
    after = tokens[place + 1] if place + 1 < len(tokens) else "."
    return not after.isalpha() or after in _FOLLOWS_A_CLAUSE


def _stem(word: str, *, split: bool) -> str:
    """Only good enough to bring the forms of one word together; both texts go through it."""
    if split and word.startswith("te"):
        word = word.removeprefix("te")
    word = _IRREGULAR.get(word, word).removesuffix("s")
    if word.startswith("ge") and len(word) > _SHORTEST + 1 and (split or word.endswith(("d", "t"))):
        word = word.removeprefix("ge")
    word = next((word.removesuffix(end) for end in _ENDINGS if word.endswith(end) and len(word) > len(end) + 2), word)
    # Double letters come and go with the ending: stelt/stellen, neemt/nemen, plan/plannen. So do f/v and s/z.
    word = re.sub(r"(.)\1", r"\1", word)
    if len(word) >= _SHORTEST:
        word = word.rstrip("dt")
    return re.sub(r"s$", "z", re.sub(r"f$", "v", word))


@lru_cache(maxsize=512)
def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in plain if not unicodedata.combining(sign))
