"""Which rows of a role say nearly the same? For the editor to look at; nothing is removed."""

import re
from collections.abc import Iterator, Sequence

from documents.word.matrix_shapes import MatrixRow

MOST_COMPARED = 1_000
_NEARLY, _FEWEST_WORDS = 0.8, 3
_WORD = re.compile(r"\w{3,}")


def near_duplicates(rows: Sequence[MatrixRow]) -> Iterator[tuple[int, int]]:
    """Pairs of places in `rows` whose tasks, or whole rows, share four fifths of their words."""
    compared = rows[:MOST_COMPARED]
    tasks = [_words(" ".join(row.tasks)) for row in compared]
    whole = [_words(row.text) for row in compared]
    for second in range(len(compared)):
        for first in range(second):
            if _alike(tasks[first], tasks[second]) or _alike(whole[first], whole[second]):
                yield first, second
                break


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.casefold()))


def _alike(these: frozenset[str], those: frozenset[str]) -> bool:
    shared = len(these & those)
    # Texts of one or two words are alike by accident.
    return shared >= _FEWEST_WORDS and shared >= _NEARLY * len(these | those)
