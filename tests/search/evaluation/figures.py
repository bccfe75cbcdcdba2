"""How precise and how complete is an analyser, on the judged pairs and on the judged questions?"""

from collections.abc import Iterable
from dataclasses import dataclass

from tests.search.evaluation.analysers import Analyser, meets
from tests.search.evaluation.pairs import Pair
from tests.search.evaluation.questions import judged, reports


@dataclass(frozen=True)
class Figures:
    """`right`: found and meant; `wrong`: found and not meant; `missed`: meant and not found."""

    right: int
    wrong: int
    missed: int
    judged: int

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0


def on_pairs(analyser: Analyser, pairs: Iterable[Pair]) -> Figures:
    asked = list(pairs)
    found = analyser([(pair.question, pair.text) for pair in asked])
    met = [meets(question, text) for question, text in found]
    return _figures([(pair.meet, meeting) for pair, meeting in zip(asked, met, strict=True)])


def on_questions(analyser: Analyser) -> Figures:
    asked = [(question, name) for question in judged() for name in reports()]
    found = analyser([(question, reports()[name]) for question, name in asked])
    met = [meets(question, text) for question, text in found]
    return _figures(
        [(name in judged()[question], meeting) for (question, name), meeting in zip(asked, met, strict=True)]
    )


def _figures(answers: list[tuple[bool, bool]]) -> Figures:
    return Figures(
        right=answers.count((True, True)),
        wrong=answers.count((False, True)),
        missed=answers.count((True, False)),
        judged=len(answers),
    )
