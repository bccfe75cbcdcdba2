"""How long does analysing take: a word never seen before, a report, and a question?"""

import subprocess
import sys
import time
from collections.abc import Callable, Iterable

from search.analysis.forms import forms, forms_of
from search.analysis.lemmas import CACHED
from search.analysis.tokens import tokenise, words
from tests.search.evaluation.analysers import forms_asked
from tests.search.evaluation.questions import judged, reports

ROUNDS = 20


def measure() -> list[tuple[str, str]]:
    """What, and how long: one process with warm caches, as a server has; new words in a process of their own."""
    found = subprocess.run([sys.executable, "-m", __name__], stdout=subprocess.PIPE, text=True, check=True)
    texts = list(reports().values())
    return [
        ("a word that was not seen before", f"{float(found.stdout):.0f} µs"),
        (
            f"a report of {sum(len(words(text)) for text in texts) // len(texts)} words",
            f"{_microseconds(lambda text: forms_of(tokenise(text)), texts):.0f} µs",
        ),
        ("a question", f"{_microseconds(forms_asked, judged()):.0f} µs"),
        ("words remembered at most, in each of some tables", f"{CACHED:,}"),
    ]


def _microseconds(work: Callable[[str], object], texts: Iterable[str], rounds: int = ROUNDS) -> float:
    texts = list(texts)
    for text in texts if rounds > 1 else ():
        work(text)
    began = time.perf_counter()
    for _ in range(rounds):
        for text in texts:
            work(text)
    return (time.perf_counter() - began) / rounds / len(texts) * 1e6


def _new_words() -> float:
    forms("huis")
    return _microseconds(forms, sorted({word for text in reports().values() for word in words(text)}), rounds=1)


if __name__ == "__main__":
    sys.stdout.write(str(_new_words()))
