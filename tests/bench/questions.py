"""What do people ask? Ordinary questions of every kind, and those that are dear to any engine."""

from collections.abc import Iterator
from random import Random

from casustafel.demo.synthetic.sentences import ABOUT, AGREED, DETAIL, RARE, SEEN
from search.query import Query

NORMAL = "normal"
OF_EACH = 12
COMMON = ("afspraak", "contact", "buren", "politie", "moeder", "huis")


def questions(chance: Random, *, normal: int, facet: str) -> dict[str, list[Query]]:
    """By class. `facet`: a municipality that can be chosen."""
    texts = [*ABOUT, *DETAIL, *AGREED, *SEEN]
    words = [word.strip('.,“”"') for text in texts for word in text.split() if len(word) > 4]
    chosen = {"kinds": frozenset({"report"}), "municipalities": frozenset({facet})}
    return {
        NORMAL: [Query(text) for text in _normal(chance, normal)],
        "beginning of two letters": [Query(f"{chance.choice(words)[:2]}*") for _ in range(OF_EACH)],
        "common word": [Query(chance.choice(COMMON)) for _ in range(OF_EACH)],
        "eight words": [Query(" ".join(chance.choice(texts).split()[:8])) for _ in range(OF_EACH)],
        "phrase": [Query(f'"{" ".join(chance.choice(texts).split()[:3])}"') for _ in range(OF_EACH)],
        "facets chosen": [Query(chance.choice(COMMON), **chosen) for _ in range(OF_EACH)],
    }


def _normal(chance: Random, wanted: int) -> Iterator[str]:
    """As people type: a word or two out of a text, now and then a phrase, a beginning, or a word hardly ever used."""
    texts = [*ABOUT, *DETAIL, *AGREED, *SEEN]
    for number in range(wanted):
        words = [word.strip(".,“”") for word in chance.choice(texts).split() if len(word) > 3]
        match number % 6:
            case 0 | 1:
                yield chance.choice(words)
            case 2 | 3:
                yield " ".join(chance.sample(words, min(2, len(words))))
            case 4:
                yield f'"{" ".join(chance.choice(texts).split()[1:4])}"'
            case _:
                yield f"{chance.choice(words)[:4]}*" if number % 4 else chance.choice(RARE)
