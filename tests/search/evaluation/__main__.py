"""Measures every analyser within reach, and writes docs/search-dutch.md.

python -m tests.servers.postgres .venv/bin/python -m tests.search.evaluation
"""

import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from tests.search.evaluation.analysers import Analyser, versions, within_reach
from tests.search.evaluation.figures import Figures, on_pairs, on_questions
from tests.search.evaluation.pairs import pairs
from tests.search.evaluation.questions import judged, reports
from tests.search.evaluation.speed import measure

PAPER = Path(__file__).resolve().parents[3] / "docs" / "search-dutch.md"
MUST_NOT_MEET = "false friends"

HEAD = """# How well search knows Dutch

Measured by `python -m tests.servers.postgres .venv/bin/python -m tests.search.evaluation`, which writes this page; what
could not be had has no column. {servers}

*Precision*: of what is found, how much was meant. *Recall*: of what was meant, how much is found. Each as precision ·
recall. The other analysers are measured as they come: `dutch` of PostgreSQL, and `dutch` of Elasticsearch, which is
Lucene's with its defaults and is asked of the Lucene among Elasticsearch's own libraries.

## Pairs of words

{pairs} pairs (`tests/search/evaluation/pairs.txt`): whoever asks the one should be given a text with the other, or
should not. They were judged by the maker of the analyser, before it was made. One pair in four is *held out*: its
outcome was not looked at while the word lists were tuned.

"""
ALONE = """
Of false friends no pair should meet: the table says how many do. Precision over all pairs counts them.

## Questions

{questions} questions over the {reports} reports of four cases of the demo region (`questions.txt`), judged by reading
all reports. The first time that they were asked, ours had precision 0.990 and recall 0.965; then five words were added
to the lists, so these questions are no longer held out. A report is found when it holds every word of the question in
one of its forms.

"""
SPEED = """
## Speed

In this run, on a machine that had other work beside it. What indexing takes in whole is in docs/performance.md.

"""
KNOWN = """
## What it does not do

- A synonym is no form: *politie* does not find *agent*, unless an editor makes them equal (`/beheer/`, lists).
- Compounds are split into words that the lists know; *nazorg* and *vannacht* are not, nor what is typed wrong.
- *geval* and *gevallen* are a noun; whoever asks for *vallen* does not find *gevallen*.
- Medicines by name, streets and the like are words as any other.

## Where the words come from

`search/analysis/lists/general.txt` is made from OpenTaal's Dutch word list (BSD licence, in the same folder) by
`tests/search/evaluation/general_list.py`; the other lists there are of the house, and go first. Whatever changes in a
list changes the recipe of the index: `index_status` then says `rebuild`, and the worker makes a new index by itself.
"""


def main() -> None:
    found = within_reach()
    parts = [
        HEAD.format(servers=_servers(), pairs=len(pairs())),
        _table(found, "pairs", _pair_rows(found)),
        ALONE.format(questions=len(judged()), reports=len(reports())),
        _table(found, "questions", [("all", [_both(on_questions(analyser)) for analyser in found.values()])]),
        SPEED,
        "".join(f"| {' | '.join(row)} |\n" for row in [("analysing", "takes"), ("---", "---"), *measure()]),
        KNOWN,
    ]
    PAPER.write_text("".join(parts), encoding="utf-8")
    sys.stdout.write(f"Written to {PAPER}\n")


def _servers() -> str:
    named = [f"{name} {version}" for name, version in versions().items()]
    return f"This time: {', '.join(['Casustafel', *named])}."


def _pair_rows(found: Mapping[str, Analyser]) -> Iterable[tuple[str, list[str]]]:
    for kind in dict.fromkeys(pair.kind for pair in pairs()):
        of_kind = [pair for pair in pairs() if pair.kind == kind]
        figures = [on_pairs(analyser, of_kind) for analyser in found.values()]
        yield f"{kind} ({len(of_kind)})", [_met(one) if kind == MUST_NOT_MEET else _recall(one) for one in figures]
    for held_out in (False, True):
        some = [pair for pair in pairs() if pair.held_out == held_out]
        name = "all held out" if held_out else "all others"
        yield f"**{name}** ({len(some)})", [_both(on_pairs(analyser, some)) for analyser in found.values()]


def _both(figures: Figures) -> str:
    return f"{figures.precision:.3f} · {figures.recall:.3f}"


def _recall(figures: Figures) -> str:
    return f"recall {figures.recall:.3f}"


def _met(figures: Figures) -> str:
    return f"{figures.wrong} meet"


def _table(found: Mapping[str, Analyser], name: str, rows: Iterable[tuple[str, list[str]]]) -> str:
    heads = [name, *found]
    lines = [heads, ["---"] * len(heads), *([first, *more] for first, more in rows)]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


if __name__ == "__main__":
    main()
